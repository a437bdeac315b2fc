import {readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {chromium, type Page} from '@playwright/test';
import {optimize} from 'svgo';
import ts from 'typescript';
import type {Diagram} from '../../../src/remark/diagrams/read';
import {findBrowser} from '../browser';
import type {Drawn} from './page';
import {toSentences} from './twin';

/** A finished picture and its words. */
export interface Picture {
  svg: string;
  /** Sentences, one a line. */
  text: string;
}

/** Host that exists only inside the browser that draws: every request is answered from this checkout. */
const HOST = 'http://diagrams.invalid';

const BOOT = `<!doctype html><meta charset="utf-8"><body><script type="module">
import mermaid from '/mermaid/mermaid.esm.min.mjs';
import * as drawing from '/drawing.js';
import {draw, widthOfSample} from '/page.js';
window.draw = (id, source) => draw(mermaid, drawing, id, source);
window.widthOfSample = () => widthOfSample(drawing);
</script>`;

/** Widest picture: the column of text, at the smallest letters (`SMALLEST` in `src/theme/Mermaid/Figure.tsx`). */
const WIDEST = 740;

/** In DejaVu Sans and Verdana the sample is wider; in narrower faces boxes would be too small for some readers. */
const LEAST_WIDTH = 960;

const asScript = (file: string) =>
  ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext},
  }).outputText;

async function prepare(page: Page, root: string): Promise<void> {
  const scripts: Readonly<Record<string, string>> = {
    '/drawing.js': join(root, 'src/theme/Mermaid/drawing.ts'),
    '/page.js': join(root, 'scripts/lib/diagrams/page.ts'),
  };
  await page.route('**/*', route => {
    const {pathname} = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({contentType: 'text/html', body: BOOT});
    const script = scripts[pathname];
    const body =
      script === undefined
        ? readFileSync(join(root, 'node_modules/mermaid/dist', pathname.replace(/^\/mermaid\//, '')))
        : asScript(script);
    if (extname(pathname) === '.map') return route.abort();
    return route.fulfill({contentType: 'text/javascript', body});
  });
  await page.goto(HOST);
  await page.waitForFunction('window.draw !== undefined');
  const width = Number(await page.evaluate('window.widthOfSample()'));
  if (width < LEAST_WIDTH) {
    throw new Error(
      'Diagrams are measured in DejaVu Sans or Verdana, and this machine has neither. ' +
        'Install one (`sudo apt-get install fonts-dejavu-core`) and run again.',
    );
  }
}

/** Smaller by a factor of eight to ten. Ids get the diagram's own prefix, as several stand in one page. */
function shrink(svg: string, id: string): string {
  const {data} = optimize(svg, {
    floatPrecision: 1,
    multipass: true,
    plugins: [
      {
        name: 'preset-default',
        params: {overrides: {convertColors: false, removeDesc: false, mergePaths: false, convertShapeToPath: false}},
      },
      {name: 'prefixIds', params: {prefix: id, delim: ''}},
    ],
  });
  return `${data
    .replace(/ role="[^"]*"/, '')
    .replace(/<svg\b([^>]*?) aria-labelledby="[^"]*"/, `<svg$1 role="img" aria-labelledby="${id}_t ${id}_d"`)
    .replace(/<title[^>]*>/, `<title id="${id}_t">`)
    .replace(/<desc[^>]*>/, `<desc id="${id}_d">`)}\n`;
}

/**
 * Draws diagrams with Mermaid in Chromium.
 *
 * @param root folder of the project
 * @returns pictures by hash, and what is wrong with those that cannot be shown
 * @throws Error when the machine cannot draw: no browser, no font
 */
export async function renderDiagrams(
  root: string,
  diagrams: readonly Diagram[],
): Promise<{pictures: Map<string, Picture>; refused: Map<string, string>}> {
  const pictures = new Map<string, Picture>();
  const refused = new Map<string, string>();
  if (diagrams.length === 0) return {pictures, refused};
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking', '--font-render-hinting=none'],
  });
  try {
    const page = await browser.newPage();
    await prepare(page, root);
    for (const {hash, source} of diagrams) {
      const id = `d${hash}`;
      const drawn = await page.evaluate<Drawn>(
        `window.draw(${JSON.stringify(id)}, ${JSON.stringify(source)})`,
      );
      const [long] = drawn.tooLong;
      if (long !== undefined) {
        refused.set(
          hash,
          `the label line "${long}" is too long for a phone: break it with <br/>`,
        );
      }
      if (drawn.width > WIDEST) {
        refused.set(
          hash,
          `the drawing is ${drawn.width} units wide, more than ${WIDEST}: break labels with <br/>, or put fewer boxes side by side`,
        );
      }
      const unknown = /unknown [^"]*/.exec(drawn.svg)?.[0];
      if (unknown !== undefined) {
        refused.set(
          hash,
          `the drawing has an ${unknown} that no name stands for: name it in src/theme/Mermaid/drawing.ts`,
        );
      }
      if (refused.has(hash)) continue;
      pictures.set(hash, {svg: shrink(drawn.svg, id), text: `${toSentences(drawn.parts).join('\n')}\n`});
    }
  } finally {
    await browser.close();
  }
  return {pictures, refused};
}
