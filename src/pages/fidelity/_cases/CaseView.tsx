import {useEffect, useRef, type ReactNode} from 'react';
import CodeBlock from '@site/src/theme/CodeBlock';
import {classes} from '@site/src/components/classes';
import type {ShownAnswer, ShownCase, ShownFinding, ShownQuestion} from '@site/src/data/shown-case';
import {styles} from '../_styles';

function Answer({answer}: {answer: ShownAnswer}): ReactNode {
  return (
    <dl className={styles.fields}>
      {answer.fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? <i>empty</i> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({findings}: {findings: readonly ShownFinding[]}): ReactNode {
  if (findings.length === 0) return <p>Nothing to say.</p>;
  return (
    <ul className={styles.findings}>
      {findings.map(({voice, level, resource, message}, index) => (
        <li key={index}>
          <b>
            {voice}, {level}
          </b>{' '}
          {resource}: {message}
        </li>
      ))}
    </ul>
  );
}

const statusOf = ({fields}: ShownAnswer): string => {
  const [name, value] = fields.find(([key]) => key === 'status' || key === 'connection') ?? [];
  if (name === 'status') return value ?? '';
  return value === undefined ? 'several answers' : `no answer, ${value}`;
};

function Question({question, open}: {question: ShownQuestion; open: boolean}): ReactNode {
  const {ask, about, recorded, model, trace} = question;
  return (
    <details className={styles.question} open={open}>
      <summary>
        <code>{ask}</code> <span>{statusOf(recorded)}</span>
      </summary>
      {about.length > 0 && (
        <ul className={styles.about}>
          {about.map(line => (
            <li key={line}>
              <code>{line}</code>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.answers}>
        <section>
          <h5>Recorded answer</h5>
          <Answer answer={recorded} />
        </section>
        <section>
          <h5>Answer of the model</h5>
          {model ? (
            <>
              <p>Equal but for what is drawn or measured.</p>
              <Answer answer={model} />
            </>
          ) : (
            <p>The same, field by field.</p>
          )}
        </section>
      </div>
      {trace.length > 0 && (
        <section>
          <h5>How the model gets there</h5>
          <ol className={styles.trace}>
            {trace.map(({text, line}, index) => (
              <li key={index}>
                {text} {line !== undefined && <small>line {line}</small>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </details>
  );
}

interface CaseViewProps {
  shown: ShownCase;
  /** Address of the YAML that all cases share. */
  world: string;
  /** The reader chose it on this page: they are taken there. */
  takesFocus: boolean;
}

/** One recorded case: YAML, requests, recorded answers, and what the model makes of them. */
export function CaseView({shown, world, takesFocus}: CaseViewProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const {title, file, asked, mesh, code, applications, refused, questions, findings} = shown;
  const agrees = shown.differences.length === 0;
  return (
    <article className={styles.case} aria-labelledby="case">
      <h3 id="case" ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p className={classes(styles.verdict, agrees ? styles.agrees : styles.differs)}>
        {agrees
          ? 'The model gives the recorded answer.'
          : 'The model does not give the recorded answer: a known gap.'}
      </p>
      {!agrees && (
        <ul className={styles.about}>
          {shown.differences.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p>
        {asked} The record is <code>{file}</code>, made with Istio <code>{shown.istio}</code>. All
        cases share <a href={world}>Services and Pods</a>.
      </p>
      {mesh !== undefined && (
        <p>
          Settings of the mesh: <code>{mesh}</code>
        </p>
      )}
      {applications !== undefined && (
        <p>
          What applications were told to do: <code>{applications}</code>
        </p>
      )}
      <div className={styles.sheet}>
        <div>
          {code ? <CodeBlock code={code} /> : <p>The case has no YAML of its own.</p>}
          {refused.length > 0 && (
            <>
              <h4>Not accepted</h4>
              <ul>
                {refused.map(item => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            </>
          )}
        </div>
        <div>
          {questions.length > 0 && (
            <>
              <h4>{questions.length === 1 ? 'One request' : `${questions.length} requests`}</h4>
              {questions.map((question, index) => (
                <Question key={index} question={question} open={index === 0} />
              ))}
            </>
          )}
          {findings && (
            <>
              <h4>What is wrong with the YAML</h4>
              <div className={styles.answers}>
                <section>
                  <h5>Recorded</h5>
                  <Findings findings={findings.recorded} />
                </section>
                <section>
                  <h5>The model</h5>
                  <Findings findings={findings.model} />
                </section>
              </div>
            </>
          )}
        </div>
      </div>
    </article>
  );
}
