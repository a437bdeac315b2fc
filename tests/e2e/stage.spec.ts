import {readFileSync} from 'node:fs';
import {expect, test, type Page} from '@playwright/test';
import jsQR from 'jsqr';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';
import {PERMALINKS} from '../../src/data/permalinks';
import {TALK} from '../../src/data/talk';
import {readSite} from '../../site.config';

const {url, baseUrl} = readSite(process.env);
const addressOf = (number: number) => `${url}${baseUrl}s/${number}`;

async function open(page: Page, place: string): Promise<void> {
  await page.goto(place);
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
}

/** Addresses of the codes that a page asks for. */
function codesOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', request => {
    const {pathname} = new URL(request.url());
    if (/^\/s\/\d+\.svg$/.test(pathname)) asked.push(pathname);
  });
  return asked;
}

const sections = (page: Page) => page.locator('main > section');

/** Side of the square that a code is drawn in, in pixels: three a module. */
const SIDE = 111;

test('every code, drawn by a browser, is read by a decoder that did not make it', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/fidelity');
  const drawn = await page.evaluate(
    async ({numbers, side}) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      const context = canvas.getContext('2d', {willReadFrequently: true});
      const shades: string[] = [];
      for (const number of numbers) {
        const image = new Image();
        image.src = `/s/${number}.svg`;
        await image.decode();
        context?.drawImage(image, 0, 0, side, side);
        const pixels = context?.getImageData(0, 0, side, side).data ?? [];
        shades.push([...pixels].filter((_, at) => at % 4 === 0).join());
      }
      return shades;
    },
    {numbers: PERMALINKS.map(({number}) => number), side: SIDE},
  );
  const read = drawn.map(shades => {
    const pixels = shades.split(',').flatMap(shade => [+shade, +shade, +shade, 255]);
    const found = jsQR(new Uint8ClampedArray(pixels), SIDE, SIDE, {
      inversionAttempts: 'dontInvert',
    });
    return found?.data;
  });
  expect(read).toEqual(PERMALINKS.map(({number}) => addressOf(number)));
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'the talk' : 'the talk, without JavaScript', () => {
    test.use({javaScriptEnabled});

    test('is there section by section, and shows one when it is asked for', async ({page}) => {
      await page.goto('/talk');
      await expect(sections(page).filter({visible: true})).toHaveCount(TALK.length);
      await expect(page.getByText('Our system are evolving').last()).toBeVisible();
      const filter = page.getByRole('navigation', {name: 'Show one section'});
      await filter.getByRole('link', {name: 'Security'}).focus();
      await page.keyboard.press('Enter');
      await expect(sections(page).filter({visible: true})).toHaveCount(1);
      await expect(page.getByRole('heading', {name: 'Security', level: 2})).toBeVisible();
      if (javaScriptEnabled) {
        await expect(filter.locator('[aria-current]')).toHaveText('Security');
      }
      await filter.getByRole('link', {name: 'All of it'}).press('Enter');
      await expect(sections(page).filter({visible: true})).toHaveCount(TALK.length);
    });

    test('opens a code with the keyboard', async ({page}) => {
      const asked = codesOf(page);
      await page.goto('/talk');
      await page.waitForLoadState('networkidle');
      // Without scripts a browser fetches every picture at once: https://html.spec.whatwg.org/#will-lazy-load-element-steps
      if (javaScriptEnabled) expect(asked).toEqual([]);
      const line = page.locator('#canary-headers');
      await line.locator('summary').focus();
      await page.keyboard.press('Enter');
      const code = line.getByRole('img', {name: /^QR code of/});
      await expect(code).toBeVisible();
      await expect(code).not.toHaveJSProperty('naturalWidth', 0);
      if (javaScriptEnabled) expect(asked).toHaveLength(1);
    });
  });
}

test('the talk leads to the video at its second, and asks nobody for it', async ({page}) => {
  await open(page, '/talk');
  for (const [id, second, clock] of [
    ['canary-headers', 1184, '19:44'],
    ['mirroring-evolution', 1458, '24:18'],
    ['multi-version', 1795, '29:55'],
  ] as const) {
    const link = page
      .locator(`#${id}`)
      .getByRole('link', {name: `${clock} of the video the outline points to, on YouTube`});
    await expect(link).toHaveAttribute('href', `https://youtu.be/pi-ABBZ1AIw?t=${second}`);
  }
  await expect(page.locator('iframe, video, main img[src^="http"]')).toHaveCount(0);
});

