import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/** Makes the loader of drawn diagrams (`src/remark/diagrams`) known to the bundler. */
export function diagrams({siteDir}: LoadContext): Plugin {
  return {
    name: 'diagrams',
    configureWebpack: () => ({
      resolveLoader: {
        alias: {'diagram-loader': join(siteDir, 'src/remark/diagrams/diagram-loader.mjs')},
      },
    }),
  };
}
