/* eslint-disable @typescript-eslint/no-require-imports -- the bundler imports loaders as they are, and this one needs no TypeScript */
const {createHash} = require('node:crypto');
const path = require('node:path');
const {transform} = require('lightningcss');

/**
 * Turns the import of a CSS module into its class names and the address of a style sheet of its own:
 * `import styles, {href} from '!!sheet-loader!./styles.module.css'`. Names carry the folder's name.
 */
module.exports = function sheetLoader(source) {
  const folder = path.basename(path.dirname(this.resourcePath)).toLowerCase();
  const {code, exports: names} = transform({
    filename: path.basename(this.resourcePath),
    code: Buffer.from(source),
    minify: true,
    cssModules: {pattern: `${folder}-[local]`},
  });
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 8);
  const file = `assets/sheets/${folder}.${hash}.css`;
  this.emitFile(file, Buffer.from(code));
  const styles = Object.fromEntries(Object.entries(names).map(([own, {name}]) => [own, name]));
  return [
    `export const href = __webpack_public_path__ + ${JSON.stringify(file)};`,
    `export default ${JSON.stringify(styles)};`,
  ].join('\n');
};
