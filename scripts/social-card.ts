import path from 'node:path';
import {chromium} from '@playwright/test';
import {findBrowser} from './lib/browser';
import {startSiteServer} from './lib/site-server';

const root = path.resolve(__dirname, '..');

/** The chart alone, in the shape in which other sites show a link: 1200 by 630 px. */
const CARD = `
  .navbar, .footer, main > :not(:first-child), main section .btn, main section p + p, [class*='extent'], [class*='log'] { display: none !important; }
  main.sheet-width { max-width: none; padding: 26px 15px; }
  main section h1 { font-size: 56px !important; }
  main section p { font-size: 23px !important; max-width: none !important; }
  html { scrollbar-width: none; }
`;

/** `npm run social-card`, after `npm run build`: photographs the chart of the landing page; another folder with a built site can be named. */
async function main(): Promise<void> {
  const site = await startSiteServer({directory: path.resolve(root, process.argv[2] ?? 'build')});
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    // No policy for this one visit: the styles of the card are not the site's.
    const context = await browser.newContext({
      viewport: {width: 1200, height: 630},
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(site.url, {waitUntil: 'networkidle'});
    await page.addStyleTag({content: CARD});
    await page.screenshot({path: path.join(root, 'static', 'social-card.png')});
    console.log('static/social-card.png');
  } finally {
    await browser.close();
    await site.close();
  }
}

void main();
