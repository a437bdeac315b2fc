import {expect, type Page, test} from '@playwright/test';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';

const hydrated = (page: Page) =>
  page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});

const field = (page: Page) => page.getByRole('searchbox', {name: 'Search the course'});
const results = (page: Page) => page.getByRole('dialog', {name: 'Search'}).getByRole('link');

test.describe('search', () => {
  test('costs nothing until it is opened', async ({page}) => {
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await page.goto('/docs/evolution');
    await hydrated(page);
    await page.waitForLoadState('networkidle');
    expect(asked.filter(url => url.includes('/pagefind/'))).toEqual([]);
    await page.getByRole('button', {name: 'Search'}).click();
    await expect(field(page)).toBeFocused();
    await expect
      .poll(() => asked.filter(url => url.includes('/pagefind/')).length)
      .toBeGreaterThan(0);
  });

  for (const key of ['/', 'Control+k', 'Meta+k']) {
    test(`opens with ${key}`, async ({page}) => {
      await page.goto('/docs/evolution');
      await hydrated(page);
      await page.keyboard.press(key);
      await expect(field(page)).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
  }

  test('a slash in a field is a slash', async ({page}) => {
    await page.goto('/docs/evolution');
    await hydrated(page);
    await page.keyboard.press('/');
    await field(page).pressSequentially('a/b');
    await expect(field(page)).toHaveValue('a/b');
  });

  test('closing gives the focus back to the button', async ({page}) => {
    await page.goto('/docs/evolution');
    await hydrated(page);
    const button = page.getByRole('button', {name: 'Search'});
    await button.click();
    await page.getByRole('button', {name: 'Close'}).click();
    await expect(button).toBeFocused();
  });

  for (const [what, words] of [
    ['headings', 'Hard in production'],
    ['text', 'fallacies'],
    ['YAML', 'containerPort'],
    ['diagrams', '"Four outcomes of one remote call"'],
  ] as const) {
    test(`finds words of ${what}`, async ({page}) => {
      await page.goto('/');
      await hydrated(page);
      await page.keyboard.press('/');
      await field(page).fill(words);
      await expect(results(page).first()).toBeVisible();
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/^\d+ pages?$/);
    });
  }

  test('finds a section and goes there by keyboard alone', async ({page}) => {
    await page.goto('/');
    await hydrated(page);
    await page.keyboard.press('/');
    await field(page).fill('retries multiply');
    const section = results(page)
      .filter({has: page.locator('mark')})
      .first();
    await expect(section).toBeVisible();
    const address = await section.getAttribute('href');
    while (!(await section.evaluate(element => element === document.activeElement))) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${address}`);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('Enter takes the first result', async ({page}) => {
    await page.goto('/');
    await hydrated(page);
    await page.keyboard.press('/');
    await field(page).fill('Docker');
    const first = await results(page).first().getAttribute('href');
    await field(page).press('Enter');
    await page.waitForURL(`**${first}`);
  });

  test('says when there is nothing', async ({page}) => {
    await page.goto('/');
    await hydrated(page);
    await page.keyboard.press('/');
    await field(page).fill('zzqqxx');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/Nothing found/);
  });

  test('says when the index cannot be loaded, and tries again', async ({page}) => {
    await page.route('**/pagefind/**', route => route.abort());
    await page.goto('/');
    await hydrated(page);
    await page.keyboard.press('/');
    await field(page).fill('docker');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/could not be loaded/);
    await page.unroute('**/pagefind/**');
    await field(page).pressSequentially('s');
    await expect(results(page).first()).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible and fits 320 px, ${colorScheme}`, async ({page}) => {
      await page.emulateMedia({colorScheme});
      await page.setViewportSize({width: 320, height: 640});
      await page.goto('/');
      await hydrated(page);
      await page.keyboard.press('/');
      await field(page).fill('service');
      await expect(results(page).first()).toBeVisible();
      await loadAxe(page);
      expect(await runAxe(page, colorScheme)).toEqual([]);
      const box = await page.getByRole('dialog').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    });
  }
});
