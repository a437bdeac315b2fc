import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/**
 * Lets pages import single entries of the typed data: the bundler finds the loaders that cut them out (`src/remark/vocabulary`)
 * and that play the starts of the lab (`src/remark/lab`).
 */
export function livingData({siteDir}: LoadContext): Plugin {
  return {
    name: 'living-data',
    configureWebpack: () => ({
      resolveLoader: {
        alias: {
          'entry-loader': join(siteDir, 'src/remark/vocabulary/entry-loader.mjs'),
          'lab-loader': join(siteDir, 'src/remark/lab/lab-loader.mjs'),
        },
      },
    }),
  };
}
