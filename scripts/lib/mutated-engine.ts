import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {compileFunction} from 'node:vm';
import {build} from 'esbuild';

const root = path.resolve(__dirname, '..', '..');

/** One deliberate mistake in the engine. */
export interface Change {
  /** Path below `src/mesh`. */
  file: string;
  from: string;
  to: string;
}

/**
 * Loads a file of the project with one file of the engine changed.
 *
 * @param door path from the root of the project
 * @throws Error when the text to change is not there exactly once
 */
export async function mutated<Door>({file, from, to}: Change, door: string): Promise<Door> {
  const target = path.join(root, 'src', 'mesh', file);
  const source = readFileSync(target, 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`${file}: the text to change is there ${source.split(from).length - 1} times.`);
  const {outputFiles} = await build({
    entryPoints: [path.join(root, door)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [
      {
        name: 'mutation',
        setup: bundler => {
          bundler.onLoad({filter: /\.ts$/}, ({path: loaded}) =>
            loaded === target ? {contents: source.replace(from, () => to), loader: 'ts'} : null,
          );
        },
      },
    ],
  });
  const module = {exports: {} as Door};
  const run = compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require']) as (
    ...args: unknown[]
  ) => void;
  run(module, module.exports, createRequire(__filename));
  return module.exports;
}
