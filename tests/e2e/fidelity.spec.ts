import {expect, test} from '@playwright/test';

test('a case is found and opened by keyboard, and its address opens it again', async ({page}) => {
  await page.goto('/fidelity');
  await page.getByRole('combobox', {name: 'Topic'}).selectOption('authorization');
  await page.getByLabel('Words of its title').fill('deny comes before');
  await expect(page.getByRole('status').first()).toHaveText('1 case');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', {name: /DENY comes before ALLOW/});
  await expect(title).toBeFocused();
  await expect(page).toHaveURL(/\?case=security\/authz-deny-before-allow$/);

  await page.reload();
  await expect(title).toBeVisible();
  await expect(page.getByText('The model gives the recorded answer.')).toBeVisible();
  await expect(page.getByText('The same, field by field.').first()).toBeVisible();
  await expect(page.getByText(/^Rule 1 of the DENY policy .* applies\./).first()).toBeVisible();
});

test('a case that is not there is told, and nothing outside the folder is fetched', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await page.goto('/fidelity?case=lint/there-is-none');
  await expect(page.getByText('did not come')).toBeVisible();
  await page.goto('/fidelity?case=../../about');
  await expect(page.getByText('Choose a topic, or type a word.')).toBeVisible();
  expect(asked.filter(name => name.endsWith('.json'))).toEqual([
    '/recorded/lint/there-is-none.json',
  ]);
});

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});
  test('the page says where the cases are', async ({page}) => {
    await page.goto('/fidelity');
    // Playwright reads no text of a `noscript`, but knows whether it is drawn.
    await expect(page.locator('main noscript code')).toBeVisible();
  });
});
