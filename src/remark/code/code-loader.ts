import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {FenceError, readFence} from './fence';
import {renderFence} from './render';

/** What this loader uses of the bundler (https://rspack.rs/api/loader-api/context). */
interface LoaderContext {
  rootContext: string;
  getOptions(): {place?: string; language?: string; meta?: string};
  async(): (error: Error | null, source?: string) => void;
  addDependency(file: string): void;
}

/** Turns the import of an example into the block a page shows. */
export default function codeLoader(this: LoaderContext): void {
  const done = this.async();
  const {place = '', language = '', meta = ''} = this.getOptions();
  const root = this.rootContext;
  // A change of the drawing itself has to reach pages that the persistent cache holds.
  for (const file of readdirSync(__dirname)) this.addDependency(join(__dirname, file));
  const {since} = readFence(language, meta, '');
  if (since !== undefined) this.addDependency(join(root, since));
  renderFence(root, language, meta, '').then(
    shown => {
      done(null, `export default ${JSON.stringify(shown)};`);
    },
    (error: unknown) => {
      if (error instanceof FenceError) done(new Error(`${place}: ${error.message}`));
      else done(error instanceof Error ? error : new Error(String(error)));
    },
  );
}
