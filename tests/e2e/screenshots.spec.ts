import path from 'node:path';
import {test} from '@playwright/test';
import {sitemapPaths} from '../../scripts/lib/gates/sitemap';

const root = path.resolve(__dirname, '../..');
const lessons = sitemapPaths(path.join(root, 'build'), '/').filter(place =>
  place.startsWith('/docs/'),
);

/** For people to look at: landing, the page for lost readers, the longest-standing lessons. */
const KEY = ['/', '/404', '/blog', ...lessons.slice(0, 3)];

for (const place of KEY) {
  const name = place === '/' ? 'landing' : place.slice(1).replaceAll('/', '-');
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name} is photographed, ${colorScheme}`, async ({page}) => {
      await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
      await page.goto(place);
      await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({width, height: 900});
        await page.screenshot({
          path: path.join(root, 'screenshots', `${name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
      }
    });
  }
}
