import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

/**
 * Keeps libraries that no page needs out of the bundle every page loads. All of it leans on what Docusaurus 3.10 imports
 * where: look again after an upgrade (`npx docusaurus build`, then search the chunks for `prism` and `__importStar`).
 */
export function leanClient({siteDir}: LoadContext): Plugin {
  const stub = (name: string) => join(siteDir, 'src/plugins/lean-client', name);
  return {
    name: 'lean-client',
    configureWebpack: (_config, isServer) => ({
      resolve: {
        alias: {
          // Code is highlighted at build time (`src/remark/code`), but a client module of theme-classic and theme-common
          // still import Prism: 30 KB on every page.
          'prism-react-renderer$': stub('prism-react-renderer.ts'),
          // `@docusaurus/utils-common` is CommonJS and uses one helper of the forty: 4 KB on every page.
          tslib$: stub('tslib.ts'),
          // The progress bar of page changes: 1 KB on every page, seen by nobody whose links are fetched ahead.
          nprogress$: stub('nprogress.ts'),
          // The router reads patterns with parameters: routes of this site are literal.
          'path-to-regexp$': stub('path-to-regexp.ts'),
          'hoist-non-react-statics$': stub('hoist-non-react-statics.ts'),
          // The server writes the head of each page by the library; a browser only has to keep up with it.
          ...(!isServer && {'react-helmet-async$': stub('react-helmet-async.ts')}),
        },
      },
      // The name of a chunk in the name of its file would stand in the table of all chunks that every page carries.
      ...(!isServer &&
        process.env.NODE_ENV === 'production' && {
          output: {chunkFilename: 'assets/js/[contenthash:8].js'},
        }),
      module: {
        rules: [
          {
            test: /(docusaurus-plugin-content-docs[\\/]default[\\/]p[\\/][^\\/]+|[\\/]globalData)\.json$/,
            loader: stub('lean-docs.cjs'),
          },
          {test: /[\\/]docusaurus\.config\.mjs$/, loader: stub('lean-config.cjs')},
          ...(isServer
            ? []
            : [
                {
                  test: /[\\/]\.docusaurus[^\\/]*[\\/]registry\.js$/,
                  loader: stub('lean-registry.cjs'),
                },
              ]),
        ],
      },
    }),
  };
}
