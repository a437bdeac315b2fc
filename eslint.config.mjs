import js from '@eslint/js';
import globals from 'globals';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Modules that only Node has; browser code and the engine never import them. */
const nodeOnly = ['node:*', 'fs', 'path', 'os', 'child_process', 'url', 'crypto'];

/**
 * One block per room: what it may not import (README, "Direction of imports").
 *
 * @param {string[]} files globs of the room
 * @param {string[]} forbidden import patterns, gitignore style
 * @param {string} message what to do instead
 */
const room = (files, forbidden, message) => ({
  files,
  rules: {'no-restricted-imports': ['error', {patterns: [{group: forbidden, message}]}]},
});

const notPure = [
  {object: 'Math', property: 'random', message: 'Randomness is injected and seeded.'},
  {object: 'Date', property: 'now', message: 'The clock is an input.'},
];

export default tseslint.config(
  {
    ignores: [
      'build/',
      '.cache/',
      '.docusaurus*/',
      'node_modules/',
      'test-results/',
      '**/fixtures/**',
      'demo/dist/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.node.json', './src/mesh/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_'}],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A default branch stands for "all the others" where a union is open on purpose.
        {considerDefaultExhaustiveForUnions: true},
      ],
      // Template strings with numbers are how messages are written here; both sides are typed.
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      eqeqeq: ['error', 'always', {null: 'ignore'}],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {globals: globals.node, parserOptions: {project: null}},
  },
  {
    files: ['src/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: {'react-hooks': reactHooks},
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // A pattern of its own: gitignore style cannot allow `./x` once `*` forbids the folder it is in.
    files: ['src/mesh/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^(?!\.{1,2}/|yaml$)|^\.\./\.\./`,
              message: 'The engine depends on `yaml` and on itself only.',
            },
          ],
        },
      ],
    },
  },
  room(
    ['src/data/**'],
    ['@site/src/!(data)/**', '@docusaurus/**', 'react', ...nodeOnly],
    'Data imports data only.',
  ),
  room(
    ['src/components/**'],
    [
      '@site/src/mesh/**',
      '@site/src/widgets/**',
      '@site/src/remark/**',
      '@site/src/plugins/**',
      '@site/scripts/**',
      '@site/demo/**',
      ...nodeOnly,
    ],
    'Components know data, not the engine: what needs the engine is a widget.',
  ),
  room(
    ['src/widgets/**'],
    [
      '@site/src/mesh/**',
      '@site/src/theme/**',
      '@site/src/remark/**',
      '@site/src/plugins/**',
      '@site/scripts/**',
      '@site/demo/**',
      ...nodeOnly,
    ],
    'Widgets enter the engine by its door `@site/src/mesh` and never know the theme.',
  ),
  room(
    ['src/pages/**', 'src/theme/**'],
    [
      '@site/src/mesh/**',
      '@site/src/remark/**',
      '@site/src/plugins/**',
      '@site/scripts/**',
      '@site/demo/**',
      ...nodeOnly,
    ],
    'Browser code enters the engine by its door and never imports Node code.',
  ),
  room(
    ['src/remark/**', 'src/plugins/**', 'scripts/**', 'demo/**'],
    ['@site/src/mesh/**', '**/mesh/*/**', '@site/src/widgets/**', '@site/src/theme/**'],
    'Node code uses the door of the engine and the data, never browser code.',
  ),
  {
    files: ['src/mesh/**', 'src/widgets/**'],
    rules: {'no-restricted-properties': ['error', ...notPure]},
  },
  {
    files: ['src/mesh/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'setTimeout',
          'setInterval',
          'fetch',
          'window',
          'document',
          'process',
          'globalThis',
          'performance',
        ].map(name => ({name, message: 'The engine is pure: time and the outside are inputs.'})),
      ],
      // `new Date(text)` parses a timestamp that was written down; `new Date()` reads a clock.
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is an input.',
        },
        {
          selector: "NewExpression[callee.name='RegExp']",
          message: 'What a reader typed runs on the injected RE2 compiler.',
        },
      ],
    },
  },
);
