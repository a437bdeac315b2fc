import {Children, isValidElement, useId, type ReactNode} from 'react';
import type {ShownQuiz} from '@site/src/data/shown-words';
import type {Question as QuestionData} from '@site/src/data/types';
import {CodeText} from '../CodeText';
import {classes} from '../classes';
import {keepAnswer, useProgress} from '../progress/store';
import styles from './styles.module.css';

/** Under which name the reader's browser keeps an answer. */
const keyOf = (quiz: string, question: string) => `${quiz}/${question}`;

function Question({
  question,
  name,
  number,
  chosen,
  children,
}: {
  question: QuestionData;
  name: string;
  number: number;
  chosen: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const answer = question.answers.find(({text}) => text === chosen);
  return (
    <fieldset className={styles.question}>
      <legend>
        {number}. <CodeText>{question.prompt}</CodeText>
      </legend>
      {children}
      {question.answers.map(option => {
        const {text, right, because} = option;
        const open = option === answer;
        const verdict = right === true ? 'Right' : 'Not quite';
        return (
          <div
            key={text}
            className={classes(
              styles.answer,
              open && (right === true ? styles.right : styles.wrong),
            )}
          >
            <label>
              <input
                type="radio"
                name={id}
                checked={open}
                onChange={() => {
                  keepAnswer(name, text);
                }}
              />
              <span>
                <CodeText>{text}</CodeText>
              </span>
              {open && <em>{verdict}</em>}
            </label>
            {open && (
              <p className={styles.because}>
                <CodeText>{because}</CodeText>
              </p>
            )}
          </div>
        );
      })}
      <p className="sr-only" role="status">
        {answer && `${answer.right === true ? 'Right' : 'Not quite'}. ${answer.because}`}
      </p>
    </fieldset>
  );
}

/** The same without JavaScript: nothing to press, all to read. */
function Explained({questions}: {questions: readonly QuestionData[]}) {
  return (
    <noscript>
      <details>
        <summary>The answers, explained</summary>
        <ol>
          {questions.map(({id, prompt, answers}) => (
            <li key={id}>
              <CodeText>{prompt}</CodeText>
              <ul>
                {answers.map(({text, right, because}) => (
                  <li key={text}>
                    <b>{right === true ? 'Right: ' : 'Wrong: '}</b>
                    <CodeText>{text}</CodeText>. <CodeText>{because}</CodeText>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </details>
    </noscript>
  );
}

/**
 * Check yourself: questions whose every answer explains itself.
 *
 * @param children the files that questions are about, drawn, in the order of the questions that have one.
 */
export function Quiz({entry, children}: {entry: ShownQuiz; children?: ReactNode}) {
  const {answers} = useProgress();
  const files = Children.toArray(children).filter(child => isValidElement(child));
  const {id, questions} = entry;
  const chosen = questions.map(question => answers[keyOf(id, question.id)]);
  const results = questions.map((question, index) =>
    question.answers.find(({text}) => text === chosen[index]),
  );
  const done = results.every(answer => answer !== undefined);
  const right = results.filter(answer => answer?.right).length;
  return (
    <div className={styles.quiz}>
      {questions.map((question, index) => (
        <Question
          key={question.id}
          question={question}
          name={keyOf(id, question.id)}
          number={index + 1}
          chosen={chosen[index]}
        >
          {question.file !== undefined && files.shift()}
        </Question>
      ))}
      <p className={styles.score} role="status">
        {done && `${right} of ${questions.length} right.`}
      </p>
      <Explained questions={questions} />
    </div>
  );
}
