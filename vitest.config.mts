import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = {
  '@site': at('.').replace(/\/$/, ''),
  '@docusaurus/Link': at('tests/widgets/stubs/Link.tsx'),
  '@docusaurus/useBaseUrl': at('tests/widgets/stubs/useBaseUrl.ts'),
  '@theme/Mermaid': at('src/theme/Mermaid/index.tsx'),
};

/** `site` reads the built site and runs after the build (`npm run test:site`); the others need no build. */
export default defineConfig({
  resolve: {
    alias: [
      ...Object.entries(alias).map(([find, replacement]) => ({find, replacement})),
      // A style sheet of its own is a CSS module like any other here.
      {find: /^!!sheet-loader!/, replacement: ''},
    ],
  },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {name: 'mesh', environment: 'node', include: ['tests/mesh/**/*.test.ts']},
      },
      {
        extends: true,
        test: {
          name: 'widgets',
          environment: 'jsdom',
          include: ['tests/widgets/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'content',
          environment: 'node',
          include: ['tests/content/**/*.test.ts'],
          // Walks the whole course and compiles every schema: seconds, and more on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {name: 'demo', environment: 'node', include: ['tests/demo/**/*.test.ts']},
      },
      {
        extends: true,
        test: {name: 'site', environment: 'node', include: ['tests/site/**/*.test.ts']},
      },
    ],
    passWithNoTests: true,
  },
});
