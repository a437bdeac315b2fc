import {expect, type Page} from '@playwright/test';
import {loadAxe, runAxe} from '../../scripts/lib/gates/visit';

/** What the page shows now is clean for axe, in both modes. */
export async function checkAxe(page: Page): Promise<void> {
  await loadAxe(page);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme});
    await page.waitForSelector(`html[data-theme="${colorScheme}"]`, {state: 'attached'});
    found.push(...(await runAxe(page, colorScheme)));
  }
  expect(found).toEqual([]);
}
