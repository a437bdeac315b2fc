import path from 'node:path';
import {chromium, type Browser} from '@playwright/test';
import {findBrowser} from './lib/browser';
import {startSiteServer} from './lib/site-server';

/**
 * `npm run bench:editor`, after `npm run build`: how smooth typing is in a long text on a slow machine. Reports, and judges nothing.
 * On a machine that does other things as well its figures mean little.
 */

const SLOWER = 4;
const LINES = 300;
const TYPED = '    - name: typed-while-it-is-measured\n      timeout: 3s\n';
/** Between two keys: a quick typist. */
const KEY_MS = 80;
/** A frame that takes longer is felt. */
const FELT_MS = 50;

/** A VirtualService of about as many lines as wanted. */
function rules(lines: number): string {
  const head =
    'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: search\nspec:\n  hosts: [search]\n  http:\n';
  const rule = (index: number) =>
    `    - match:\n        - uri:\n            prefix: /page-${index}\n      route:\n        - destination:\n            host: search\n`;
  return (
    head + Array.from({length: Math.round((lines - 7) / 6)}, (_, index) => rule(index)).join('')
  );
}

interface LongFrame {
  ms: number;
  /** Script that took longest in it; empty: none of the page's. */
  script: string;
  scriptMs: number;
}

/** Where there is something to type in: address, id under which typed text is kept, and the button that opens the editor. */
const PLACES = [
  {address: 'exercises/first-match', kept: 'exercise/first-match', button: 'Start'},
  {address: 'lab', kept: 'lab/canary-with-a-trap', button: 'Edit'},
] as const;

async function measure(
  browser: Browser,
  site: string,
  {address, kept, button}: (typeof PLACES)[number],
): Promise<void> {
  const page = await browser.newPage();
  const text = rules(LINES);
  await page.addInitScript(
    ([name, draft]) => localStorage.setItem(name ?? '', draft ?? ''),
    [`lab:${kept}:now`, JSON.stringify([{name: 'rules.yaml', text}])],
  );
  await page.goto(`${site}${address}`, {waitUntil: 'networkidle'});
  await page.getByRole('button', {name: button, exact: true}).click();
  const content = page.locator('.cm-content');
  await content.waitFor();
  await content.locator('.cm-line', {hasText: 'http:'}).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1500);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
  await page.evaluate(() => {
    const marks = window as unknown as {frames: LongFrame[]};
    marks.frames = [];
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const {scripts = []} = entry as PerformanceEntry & {
          scripts?: {sourceURL: string; duration: number}[];
        };
        const worst = [...scripts].sort((a, b) => b.duration - a.duration)[0];
        marks.frames.push({
          ms: Math.round(entry.duration),
          script: worst?.sourceURL.split('/').at(-1) ?? '',
          scriptMs: Math.round(worst?.duration ?? 0),
        });
      }
    }).observe({type: 'long-animation-frame'});
  });
  const began = Date.now();
  await page.keyboard.type(TYPED.replace(/^ +/gm, ''), {delay: KEY_MS});
  await page.waitForTimeout(1500);
  const frames = await page.evaluate(() => (window as unknown as {frames: LongFrame[]}).frames);
  const felt = frames.filter(({scriptMs}) => scriptMs > FELT_MS);
  console.log(
    `/${address}: ${text.split('\n').length} lines, ${SLOWER} times slower, ${TYPED.length} keys in ${Date.now() - began} ms`,
  );
  console.log(
    `frames over ${FELT_MS} ms: ${frames.length}; with a script over ${FELT_MS} ms: ${felt.length}`,
  );
  for (const {ms, script, scriptMs} of frames.sort((a, b) => b.ms - a.ms).slice(0, 10))
    console.log(`  ${ms} ms, of which ${scriptMs} ms in ${script || 'no script of the page'}`);
  await page.close();
}

async function main(): Promise<void> {
  const site = await startSiteServer({directory: path.resolve(__dirname, '../build')});
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    for (const place of PLACES) await measure(browser, site.url, place);
  } finally {
    await browser.close();
    await site.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
