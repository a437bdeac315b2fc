import {re2Compiler, type Admission, type RegexCompiler} from '@site/src/mesh';
import {readFiles, type Read, type Refusal} from './model/mesh';
import {lookAtTokens, play, playHundred} from './model/play';
import type {Answer, Hundred, Question} from './model/types';
import {browserVerifier} from './model/verify';
import type {FromWorker, ToWorker} from './protocol';

/** Runs the engine off the page's thread. The engine for patterns is fetched when a file first has one. */

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

let regex: RegexCompiler | undefined;

/** What a cluster refuses; text that is known to be good does without. */
async function admissionFor(questions: readonly Question[]): Promise<Admission | undefined> {
  if (questions.every(({before}) => before === null)) return undefined;
  return (await import('./model/findings')).ADMISSION;
}

async function ready(reads: readonly Read[]): Promise<void> {
  if (regex || !reads.some(({needsRegex}) => needsRegex)) return;
  const {RE2JS} = await import('re2js');
  regex = re2Compiler(RE2JS);
}

async function answer(message: ToWorker): Promise<FromWorker> {
  const {id} = message;
  switch (message.type) {
    case 'check': {
      const read = readFiles(message.files);
      // The analyzers come with the first text that differs from the start.
      const [{findings}] = await Promise.all([import('./model/findings'), ready([read])]);
      return {
        id,
        type: 'checked',
        diagnostics: findings(message.world, read, regex),
        broken: read.broken,
      };
    }
    case 'ask': {
      const {questions, hundred} = message;
      const reads = questions.map(({files}) => readFiles(files));
      if (reads.some(({broken}) => broken)) return {id, type: 'broken'};
      const [admission] = await Promise.all([admissionFor(questions), ready(reads)]);
      const rules = {regex, admission};
      const refused = new Map<string, Refusal>();
      const answers: Answer[] = [];
      const hundreds: Hundred[] = [];
      for (const [index, question] of questions.entries()) {
        const read = reads[index] as Read;
        const signatures = await lookAtTokens(question, read, rules, browserVerifier);
        const tools = {...rules, signatures};
        const asked = play(question, read, tools);
        if (!asked.ok) return {id, type: 'refused', text: asked.problem};
        answers.push(asked.answer);
        for (const refusal of asked.refused) refused.set(refusal.resource, refusal);
        const many = hundred ? playHundred(question, read, tools) : null;
        if (many?.ok === true) hundreds.push(many.hundred);
      }
      return {id, type: 'answered', answers, hundreds, refused: [...refused.values()]};
    }
    case 'judge': {
      const {exercise, world, files} = message;
      const [{checkExercise}] = await Promise.all([
        import('./model/exercise'),
        ready([readFiles(files)]),
      ]);
      return {id, type: 'judged', verdict: checkExercise(exercise, world, files, regex)};
    }
    default:
      return message satisfies never;
  }
}

scope.onmessage = ({data}) => {
  void answer(data).then(reply => {
    scope.postMessage(reply);
    // The page hears of it by `onerror`, and does not wait.
  }, reportError);
};
