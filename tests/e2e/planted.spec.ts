import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from '@playwright/test';
import {checkVisit, PLAIN_PAGE, visit} from '../../scripts/lib/gates/visit';
import {startSiteServer} from '../../scripts/lib/site-server';

/** A page that passes: it says that it is alive, and follows the colours of the system. */
const sound = `<!doctype html><html lang="en" data-has-hydrated="true"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Planted</title><link rel="icon" href="data:,">
<script src="/alive.js"></script></head><body><main><h1>Planted</h1><p>Words.</p></main></body></html>`;

const alive = `const follow = () => { document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' };
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow); follow();`;

/** Text that gzip cannot shrink: 400 KB of hexadecimal digits in no order (a linear congruential generator). */
function noise(): string {
  let state = 1;
  let text = '';
  while (text.length < 400_000) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    text += state.toString(16);
  }
  return text;
}

const into = (part: string) => sound.replace('</main>', `${part}</main>`);
const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;

const PLANTED: readonly [string, string, RegExp][] = [
  ['that never comes alive', sound.replace('"true"', '"false"'), /does not hydrate/],
  ['with an error in its script', into('<script src="/throws.js"></script>'), /uncaught: planted/],
  ['that warns', into('<script src="/warns.js"></script>'), /console: warning: planted/],
  [
    'that asks another site',
    into('<img alt="" src="http://127.0.0.1:1/x.png">'),
    /asks another site for http:\/\/127\.0\.0\.1:1/,
  ],
  [
    'against its policy',
    into('<script>1</script>').replace('<title>', `${policy}<title>`),
    /policy: script-src-elem refused inline/,
  ],
  [
    'that jumps',
    into('<script src="/jumps.js"></script><p>More words.</p>'),
    /content jumps while loading/,
  ],
  [
    'with a picture that says nothing',
    into('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    /axe: light: image-alt/,
  ],
  [
    'too pale at night',
    into('<style>[data-theme=dark] p{color:#ddd;background:#fff}</style>'),
    /axe: dark: color-contrast/,
  ],
  [
    'too wide for a phone',
    into('<div style="width:400px">x</div>'),
    /px wide in a window of 320 px/,
  ],
  [
    'that is too heavy',
    into('<script src="/heavy.js"></script>'),
    /KB of JavaScript, the limit is 142 KB/,
  ],
];

let folder: string;
let site: Awaited<ReturnType<typeof startSiteServer>>;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'planted-'));
  mkdirSync(folder, {recursive: true});
  const files: Record<string, string> = {
    'index.html': sound,
    'alive.js': alive,
    'throws.js': "throw new Error('planted')",
    'warns.js': "console.warn('planted')",
    'heavy.js': `// ${noise()}`,
    'jumps.js': `addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
      const box = document.createElement('div'); box.style.height = '300px'; document.querySelector('main').prepend(box); })));`,
  };
  PLANTED.forEach(([, html], index) => {
    files[`${index}.html`] = html;
  });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  site = await startSiteServer({directory: folder});
});

test.afterAll(async () => {
  await site.close();
  rmSync(folder, {recursive: true});
});

test('a sound page passes', async ({context}) => {
  expect(checkVisit(await visit(context, site.url), PLAIN_PAGE)).toEqual([]);
});

PLANTED.forEach(([name, , message], index) => {
  test(`a page ${name} is found`, async ({context}) => {
    const findings = checkVisit(await visit(context, `${site.url}${index}`), PLAIN_PAGE);
    expect(findings).toContainEqual(expect.stringMatching(message));
  });
});
