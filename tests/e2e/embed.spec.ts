import {expect, test, type Page} from '@playwright/test';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';

const WIDGETS = [
  '/',
  '/docs/evolution/hard-in-production',
  '/docs/connect-and-control/canary',
  '/lab',
] as const;

/** Texts outside of the widget that take room on the page. */
const strayText = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? '';
      if (text === '' || parent === null || parent.closest('[data-widget]') !== null) continue;
      if (parent.checkVisibility()) found.push(text);
    }
    return found;
  });

for (const place of WIDGETS) {
  test(`${place} shows its widget alone, in a frame of another page`, async ({page, baseURL}) => {
    await page.setContent(
      `<iframe src="${baseURL}${place}?embed=1" title="Widget" width="900" height="700"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('html')).toHaveAttribute('data-embed', '');
    const control = frame.locator('[data-widget]').locator('button, input, textarea');
    await expect(control.filter({visible: true}).first()).toBeVisible();
    await expect(frame.getByRole('navigation', {name: 'Main'})).toBeHidden();
    await expect(frame.getByRole('contentinfo')).toBeHidden();
  });

  test(`${place} alone has nothing else, and fits a small frame`, async ({page}) => {
    await page.setViewportSize({width: 320, height: 640});
    await page.goto(`${place}?embed=1`);
    await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
    await page.waitForLoadState('networkidle');
    await expect(page.locator('html')).toHaveAttribute('data-embed', '');
    expect(await strayText(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await loadAxe(page);
    expect(await runAxe(page, 'embedded')).toEqual([]);
  });
}

test('the document is marked before anything of it is painted', async ({page}) => {
  await page.addInitScript(() => {
    const seen = window as unknown as {bodyCameMarked?: boolean};
    new MutationObserver((_, observer) => {
      if (document.body === null) return;
      seen.bodyCameMarked = document.documentElement.hasAttribute('data-embed');
      observer.disconnect();
    }).observe(document, {childList: true, subtree: true});
  });
  await page.goto('/?embed=1');
  expect(
    await page.evaluate(() => (window as unknown as {bodyCameMarked?: boolean}).bodyCameMarked),
  ).toBe(true);
});

test('a page without a widget is shown whole, and so is every page without the word', async ({
  page,
}) => {
  await page.goto('/about?embed=1');
  await expect(page.getByRole('heading', {level: 1})).toBeVisible();
  await page.goto('/?embed=0');
  await expect(page.getByRole('navigation', {name: 'Main'})).toBeVisible();
});

test('a link leads out of the frame', async ({page, context}) => {
  await page.goto('/?embed=1');
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('[data-widget] a[href]').first().click(),
  ]);
  await opened.waitForLoadState();
  expect(opened.url()).not.toContain('embed');
  expect(page.url()).toContain('/?embed=1');
});
