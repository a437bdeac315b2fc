import {expect, test, type Page} from '@playwright/test';
import {BINGO} from '../../src/data/bingo';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';

async function open(page: Page, place: string): Promise<void> {
  await page.goto(place);
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
}

const cells = (page: Page) => page.getByRole('gridcell');
const marked = (page: Page) => page.getByRole('gridcell', {selected: true});
const told = (page: Page) => page.getByRole('status').first();
const pagesOf = (file: Buffer) => file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

test('the keyboard alone wins a line, and another visit finds it again', async ({page}) => {
  await open(page, '/bingo?card=17');
  await page.getByRole('link', {name: 'I call the words'}).focus();
  await page.keyboard.press('Tab');
  await expect(cells(page).first()).toBeFocused();
  for (let row = 0; row < 4; row += 1) {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  await expect(marked(page)).toHaveCount(5);
  await expect(told(page)).toContainText('5 of 25 marked.');
  await page.keyboard.press('Space');
  await expect(told(page)).toContainText('Bingo! Full: column 1.');
  await page.keyboard.press('Control+End');
  await expect(cells(page).last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(cells(page).nth(20)).toBeFocused();
  // The way on is the next key, not 24 cells away.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', {name: 'New card'})).toBeFocused();
  await loadAxe(page);
  expect(await runAxe(page, 'won')).toEqual([]);
  await page.reload();
  await expect(told(page)).toHaveText('Card 17. Bingo! Full: column 1.');
  await page.getByRole('button', {name: 'Clear the marks'}).click();
  await expect(marked(page)).toHaveCount(1);
  await page.reload();
  await expect(told(page)).toHaveText('Card 17. 1 of 25 marked.');
});

test('a new card has an address of its own, and the way back leads to the one before', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/bingo?card=17');
  const before = await cells(page).allTextContents();
  await page.getByRole('button', {name: 'New card'}).click();
  await expect(page).toHaveURL(/\/bingo\?card=\d+$/);
  const number = new URL(page.url()).searchParams.get('card') ?? '';
  await expect(told(page)).toContainText(`Card ${number}.`);
  const after = await cells(page).allTextContents();
  expect(after).not.toEqual(before);
  await page.getByRole('button', {name: /^Copy/}).press('Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    new RegExp(`/bingo\\?card=${number}$`),
  );
  await page.goBack();
  expect(await cells(page).allTextContents()).toEqual(before);
  await page.getByLabel('Number of a card').fill(number);
  await page.getByRole('button', {name: 'Open'}).click();
  expect(await cells(page).allTextContents()).toEqual(after);
  await page.getByLabel('Number of a card').fill('none');
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('“none” is no card');
  // Who comes back without a number is led to the card of before.
  await open(page, '/bingo');
  await page.getByRole('link', {name: `card ${number}`}).click();
  expect(await cells(page).allTextContents()).toEqual(after);
});

test('each word of a card leads to the page that teaches it', async ({page}) => {
  await open(page, '/bingo?card=17');
  const list = page.getByRole('region', {name: 'The words of this card'}).getByRole('listitem');
  await expect(list).toHaveCount(25);
  const words = (await cells(page).allTextContents()).map(word =>
    word.replace(/[\u00ad\u200b]/g, ''),
  );
  for (const [at, text] of (await list.allTextContents()).entries()) {
    expect(text.startsWith(`${words[at]} `)).toBe(true);
  }
  await list.filter({hasText: 'Registry'}).getByRole('link').click();
  await page.waitForURL('**/docs/evolution/docker');
});

test('four cards come out on a sheet of paper, each with its address', async ({page}) => {
  await open(page, '/bingo?card=17');
  await page.emulateMedia({media: 'print'});
  await expect(page.getByRole('table').filter({visible: true})).toHaveCount(4);
  for (const number of [17, 18, 19, 20]) {
    await expect(page.getByText(new RegExp(`^\\S+/bingo\\?card=${number}$`)).last()).toBeVisible();
  }
  expect(pagesOf(await page.pdf({preferCSSPageSize: true}))).toBe(1);
  await page.emulateMedia({media: 'screen'});
  await page.getByLabel('Sheets of four cards').fill('3');
  expect(pagesOf(await page.pdf({preferCSSPageSize: true}))).toBe(3);
});

test('a caller draws words, and a card is checked against them', async ({page}) => {
  await open(page, '/bingo');
  await page.getByRole('link', {name: 'I call the words'}).press('Enter');
  await expect(told(page)).toContainText('No word is drawn yet.');
  const draw = page.getByRole('button', {name: 'Draw a word'});
  await draw.press('Enter');
  await expect(told(page)).toContainText('Word 1 of');
  const first = await told(page).locator('b').textContent();
  await draw.press('Enter');
  await page.getByRole('button', {name: 'Take it back'}).click();
  await expect(told(page).locator('b')).toHaveText(first ?? '');
  await page.reload();
  await expect(told(page).locator('b')).toHaveText(first ?? '');
  const drawn = page.getByRole('region', {name: 'Drawn so far'}).getByRole('listitem');
  await expect(drawn).toHaveCount(1);
  const check = page.getByRole('region', {name: 'Check a card'});
  await check.getByRole('textbox').fill('http://localhost/bingo?card=17');
  await page.keyboard.press('Enter');
  await expect(check.getByRole('status')).toContainText('Card 17 has no line yet');
  while (await draw.isEnabled()) await draw.click();
  await expect(check.getByRole('status')).toContainText('Card 17 is right: row 1, row 2');
  await loadAxe(page);
  expect(await runAxe(page, 'called')).toEqual([]);
  await page.getByRole('button', {name: 'Another order'}).click();
  await expect(page).not.toHaveURL(/caller=1$/);
  await page.goBack();
  await page.getByRole('button', {name: 'Start again'}).click();
  await expect(drawn).toHaveCount(0);
});

for (const place of ['/bingo?card=17', '/bingo?caller=3']) {
  test(`${place} fits a small telephone, by night`, async ({page}) => {
    await page.emulateMedia({colorScheme: 'dark', reducedMotion: 'reduce'});
    await page.setViewportSize({width: 320, height: 640});
    await open(page, place);
    const draw = page.getByRole('button', {name: 'Draw a word'});
    if (place.includes('caller')) for (let word = 0; word < 76; word += 1) await draw.click();
    else {
      for (const cell of await cells(page).all()) await cell.click();
      await expect(told(page)).toContainText('The whole card is full.');
      // No word is parted but where its list says so.
      const cut = await cells(page)
        .first()
        .evaluate(
          (cell, words) => {
            cell.style.overflowWrap = 'normal';
            return words.filter(word => {
              cell.textContent = word.replaceAll('·', '\u00ad');
              return cell.scrollWidth > cell.clientWidth;
            });
          },
          BINGO.map(({word}) => word),
        );
      expect(cut).toEqual([]);
    }
    await loadAxe(page);
    expect(await runAxe(page, 'night')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});
  test('card 1 is there to read and to print, and no dead control', async ({page}) => {
    await page.goto('/bingo?card=17');
    await expect(page.getByRole('table', {name: 'Card 1', exact: true}).first()).toBeVisible();
    const note = page.locator('main noscript p');
    await expect(note).toBeVisible();
    await expect(note).toContainText('This is card 1. With JavaScript you mark words here');
    await expect(page.getByRole('button', {name: /card|marks|Print|Open/})).toHaveCount(0);
    await expect(page.locator('main').getByRole('textbox')).toHaveCount(0);
    expect(pagesOf(await page.pdf({preferCSSPageSize: true}))).toBe(1);
  });
});
