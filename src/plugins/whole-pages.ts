import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/** Pages are written whole, in reading order. Docusaurus 3.10 has no option for it: look again after an upgrade. */
export function wholePages({siteDir}: LoadContext): Plugin {
  return {
    name: 'whole-pages',
    configureWebpack: () => ({
      module: {
        rules: [
          {
            test: /[\\/]core[\\/]lib[\\/]client[\\/]renderToHtml\.js$/,
            loader: join(siteDir, 'src/plugins/whole-pages/inline-all.cjs'),
          },
        ],
      },
    }),
  };
}
