import path from 'node:path';
import {expect, test} from '@playwright/test';
import {fileFor, readBuiltFolder} from '../../scripts/lib/gates/built-folder';
import {sitemapPaths} from '../../scripts/lib/gates/sitemap';

const folder = path.resolve(__dirname, '../../build');
const site = readBuiltFolder(folder, '/');
const places = sitemapPaths(folder, '/');

const holds = (place: string, marks: readonly string[]) => {
  const html = site.pages.get(fileFor(site, place) ?? '')?.html ?? '';
  return marks.every(mark => html.includes(mark));
};

/** First page with drawings and YAML, in the order of the sitemap. */
const rich = places.find(place => holds(place, ['data-diagram', 'apiVersion']));

/** What people look at first, and one page that has it all. */
const KEY = ['/', ...(rich === undefined ? [] : [rich]), '/blog/why-this-course-exists', '/404'];

test('the course has a page with drawings and YAML', () => {
  expect(rich).toBeDefined();
});

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});

  for (const place of KEY) {
    test(`${place} can be read`, async ({page}) => {
      await page.goto(place);
      await expect(page.locator('h1')).toBeVisible();
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(60);
      for (const drawing of await page.locator('[data-diagram]').all()) {
        await expect(drawing.locator('svg')).toBeVisible();
        expect((await drawing.locator('svg').innerHTML()).length).toBeGreaterThan(500);
      }
      for (const block of await page.locator('article pre').all()) {
        // What a closed <details> holds is there, though it is not shown yet.
        expect(((await block.textContent()) ?? '').trim()).not.toBe('');
      }
    });
  }

  test('YAML is there, line by line', async ({page}) => {
    await page.goto(rich ?? '/');
    const blocks = page.locator('article pre', {hasText: 'apiVersion'});
    // Unchanged lines of a difference are folded away, in an element that opens without JavaScript.
    await expect(blocks.filter({visible: true}).first()).toBeVisible();
  });

  test('what needs a script is not offered', async ({page}) => {
    await page.goto('/docs/evolution/docker');
    await expect(page.getByRole('navigation').getByRole('button')).toHaveCount(0);
  });

  test('a widget shows what it shows at first', async ({page}) => {
    await page.goto('/docs/evolution/hard-in-production');
    await expect(page.getByText('Latency of one call')).toBeVisible();
  });

  test('a short link leads to its page', async ({page}) => {
    await page.goto('/s/31');
    await page.waitForURL('**/docs/evolution/docker');
  });
});

test.describe('short links', () => {
  test('lead to their page', async ({page}) => {
    await page.goto('/s/31');
    await page.waitForURL('**/docs/evolution/docker');
  });

  test('a fragment asked for wins', async ({page}) => {
    await page.goto('/s/31#recap');
    await page.waitForURL('**/docs/evolution/docker#recap');
  });
});

test.describe('with reduced motion', () => {
  for (const place of KEY) {
    test(`${place} keeps still`, async ({page}) => {
      await page.emulateMedia({reducedMotion: 'reduce'});
      await page.goto(place);
      await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
      const moving = await page.evaluate(
        () => document.getAnimations().filter(({playState}) => playState === 'running').length,
      );
      expect(moving).toBe(0);
    });
  }
});

test('the sign behind a heading copies its address', async ({page, context, baseURL}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/docs/evolution/docker');
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
  await page.locator('#recap a.hash-link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${baseURL}/docs/evolution/docker#recap`,
  );
  await expect(page).toHaveURL(/#recap$/);
});

test.describe('on a phone', () => {
  test.use({viewport: {width: 360, height: 740}});

  test('Escape closes the menu and leads back to its button', async ({page}) => {
    await page.goto('/docs/evolution/docker');
    await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
    const button = page.getByRole('button', {name: 'Menu', exact: true});
    await button.click();
    await expect(page.locator('.navbar-sidebar')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.navbar-sidebar')).toBeHidden();
    await expect(button).toBeFocused();
  });
});

test.describe('colours', () => {
  test('follow the system before anything is drawn', async ({browser, baseURL}) => {
    const context = await browser.newContext({colorScheme: 'dark', ...(baseURL && {baseURL})});
    const page = await context.newPage();
    await page.goto('/', {waitUntil: 'commit'});
    // The script that decides stands before it, and the parser waits for that.
    await page.waitForSelector('#__docusaurus', {state: 'attached'});
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await context.close();
  });
});

/** What a bookmark, a share and a style sheet take from the head of a page, apart from what the build adds to the file. */
const head = () => ({
  title: document.title,
  classes: [...document.documentElement.classList].sort(),
  tags: [...document.head.querySelectorAll('[data-rh]')]
    .map(element => [...element.attributes].map(({name, value}) => `${name}=${value}`).sort())
    .map(attributes => attributes.join(' '))
    .sort(),
});

test('a page that is come to has the head of a page that is loaded', async ({page}) => {
  const way = ['/', '/docs/evolution', '/docs/evolution/microservices', '/blog', '/talk', '/'];
  const alive = 'html[data-has-hydrated="true"]';
  const loaded: ReturnType<typeof head>[] = [];
  for (const place of way) {
    await page.goto(place);
    await page.waitForSelector(alive, {state: 'attached'});
    loaded.push(await page.evaluate(head));
  }
  await page.goto('/docs/start');
  await page.waitForSelector(alive, {state: 'attached'});
  await page.evaluate(() => {
    (window as unknown as {stayed: boolean}).stayed = true;
  });
  for (const [step, place] of way.entries()) {
    const link = page.locator(`a[href="${place}"]`).first();
    await link.evaluate(element => (element as HTMLElement).click());
    await expect(page).toHaveURL(place);
    await expect.poll(() => page.evaluate(head)).toEqual(loaded[step]);
  }
  expect(await page.evaluate(() => (window as unknown as {stayed?: boolean}).stayed)).toBe(true);
});

test('the glossary is there for those who load it and for those who come to it', async ({page}) => {
  await page.goto('/docs/reference/glossary#term-service-mesh');
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
  const terms = page.locator('dt');
  const count = await terms.count();
  expect(count).toBeGreaterThan(80);
  await expect(page.locator('#term-service-mesh')).toBeInViewport();
  await page.goto('/docs/reference/cheat-sheet');
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
  await page.locator('a[href="/docs/reference/glossary"]').first().click();
  await expect(terms).toHaveCount(count);
});
