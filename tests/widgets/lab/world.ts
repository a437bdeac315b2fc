import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {LabRequest} from '../../../src/data/labs/types';
import type {EditorFile} from '../../../src/widgets/Lab/editor/contract';
import {readFiles} from '../../../src/widgets/Lab/model/mesh';
import {play} from '../../../src/widgets/Lab/model/play';
import type {Answer, Question} from '../../../src/widgets/Lab/model/types';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The world of every lab. */
export const WORLD: readonly EditorFile[] = [
  ...readdirSync(path.join(root, 'examples/demo/app'))
    .filter(name => /-(service|deployment)\.yaml$/.test(name))
    .map(name => ({name: `world/${name}`, text: read(`examples/demo/app/${name}`)})),
  {name: 'world/world.yaml', text: read('src/data/labs/world.yaml')},
];

export const example = (file: string): EditorFile => ({
  name: path.basename(file),
  text: read(`examples/${file}`),
});

export const get = (
  host = 'search:8080',
  place = '/',
  headers: LabRequest['headers'] = [],
): LabRequest => ({method: 'GET', host, path: place, headers});

export const question = (part: Partial<Question>): Question => ({
  world: WORLD,
  files: [],
  before: null,
  caller: 'ui',
  request: get(),
  behaviours: {},
  seed: 1,
  draw: 1,
  ...part,
});

export function answerTo(part: Partial<Question>): Answer {
  const asked = question(part);
  const answer = play(asked, readFiles(asked.files));
  if (!answer.ok) throw new Error(answer.problem);
  return answer.answer;
}
