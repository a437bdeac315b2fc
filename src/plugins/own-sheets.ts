import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/**
 * Lets a large widget have a style sheet of its own, which only pages with that widget load. The generator puts all other styles
 * into one file that every page pays for.
 */
export function ownSheets({siteDir}: LoadContext): Plugin {
  return {
    name: 'own-sheets',
    configureWebpack: () => ({
      resolveLoader: {
        alias: {'sheet-loader': join(siteDir, 'src/plugins/own-sheets/sheet-loader.cjs')},
      },
    }),
  };
}
