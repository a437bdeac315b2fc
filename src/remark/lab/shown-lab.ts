import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {RE2JS} from 're2js';
import {FLAG_NOTES} from '../../data/labs/flags';
import type {LabPreset} from '../../data/labs/types';
import {re2Compiler} from '../../mesh';
import type {EditorFile} from '../../widgets/Lab/editor/contract';
import {findings} from '../../widgets/Lab/model/findings';
import {readFiles} from '../../widgets/Lab/model/mesh';
import {play} from '../../widgets/Lab/model/play';
import {filesOfSide, type ShownLab} from '../../widgets/Lab/model/shown';
import {withoutSteering} from '../code/read-example';
import {pageFile, pagePath} from '../vocabulary/page';

const APPLICATIONS = 'examples/demo/app';
const WORLD = 'src/data/labs/world.yaml';
const regex = re2Compiler(RE2JS);

const textOf = (root: string, file: string): string =>
  withoutSteering(readFileSync(join(root, file), 'utf8').replace(/\r\n/g, '\n'));

/** Files of the world that every lab shares: the demo's Services and Deployments, and what stands around them. */
export const worldFiles = (root: string): string[] => [
  ...readdirSync(join(root, APPLICATIONS))
    .filter(name => /-(service|deployment)\.yaml$/.test(name))
    .sort()
    .map(name => `${APPLICATIONS}/${name}`),
  WORLD,
];

/** Examples that a start or its variations show. */
export const examplesOf = ({files, variations}: LabPreset): string[] => [
  ...files,
  ...variations.flatMap(variation => Object.values(variation.files ?? {})),
];

/** The files of a variation: those of the start, some exchanged, some added, one passage rewritten. */
function varied(
  root: string,
  id: string,
  start: readonly EditorFile[],
  {title, files = {}, edit}: LabPreset['variations'][number],
): EditorFile[] {
  const exchanged = start.map(({name, text}) => {
    const path = files[name];
    return {name, text: path === undefined ? text : textOf(root, path)};
  });
  const added = Object.entries(files)
    .filter(([name]) => !start.some(file => file.name === name))
    .map(([name, path]) => ({name, text: textOf(root, path)}));
  return [...exchanged, ...added].map(({name, text}) => {
    if (edit?.file !== name) return {name, text};
    const parts = text.split(edit.from);
    if (parts.length !== 2) {
      throw new Error(
        `The lab ${id}, “${title}”: ${name} has “${edit.from}” ${parts.length - 1} times, once is needed.`,
      );
    }
    return {name, text: parts.join(edit.to)};
  });
}

/** Addresses of the pages about flags that are written. */
export const flagPages = (root: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(FLAG_NOTES).flatMap(([flag, {page, heading}]) =>
      existsSync(join(root, pageFile(root, page)))
        ? [[flag, `${pagePath(page)}${heading === undefined ? '' : `#${heading}`}`]]
        : [],
    ),
  );

/**
 * Reads the files of a start and plays its first request.
 *
 * @throws Error when a file is not there, or the engine cannot read what the start shows.
 */
export function shownLab(root: string, preset: LabPreset): ShownLab {
  const {id, title, look, files: paths, variations} = preset;
  const files = paths.map(path => ({name: basename(path), text: textOf(root, path)}));
  const world = worldFiles(root).map(name => ({name: `world/${name}`, text: textOf(root, name)}));
  const {caller, request, ready, behaviours = {}, seed, sides} = preset;
  const answers = (sides ?? ['']).map((_side, index) => {
    const own = filesOfSide(files, sides, index);
    const asked = play(
      {world, files: own, before: null, caller, request, behaviours, seed, draw: 1},
      readFiles(own),
      {regex},
    );
    if (!asked.ok) throw new Error(`The lab ${id}: ${asked.problem}`);
    return asked.answer;
  });
  return {
    preset: {id, title, look, caller, request, ready, behaviours, seed, ...(sides && {sides})},
    files,
    paths: Object.fromEntries(paths.map(path => [basename(path), path])),
    variations: variations.map(variation => ({
      title: variation.title,
      text: variation.text,
      caller: variation.caller ?? caller,
      request: variation.request ?? request,
      behaviours: variation.behaviours ?? behaviours,
      hundred: variation.hundred ?? false,
      files: varied(root, id, files, variation),
    })),
    world,
    answers,
    diagnostics: findings(world, readFiles(files), regex),
    flagPages: flagPages(root),
  };
}
