import {useId, useState} from 'react';
import {
  CAPACITIES,
  decide,
  LANGUAGES,
  NEEDS,
  OUTCOMES,
  PLATFORMS,
  QUESTIONS,
  SERVICES,
  type Answers,
  type Decision,
  type OutcomeId,
} from './decide';
import styles from './styles.module.css';

/** A question with its number. */
function asked(id: keyof Answers): string {
  const index = QUESTIONS.findIndex(question => question.id === id);
  return `${index + 1}. ${QUESTIONS[index]?.question ?? ''}`;
}

interface OneOfProps<Value extends string> {
  question: string;
  choices: readonly {value: Value; label: string}[];
  value: Value | undefined;
  onChange: (value: Value) => void;
}

function OneOf<Value extends string>({question, choices, value, onChange}: OneOfProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.question}>
      <legend>{question}</legend>
      {choices.map(choice => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

/** Undefined until every question with one answer has it; the list of needs may stay empty. */
function decisionOf({services, platform, languages, capacity, needs = []}: Partial<Answers>) {
  return services && platform && languages && capacity
    ? decide({services, platform, languages, capacity, needs})
    : undefined;
}

function Result({decision, open}: {decision: Decision | undefined; open: number}) {
  if (!decision) {
    return (
      <>
        {open === 1 ? 'One question is' : `${open} questions are`} still open. Your answer will
        stand here, with its reasons.
      </>
    );
  }
  const {verdict, title, instead} = OUTCOMES[decision.outcome];
  return (
    <>
      <strong>
        {verdict}. {title}.
      </strong>{' '}
      {decision.because.join(' ')} {instead}
    </>
  );
}

export function NeedAMesh() {
  const [answers, setAnswers] = useState<Partial<Answers>>({});
  const needs = answers.needs ?? [];
  const decision = decisionOf(answers);
  const open = [answers.services, answers.platform, answers.languages, answers.capacity].filter(
    answer => answer === undefined,
  ).length;
  const answer = (given: Partial<Answers>) => setAnswers(before => ({...before, ...given}));

  return (
    <section aria-label="Do you need a mesh?">
      <OneOf
        question={asked('services')}
        choices={SERVICES}
        value={answers.services}
        onChange={services => answer({services})}
      />
      <OneOf
        question={asked('platform')}
        choices={PLATFORMS}
        value={answers.platform}
        onChange={platform => answer({platform})}
      />
      <OneOf
        question={asked('languages')}
        choices={LANGUAGES}
        value={answers.languages}
        onChange={languages => answer({languages})}
      />
      <fieldset className={styles.question}>
        <legend>{asked('needs')}</legend>
        {NEEDS.map(({value, label}) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={needs.includes(value)}
              onChange={event =>
                answer({
                  needs: event.target.checked
                    ? [...needs, value]
                    : needs.filter(need => need !== value),
                })
              }
            />
            {label}
          </label>
        ))}
      </fieldset>
      <OneOf
        question={asked('capacity')}
        choices={CAPACITIES}
        value={answers.capacity}
        onChange={capacity => answer({capacity})}
      />
      <p className={styles.result} role="status">
        <Result decision={decision} open={open} />
      </p>
      <p className={styles.heading}>All the answers that you can get:</p>
      <ul className={styles.outcomes}>
        {(Object.keys(OUTCOMES) as OutcomeId[]).map(id => (
          <li key={id} aria-current={decision?.outcome === id ? 'true' : undefined}>
            <b>
              {OUTCOMES[id].verdict}: {OUTCOMES[id].title}.
            </b>{' '}
            {OUTCOMES[id].instead}
          </li>
        ))}
      </ul>
    </section>
  );
}
