import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {readCourseData} from '../vocabulary/data';
import {examplesOf, shownLab, worldFiles} from './shown-lab';

/** What this loader uses of the bundler (https://rspack.rs/api/loader-api/context). */
interface LoaderContext {
  rootContext: string;
  getOptions(): {preset?: string; page?: string};
  addDependency(file: string): void;
  addContextDependency(folder: string): void;
}

/** Turns the import of a start of the lab into that start, read and played; without one, into the list of all. */
export default function labLoader(this: LoaderContext): string {
  const {preset: id, page = ''} = this.getOptions();
  const root = this.rootContext;
  const {labs} = readCourseData(root);
  for (const folder of ['src/data/labs', 'src/mesh', 'src/widgets/Lab/model', 'docs'])
    this.addContextDependency(join(root, folder));
  if (id === undefined) {
    const entries = labs.map(
      ({id: own, title}) =>
        `{id: ${JSON.stringify(own)}, title: ${JSON.stringify(title)}, load: () => import(${JSON.stringify(`!!lab-loader?preset=${encodeURIComponent(own)}!@site/src/data/labs/index.ts`)})}`,
    );
    return `export default [${entries.join(', ')}];`;
  }
  const preset = labs.find(entry => entry.id === id);
  if (preset === undefined) throw new Error(`${page}: src/data/labs has no \`${id}\``);
  for (const file of [...examplesOf(preset), ...worldFiles(root)])
    this.addDependency(join(root, file));
  for (const file of readdirSync(__dirname)) this.addDependency(join(__dirname, file));
  return `export default ${JSON.stringify(shownLab(root, preset))};`;
}
