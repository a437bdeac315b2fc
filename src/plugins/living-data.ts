import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/** Lets pages import single entries of the typed data: the bundler finds the loader that cuts them out (`src/remark/vocabulary`). */
export function livingData({siteDir}: LoadContext): Plugin {
  return {
    name: 'living-data',
    configureWebpack: () => ({
      resolveLoader: {
        alias: {'entry-loader': join(siteDir, 'src/remark/vocabulary/entry-loader.mjs')},
      },
    }),
  };
}
