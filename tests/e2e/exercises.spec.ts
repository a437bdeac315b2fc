import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test, type Page} from '@playwright/test';
import {EXERCISES} from '../../src/data/exercises';
import {checkAxe} from './axe';

const hydrated = (page: Page) =>
  page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
const editor = (page: Page) => page.locator('.cm-content');
const says = (page: Page) =>
  page.getByRole('region', {name: 'How it should behave'}).getByRole('status');

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/exercises/${id}`);
  await hydrated(page);
}

/** Puts a text where a reader's own would be kept. */
async function begin(page: Page, id: string, file: string): Promise<void> {
  const text = readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
  await page.addInitScript(
    ([name, draft]) => localStorage.setItem(name ?? '', draft ?? ''),
    [`lab:exercise/${id}:now`, JSON.stringify([{name: 'rules.yaml', text}])],
  );
  await open(page, id);
  await page.getByRole('button', {name: 'Start'}).click();
  await expect(editor(page)).toBeVisible();
}

/** Presses Tab until a button or a summary of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (text.trim() === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

test('by keyboard alone: start, read the way, mend, check, and it is remembered', async ({
  page,
}) => {
  await open(page, 'and-or');
  await tabTo(page, 'Start');
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeVisible();
  // Who only passes the text is not caught in it: Tab indents once something was typed.
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await expect(says(page)).toContainText('2 of 4 requests do not behave as wished.');
  const way = page.getByText('The way of the request that went wrong').first();
  await way.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-line.cm-lit-hit').first()).toBeVisible();

  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 11; line += 1) await page.keyboard.press('ArrowDown');
  // The dash before the first `headers` becomes a space: one entry with two keys.
  for (let column = 0; column < 8; column += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await page.keyboard.type(' ');
  // The first one closes what the editor proposes.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await expect(says(page)).toContainText('Solved.');
  await expect(page.getByText('Solved', {exact: true})).toBeVisible();

  await page.goto('/exercises');
  await hydrated(page);
  await expect(page.getByRole('status')).toHaveText('1 of 10 solved.');
  // What was typed is there again.
  await open(page, 'and-or');
  await page.getByRole('button', {name: 'Start'}).click();
  await expect(editor(page)).toContainText('          headers:');
});

test('a rule moves by keyboard, and its button takes it back', async ({page}) => {
  await open(page, 'first-match');
  await page.getByRole('button', {name: 'Start'}).click();
  const line = editor(page).locator('.cm-line').nth(7);
  await line.click();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(line).toHaveText('    - match:');
  await page.getByRole('button', {name: 'Move this item up'}).click();
  await expect(line).toHaveText('    - route:');
  await page.getByRole('button', {name: 'Undo'}).click();
  await expect(line).toHaveText('    - match:');
  await page.getByRole('button', {name: 'Difference'}).click();
  await expect(page.getByRole('group', {name: 'Difference from the start'})).toContainText(
    'added: ',
  );
  await page.getByRole('button', {name: 'Reset'}).click();
  await expect(line).toHaveText('    - route:');
});

test('fields are completed with what they mean', async ({page}) => {
  await open(page, 'first-match');
  await page.getByRole('button', {name: 'Start'}).click();
  await editor(page).locator('.cm-line', {hasText: 'http:'}).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- ti');
  await expect(page.getByRole('option', {name: /^timeout/})).toContainText('Longest time');
  // An Enter that comes with the list was meant for the text.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toContainText('- timeout: ');
});

test('YAML that fits the table alone is found out, and a refused one is refused', async ({
  page,
}) => {
  await begin(
    page,
    'first-match',
    'tests/content/fixtures/exercises/first-match/wrong-the-table-alone.yaml',
  );
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('other requests are asked as well');
  await expect(page.getByText('GET search:8080/results/7/map')).toBeVisible();
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('kind: Nothing\n');
  await expect(says(page)).toContainText('has changed since');
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('A cluster would not take this YAML');
  await page.locator('.cm-signs .cm-sign-error').first().click();
  await expect(page.locator('.cm-note a')).toHaveAttribute('href', /^\/docs\//);
});

test('an engine that dies loses no text, and starts anew', async ({page}) => {
  await open(page, 'first-match');
  await page.getByRole('button', {name: 'Start'}).click();
  await expect(editor(page)).toBeVisible();
  await page.route('**/assets/js/*.js', route => route.abort());
  await editor(page).locator('.cm-line').last().click();
  await page.keyboard.type('# mine');
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('The engine stopped before it answered.');
  await expect(editor(page)).toContainText('# mine');
  await page.unroute('**/assets/js/*.js');
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('2 of 4 requests');
});

test('the solution of each exercise is right in the page, too', async ({page}) => {
  for (const {id} of EXERCISES) {
    await open(page, id);
    await page.getByRole('button', {name: 'Start'}).click();
    await page.getByRole('button', {name: 'Put the solution in'}).click();
    await page.getByRole('button', {name: 'Check'}).click();
    await expect(says(page), id).toContainText('Solved.');
  }
});

test.describe('by touch, on a phone', () => {
  test.use({hasTouch: true, viewport: {width: 360, height: 740}});

  test('a rule is dragged by its dash, and nothing is wider than the window', async ({
    page,
    context,
  }) => {
    await open(page, 'first-match');
    await page.getByRole('button', {name: 'Start'}).tap();
    await expect(editor(page)).toBeVisible();
    const dash = page.locator('.cm-dash').first();
    await dash.scrollIntoViewIfNeeded();
    const from = await dash.boundingBox();
    const to = await editor(page).locator('.cm-line', {hasText: 'prefix: /results'}).boundingBox();
    if (!from || !to) throw new Error('There is nothing to drag.');
    const touch = await context.newCDPSession(page);
    const at = (y: number) => [{x: from.x + from.width / 2, y}];
    await touch.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: at(from.y + 8)});
    for (const part of [0.3, 0.7, 1])
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: at(from.y + 8 + (to.y + 8 - from.y) * part),
      });
    await touch.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    await expect(editor(page).locator('.cm-line').nth(7)).toHaveText('    - match:');
    // The browser takes a tap that follows a drag at once for a part of it.
    await expect(async () => {
      await page.getByRole('button', {name: 'Check'}).tap();
      await expect(says(page)).toContainText('1 of 4 requests', {timeout: 1000});
    }).toPass();
    await page.getByText('The way of the request that went wrong').tap();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});

test('axe finds nothing, whatever is open', async ({page}) => {
  await open(page, 'missing-subset');
  for (const closed of await page.locator('article summary').all()) await closed.click();
  await checkAxe(page);
  await page.getByRole('button', {name: 'Start'}).click();
  await expect(page.locator('.cm-sign-error').first()).toBeVisible();
  await page.locator('.cm-sign-error').first().click();
  await page.getByRole('button', {name: 'Difference'}).click();
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('1 of 2');
  await page.getByText('The way of the request that went wrong').click();
  await checkAxe(page);
  await page.getByRole('button', {name: 'Put the solution in'}).click();
  await page.getByRole('button', {name: 'Check'}).click();
  await expect(says(page)).toContainText('Solved.');
  await checkAxe(page);
});

test('the editor is fetched when it is asked for, and weighs what it may', async ({page}) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({encodedDataLength}) => {
    bytes += encodedDataLength;
  });
  await open(page, 'first-match');
  await page.waitForLoadState('networkidle');
  const before = bytes;
  // The engine runs in a worker, with a budget of its own; the session of the page does not see it.
  await page.getByRole('button', {name: 'Start'}).click();
  await expect(editor(page)).toBeVisible();
  await page.waitForTimeout(200);
  const opened = (bytes - before) / 1024;
  test.info().annotations.push({type: 'bytes', description: `${opened.toFixed(1)} KB`});
  expect(opened).toBeGreaterThan(50);
  expect(opened).toBeLessThanOrEqual(150);
});

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});

  test('task, YAML, wishes, hints and solution can be read', async ({page}) => {
    await page.goto('/exercises/first-match');
    await expect(page.getByText('nobody has seen version 2')).toBeVisible();
    await expect(page.locator('pre').first()).toContainText('prefix: /results');
    await expect(page.getByText('GET search:8080/resultsheet')).toBeVisible();
    await page.getByText('Hint 1 of 3').click();
    await expect(page.getByText('Put a finger on the first rule.')).toBeVisible();
    await page.getByText('One solution, and why it behaves so').click();
    await expect(page.getByRole('group', {name: 'One solution, what changed'})).toContainText(
      'exact: /results',
    );
    await page.goto('/exercises');
    await expect(page.getByRole('link', {name: 'Honest retries'})).toBeVisible();
  });
});
