import {cleanup, fireEvent, render, screen, within} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {
  CAPACITIES,
  decide,
  LANGUAGES,
  NEEDS,
  OUTCOMES,
  PLATFORMS,
  SERVICES,
  type Answers,
  type OutcomeId,
} from '../../src/widgets/NeedAMesh/decide';
import {NeedAMesh} from '../../src/widgets/NeedAMesh/NeedAMesh';

afterEach(cleanup);

const large: Answers = {
  services: 'many',
  platform: 'kubernetes',
  languages: 'several',
  needs: ['identity', 'release'],
  capacity: 'yes',
};

/** Every path of the decision: the name says which answer decides. */
const PATHS: readonly [name: string, answers: Answers, outcome: OutcomeId][] = [
  ['one service, whatever it needs', {...large, services: 'one'}, 'one-application'],
  ['no need', {...large, needs: []}, 'kubernetes-alone'],
  ['needs at the entrance only', {...large, needs: ['entrance']}, 'entrance'],
  [
    'few services in one language, needs of a library',
    {...large, services: 'few', languages: 'one', needs: ['resilience', 'telemetry']},
    'library',
  ],
  [
    'the same, not on Kubernetes',
    {...large, services: 'few', languages: 'one', needs: ['resilience'], platform: 'elsewhere'},
    'library',
  ],
  ['not on Kubernetes', {...large, platform: 'elsewhere'}, 'kubernetes-first'],
  [
    'many services in one language, needs of a library, nobody to run a mesh',
    {...large, languages: 'one', needs: ['resilience'], capacity: 'no'},
    'library',
  ],
  [
    'several languages, nobody to run a mesh',
    {...large, needs: ['resilience'], capacity: 'no'},
    'not-yet',
  ],
  ['mutual TLS, nobody to run a mesh', {...large, capacity: 'no'}, 'not-yet'],
  ['identity only', {...large, needs: ['identity']}, 'ambient'],
  ['identity and an entrance', {...large, needs: ['identity', 'entrance']}, 'ambient'],
  ['canary between services', {...large, services: 'few', needs: ['release']}, 'mesh'],
  [
    'many services in one language, needs of a library',
    {...large, languages: 'one', needs: ['resilience']},
    'mesh',
  ],
];

const values = <Value extends string>(choices: readonly {value: Value}[]) =>
  choices.map(({value}) => value);

const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  services: fc.constantFrom(...values(SERVICES)),
  platform: fc.constantFrom(...values(PLATFORMS)),
  languages: fc.constantFrom(...values(LANGUAGES)),
  needs: fc.subarray(values(NEEDS)),
  capacity: fc.constantFrom(...values(CAPACITIES)),
});

const isMesh = (id: OutcomeId) => OUTCOMES[id].verdict === 'Yes';

describe('the decision', () => {
  it.each(PATHS)('%s', (_name, answers, outcome) => {
    expect(decide(answers).outcome).toBe(outcome);
  });

  it('has a path to each outcome', () => {
    expect(new Set(PATHS.map(([, , outcome]) => outcome))).toEqual(new Set(Object.keys(OUTCOMES)));
  });

  it('always says why', () => {
    fc.assert(
      fc.property(anyAnswers, answers => {
        expect(decide(answers).because.length).toBeGreaterThan(0);
      }),
    );
  });

  it('advises a mesh only where there are calls, a need between services, Kubernetes and somebody to run it', () => {
    fc.assert(
      fc.property(anyAnswers, answers => {
        if (!isMesh(decide(answers).outcome)) return;
        expect(answers.services).not.toBe('one');
        expect(answers.platform).toBe('kubernetes');
        expect(answers.capacity).toBe('yes');
        expect(answers.needs.some(need => need !== 'entrance')).toBe(true);
      }),
    );
  });

  it('never turns a mesh down because of one need more', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...values(NEEDS)), (answers, need) => {
        if (!isMesh(decide(answers).outcome)) return;
        const more = {...answers, needs: [...new Set([...answers.needs, need])]};
        expect(isMesh(decide(more).outcome)).toBe(true);
      }),
    );
  });

  it('does not look at the order in which needs were chosen', () => {
    fc.assert(
      fc.property(anyAnswers, answers => {
        expect(decide({...answers, needs: [...answers.needs].reverse()})).toEqual(decide(answers));
      }),
    );
  });
});

describe('the widget', () => {
  const status = () => screen.getByRole('status').textContent;
  // By text: looking for roles in a page this large takes jsdom a second each time.
  const choose = (question: RegExp, answer: string) => {
    const group = screen.getByText(question).closest('fieldset');
    if (group === null) throw new Error(`no group of answers for ${question}`);
    fireEvent.click(within(group).getByLabelText(answer));
  };

  it('holds every question and every outcome before any script runs', () => {
    const html = renderToString(<NeedAMesh />);
    for (const {label} of [SERVICES, PLATFORMS, LANGUAGES, NEEDS, CAPACITIES].flat()) {
      expect(html).toContain(label);
    }
    for (const {instead} of Object.values(OUTCOMES)) expect(html).toContain(instead);
  });

  it('counts the open questions, then answers, and marks the answer in the list', () => {
    render(<NeedAMesh />);
    expect(status()).toMatch(/^4 questions are still open\./);
    choose(/How many services/, 'Two to ten');
    choose(/Where do they run/, 'On Kubernetes, all or most of them');
    choose(/how many languages/, 'One');
    expect(status()).toMatch(/^One question is still open\./);
    choose(/run, upgrade/, 'Yes, with time for it each month');
    expect(status()).toMatch(/^No\. Your platform is enough\./);

    const mtls = screen.getByLabelText(/Mutual TLS/);
    fireEvent.click(mtls);
    expect(status()).toMatch(/^Yes\. A mesh without sidecars\./);
    expect(document.querySelectorAll('li[aria-current=true]')).toHaveLength(1);
    fireEvent.click(mtls);
    expect(status()).toMatch(/^No\. Your platform is enough\./);
  });
});