test('a section asked for by its short link stands alone', async ({page}) => {
  await page.goto('/s/510');
  await page.waitForURL('**/talk#connect-and-control');
  await expect(sections(page).filter({visible: true})).toHaveCount(1);
  await expect(
    page.getByRole('navigation', {name: 'Show one section'}).locator('[aria-current]'),
  ).toHaveText('Connect and Control');
});

test('a page leads to its line of the talk', async ({page}) => {
  await open(page, '/docs/evolution/docker');
  await page.getByRole('link', {name: 'Our system are evolving, Docker rising'}).click();
  await page.waitForURL('**/talk#docker');
  await expect(sections(page).filter({visible: true})).toHaveCount(TALK.length);
  await expect(page.locator('#docker')).toBeInViewport();
});

test('the talk prints as a handout with the code of each section', async ({page}) => {
  const asked = codesOf(page);
  await open(page, '/talk');
  const pagesOf = (file: Buffer) => file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const all = await page.pdf({preferCSSPageSize: true});
  expect(pagesOf(all)).toBeGreaterThan(2);
  expect(pagesOf(all)).toBeLessThan(8);
  for (const {id} of TALK) {
    const number = PERMALINKS.find(
      ({path: place, anchor}) => place === '/talk' && anchor === id,
    )?.number;
    expect(asked).toContain(`/s/${number}.svg`);
  }
  await page.getByRole('link', {name: 'Envoy', exact: true}).first().click();
  expect(pagesOf(await page.pdf({preferCSSPageSize: true}))).toBe(1);
});

test('a page shares its short link, and fetches its code only then', async ({page}) => {
  const asked = codesOf(page);
  await open(page, '/docs/evolution/docker');
  await page.getByText('Share: /s/31').scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await page.getByText('Share: /s/31').press('Enter');
  // It has its size, and so is visible, before a browser asks for it: one that is drawn was asked for.
  const code = page.getByRole('img', {name: `QR code of ${addressOf(31)}`});
  await expect(code).not.toHaveJSProperty('naturalWidth', 0);
  await expect(code).toBeVisible();
  expect(asked).toEqual(['/s/31.svg']);
  await loadAxe(page);
  expect(await runAxe(page, 'shared')).toEqual([]);
});

test('a printed page carries its code', async ({page}) => {
  const asked = codesOf(page);
  await open(page, '/docs/evolution/docker');
  await page.pdf();
  expect(asked).toContain('/s/31.svg');
});

test.describe('the list of short links', () => {
  test('copies an address', async ({page, context}) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '/s');
    const copy = page.getByRole('button', {name: `Copy ${addressOf(31)}`, exact: true});
    await copy.press('Enter');
    await expect(page.locator('#n31').getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(addressOf(31));
  });

  test('gives one code, and all of them, as files', async ({page}) => {
    await open(page, '/s');
    const [one] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#n31').getByRole('link', {name: 'SVG'}).click(),
    ]);
    expect(one.suggestedFilename()).toBe('qr-31.svg');
    const [all] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', {name: 'Download all codes as SVG'}).click(),
    ]);
    const file = readFileSync((await all.path()) ?? '').toString('latin1');
    for (const {number} of PERMALINKS)
      expect(file).toMatch(new RegExp(`${number}-[a-z0-9-]+\\.svg`));
  });

  test('is whole without JavaScript', async ({browser, baseURL}) => {
    const context = await browser.newContext({javaScriptEnabled: false, ...(baseURL && {baseURL})});
    const page = await context.newPage();
    await page.goto('/s');
    await expect(page.locator('main li')).toHaveCount(PERMALINKS.length);
    await expect(page.getByRole('button', {name: /^Copy/})).toHaveCount(0);
    await page.locator('#n31 a').nth(1).click();
    await page.waitForURL('**/docs/evolution/docker');
    await context.close();
  });
});
