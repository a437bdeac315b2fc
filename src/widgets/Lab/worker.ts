import {re2Compiler, type RegexCompiler} from '@site/src/mesh';
import {readFiles, type Read} from './model/mesh';
import {lookAtTokens, play, playHundred} from './model/play';
import type {Answer, Hundred} from './model/types';
import {browserVerifier} from './model/verify';
import type {FromWorker, ToWorker} from './protocol';

/** Runs the engine off the page's thread. The engine for patterns is fetched when a file first has one. */

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

let regex: RegexCompiler | undefined;

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
      await ready(reads);
      const answers: Answer[] = [];
      const hundreds: Hundred[] = [];
      for (const [index, question] of questions.entries()) {
        const read = reads[index] as Read;
        const signatures = await lookAtTokens(question, read, regex, browserVerifier);
        const tools = {regex, signatures};
        const asked = play(question, read, tools);
        if (!asked.ok) return {id, type: 'refused', text: asked.problem};
        answers.push(asked.answer);
        const many = hundred ? playHundred(question, read, tools) : null;
        if (many?.ok === true) hundreds.push(many.hundred);
      }
      return {id, type: 'answered', answers, hundreds};
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
  });
};
