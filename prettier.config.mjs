/** @type {import('prettier').Config} */
export default {
  singleQuote: true,
  bracketSpacing: false,
  arrowParens: 'avoid',
  trailingComma: 'all',
  printWidth: 100,
  proseWrap: 'preserve',
  overrides: [{files: '*.yaml', options: {singleQuote: false}}],
};
