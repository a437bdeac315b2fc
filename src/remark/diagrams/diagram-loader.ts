import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import type {DrawnDiagram} from '../../data/drawn-diagram';

/** What this loader uses of the bundler (https://rspack.rs/api/loader-api/context). */
interface LoaderContext {
  resourcePath: string;
  target?: string;
  addDependency(file: string): void;
  emitFile(name: string, content: string): void;
}

/** Width and height of `viewBox="x y width height"`. */
function sizeOf(svg: string): [number, number] {
  const [, , width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  return [width, height];
}

/**
 * Turns the import of a picture into a `DrawnDiagram`. The server gets the picture, the browser only its address and size:
 * the picture would otherwise travel twice, in the page and in its script. The browser's module asks for a picture that the
 * document does not hold as soon as it runs, which is when a link is hovered.
 */
export default function diagramLoader(this: LoaderContext, svg: string): string {
  const words = this.resourcePath.replace(/\.svg$/, '.txt');
  this.addDependency(words);
  const sentences = readFileSync(words, 'utf8').trim().split('\n');
  const [width, height] = sizeOf(svg);
  const version = createHash('sha256').update(svg).digest('hex').slice(0, 8);
  const name = `assets/diagrams/${basename(words, '.txt')}.${version}.svg`;
  const rest: Omit<DrawnDiagram, 'url' | 'svg'> = {width, height, sentences};
  const url = `const url = __webpack_public_path__ + ${JSON.stringify(name)};`;
  if (this.target?.startsWith('node') === true) {
    return `${url} export default {...${JSON.stringify({...rest, svg: svg.trim()})}, url};`;
  }
  this.emitFile(name, svg);
  return `import {want} from '@site/src/theme/Mermaid/store'; ${url} want(url); export default {...${JSON.stringify(rest)}, url};`;
}
