import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {chromium, type Page} from '@playwright/test';
import {CHAPTERS} from '../src/data/chapters';
import {chapterCard} from '../src/plugins/reading-time';
import {findBrowser} from './lib/browser';
import {CARDS, cardRecord, recordFile} from './lib/social-cards';
import {startSiteServer} from './lib/site-server';

const root = path.resolve(__dirname, '..');

/** The chart alone, in the shape in which other sites show a link: 1200 by 630 px. */
const CARD = `
  .navbar, .footer, main > :not(:first-child), main section .btn, main section p + p, main svg a > text ~ text, [data-boat] text { display: none !important; }
  main.sheet-width { max-width: none; padding: 26px 15px; }
  main section h1 { font-size: 56px !important; }
  main section p { font-size: 23px !important; max-width: none !important; }
  html { scrollbar-width: none; }
`;

/** The words on a card. */
interface Words {
  title: string;
  below: string;
}

async function draw(page: Page, file: string, words?: Words): Promise<void> {
  await page.addStyleTag({content: CARD});
  if (words !== undefined) {
    for (const [selector, text] of [
      ['h1', words.title],
      ['p', words.below],
    ] as const) {
      await page
        .locator(`main section ${selector}`)
        .first()
        .evaluate((element, shown) => {
          element.textContent = shown;
        }, text);
    }
  }
  await page.screenshot({path: path.join(root, file)});
  console.log(file);
}

/**
 * `npm run social-card`, after `npm run build`: photographs the chart of the landing page, and for each chapter the same chart with the boat in
 * its harbour; another folder with a built site can be named.
 */
async function main(): Promise<void> {
  const site = await startSiteServer({directory: path.resolve(root, process.argv[2] ?? 'build')});
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  /** A visitor who stopped at that chapter, if any. */
  const visit = async (stopped?: {slug: string}) => {
    // No policy for this one visit: the styles of the card are not the site's.
    const context = await browser.newContext({
      viewport: {width: 1200, height: 630},
      bypassCSP: true,
    });
    if (stopped !== undefined) {
      const {slug} = stopped;
      const lastPage = {id: `${slug}/index`, path: `/docs/${slug}`, title: slug};
      const progress = JSON.stringify({version: 1, lastPage, read: [], answers: {}, solved: []});
      await context.addInitScript(text => localStorage.setItem('voyage', text), progress);
    }
    const page = await context.newPage();
    await page.goto(site.url, {waitUntil: 'networkidle'});
    return page;
  };
  try {
    await draw(await visit(), 'static/social-card.png');
    mkdirSync(path.join(root, CARDS), {recursive: true});
    for (const {number, folder, slug, harbour} of CHAPTERS) {
      const page = await visit({slug});
      await page.locator(`[data-boat="${number}"]`).waitFor({state: 'attached'});
      await draw(page, `static/${chapterCard(folder)}`, {
        title: harbour,
        below: `Harbour ${number} of ${CHAPTERS.length} on the voyage with Istio, your Kubernetes cluster’s best friend`,
      });
      await page.context().close();
    }
    writeFileSync(recordFile(root), `${JSON.stringify(cardRecord(root), null, 2)}\n`);
  } finally {
    await browser.close();
    await site.close();
  }
}

void main();
