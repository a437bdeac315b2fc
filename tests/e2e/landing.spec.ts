import {expect, test, type Page} from '@playwright/test';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';

const canary = (page: Page) => page.getByRole('region', {name: 'The canary of the talk, live'});
const twin = (page: Page) => canary(page).getByText(/requests? with this rule/);

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
}

/** What a page says of its numbers: counted, from v1, from v2. */
async function counts(page: Page): Promise<number[]> {
  const text = (await twin(page).textContent()) ?? '';
  return (/^(\d+) .*v1 answered (\d+), v2 answered (\d+)/.exec(text) ?? []).slice(1).map(Number);
}

test('the engine is fetched with the first touch, not before', async ({page}) => {
  const scripts: string[] = [];
  page.on('request', request => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await open(page);
  await canary(page).scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  const before = scripts.length;
  await canary(page).getByRole('button', {name: 'Step'}).click();
  await expect(twin(page)).toContainText('34 requests');
  expect(scripts.length).toBeGreaterThan(before);
});

test('the keyboard alone drags the weight, and YAML, counts and words follow', async ({page}) => {
  await open(page);
  await canary(page).getByRole('slider', {name: 'Weight of v2'}).focus();
  await page.keyboard.press('End');
  await expect(canary(page).getByRole('spinbutton', {name: 'Weight of v2'})).toHaveValue('100');
  await expect(canary(page).getByRole('spinbutton', {name: 'Weight of v1'})).toHaveValue('0');
  await expect(twin(page)).toContainText('v2 answered 2 (100%)');
  await page.keyboard.press('ArrowLeft');
  await expect(canary(page).getByRole('spinbutton', {name: 'Weight of v1'})).toHaveValue('1');
  await page.keyboard.press('Home');
  await expect(twin(page)).toContainText('v1 answered 2, v2 answered 0 (0%)');
  await expect(canary(page).getByText('2 of 2')).toBeVisible();
});

test('a number in the YAML moves the slider', async ({page}) => {
  await open(page);
  await canary(page).getByRole('spinbutton', {name: 'Weight of v2'}).fill('30');
  await expect(canary(page).getByRole('slider')).toHaveValue('25');
  await canary(page).getByRole('spinbutton', {name: 'Weight of v1'}).fill('0');
  await canary(page).getByRole('spinbutton', {name: 'Weight of v2'}).fill('0');
  await expect(canary(page).getByText(/Istio refuses this rule/)).toBeVisible();
});

test('the header overrules the weights, pause stops, the seed repeats', async ({page}) => {
  await open(page);
  await canary(page).getByRole('switch').focus();
  await page.keyboard.press('Space');
  await expect(twin(page)).toContainText('each with the header version: beta');
  await expect(twin(page)).toContainText('v1 answered 0, v2 answered 3 (100%)', {timeout: 10_000});
  await canary(page).getByRole('button', {name: 'Pause'}).press('Enter');
  const paused = await counts(page);
  await page.waitForTimeout(2500);
  expect(await counts(page)).toEqual(paused);
  await canary(page).getByRole('switch').press('Space');
  await canary(page).getByLabel('Seed').fill('18');
  // Of seed 18 the first draw falls on the small weight.
  for (let round = 1; round <= 2; round += 1) {
    await canary(page).getByRole('button', {name: 'Start again'}).press('Enter');
    await canary(page).getByRole('button', {name: 'Step'}).press('Enter');
    await expect(twin(page)).toContainText('1 request with this rule');
    expect(await counts(page)).toEqual([1, 0, 1]);
  }
});

test('out of sight nothing sails', async ({page}) => {
  await open(page);
  await canary(page).getByRole('button', {name: 'Play'}).click();
  await expect(twin(page)).toContainText('35 requests', {timeout: 10_000});
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize({width: 1280, height: 200});
  await page.waitForTimeout(400);
  const hidden = await counts(page);
  await page.waitForTimeout(2500);
  expect(await counts(page)).toEqual(hidden);
});

test('touched, at night and narrow, it stays sound', async ({page}) => {
  await page.emulateMedia({colorScheme: 'dark'});
  await page.setViewportSize({width: 320, height: 800});
  await open(page);
  await canary(page).getByRole('button', {name: 'Step'}).click();
  await expect(twin(page)).toContainText('34 requests');
  await canary(page).getByText('The last requests, one by one').click();
  await loadAxe(page);
  expect(await runAxe(page, 'touched')).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test.describe('with reduced motion', () => {
  test.use({contextOptions: {reducedMotion: 'reduce'}});
  test('a touch does not set sail; a step lands at once', async ({page}) => {
    await open(page);
    await canary(page).getByRole('slider').press('End');
    await expect(twin(page)).toContainText('0 requests');
    await expect(canary(page).getByRole('button', {name: 'Play'})).toBeVisible();
    await page.waitForTimeout(1500);
    expect(await counts(page)).toEqual([0, 0, 0]);
    await canary(page).getByRole('button', {name: 'Step'}).click();
    await expect(twin(page)).toContainText('1 request with this rule', {timeout: 1000});
  });
});

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});
  test('the picture, its words and its YAML are there, and no dead control', async ({page}) => {
    await page.goto('/');
    await expect(canary(page).getByRole('img').filter({visible: true})).toHaveCount(1);
    await expect(twin(page)).toContainText('v1 answered 27, v2 answered 3 (10%)');
    await expect(canary(page).getByText('subset:').first()).toBeVisible();
    await expect(canary(page).getByText(/With JavaScript/)).toBeVisible();
    await expect(canary(page).getByRole('slider')).toBeHidden();
    await expect(canary(page).getByRole('button')).toHaveCount(0);
  });
});
