import {lazy, Suspense, useState, type ReactNode} from 'react';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import CodeBlock from '@site/src/theme/CodeBlock';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type {ShownExercise} from '@site/src/data/shown-exercise';
import {CodeText} from '@site/src/components/CodeText';
import {useProgress} from '@site/src/components/progress/store';
import {Rows} from './Rows';
import {href, styles} from './sheet';

const Desk = lazy(async () => ({default: (await import('./Desk')).Desk}));

const WORLD = '/examples/exercises/world.yaml';

/** An exercise as it can be read: task, YAML, wishes, hints and solution. It becomes a desk to work at when the reader starts. */
export default function ExercisePage({exercise}: {exercise: ShownExercise}): ReactNode {
  const {id, number, title, description, task, rows, start, hints, solution, because} = exercise;
  const {section, recorded, before, after} = exercise;
  const {solved} = useProgress();
  const [works, setWorks] = useState(false);
  const world = useBaseUrl(WORLD);
  const still = (
    <div className={styles.desk}>
      <section aria-labelledby="write">
        <Heading as="h2" id="write">
          Write
        </Heading>
        <CodeBlock code={start.code} />
      </section>
      <section aria-labelledby="wishes">
        <Heading as="h2" id="wishes">
          How it should behave
        </Heading>
        <Rows rows={rows} />
        <p className={styles.go}>
          <button type="button" className="btn btn--main" onClick={() => setWorks(true)}>
            Start
          </button>
        </p>
      </section>
    </div>
  );
  return (
    <Layout title={`Exercise: ${title}`} description={description}>
      <link rel="stylesheet" href={href} precedence="exercises" />
      <main className="sheet-width margin-vert--lg">
        <article className="markdown">
          <p className={styles.place}>
            <Link to="/exercises">Exercise {number} of 10</Link>
            {solved.includes(id) && <b className={styles.solved}>Solved</b>}
          </p>
          <Heading as="h1">{title}</Heading>
          {task.map(paragraph => (
            <p key={paragraph}>
              <CodeText>{paragraph}</CodeText>
            </p>
          ))}
          <p>
            In the cluster: <code>ui</code> and <code>search</code> in two versions, with two Pods
            of <code>search v1</code> and one of each other; <code>cart</code> in the namespace{' '}
            <code>shop</code>; a gateway proxy. <a href={world}>Their YAML</a>.
          </p>
          {works ? (
            <Suspense fallback={still}>
              <Desk exercise={exercise} />
            </Suspense>
          ) : (
            still
          )}
          <Heading as="h2" id="hints">
            Hints
          </Heading>
          {hints.map((hint, index) => (
            <details key={hint} className={styles.hint}>
              <summary>
                Hint {index + 1} of {hints.length}
              </summary>
              <p>
                <CodeText>{hint}</CodeText>
              </p>
            </details>
          ))}
          <Heading as="h2" id="solution">
            Solution
          </Heading>
          <details>
            <summary>One solution, and why it behaves so</summary>
            <CodeBlock code={solution.code} />
            {because.map(paragraph => (
              <p key={paragraph}>
                <CodeText>{paragraph}</CodeText>
              </p>
            ))}
            <p>
              Real Istio and Envoy gave the wished answers to this YAML. Recorded as{' '}
              {recorded.map((name, index) => (
                <span key={name}>
                  {index > 0 && ', '}
                  <code>{name}</code>
                </span>
              ))}
              .
            </p>
          </details>
          <p className={styles.read}>
            Read it up: <Link to={`${section.path}#${section.anchor}`}>{section.title}</Link>
          </p>
          <nav aria-label="Exercises" className={styles.legs}>
            {before && <Link to={before.path}>Back: {before.title}</Link>}
            {after && <Link to={after.path}>Next: {after.title}</Link>}
          </nav>
        </article>
      </main>
    </Layout>
  );
}
