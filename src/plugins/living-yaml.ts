import {cpSync, existsSync} from 'node:fs';
import {extname, join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/**
 * Makes the files under `examples/` part of the site: the bundler finds the loader that draws them on pages
 * (`src/remark/code`), and readers find each file itself under `/examples/…`.
 */
export function livingYaml({siteDir, baseUrl}: LoadContext): Plugin {
  const examples = join(siteDir, 'examples');
  return {
    name: 'living-yaml',
    configureWebpack: () => ({
      resolveLoader: {alias: {'code-loader': join(siteDir, 'src/remark/code/code-loader.mjs')}},
      // `import text from '@site/examples/….yaml?raw'` gives widgets the text of the file itself; Vite knows the same suffix.
      module: {rules: [{resourceQuery: /raw/, type: 'asset/source'}]},
      // `npm start` serves what a build copies.
      devServer: {static: [{directory: examples, publicPath: `${baseUrl}examples`}]},
    }),
    postBuild({outDir}) {
      if (!existsSync(examples)) return Promise.resolve();
      cpSync(examples, join(outDir, 'examples'), {
        recursive: true,
        // Notes for contributors are no pages of the site.
        filter: source => extname(source) !== '.md',
      });
      return Promise.resolve();
    },
  };
}
