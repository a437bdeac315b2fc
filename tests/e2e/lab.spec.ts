import {readFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {expect, test, type Locator, type Page} from '@playwright/test';
import {checkAxe} from './axe';

const CHAPTER = '/docs/kubernetes-and-istio/virtualservice-and-destinationrule';

const labOf = (page: Page): Locator => page.getByRole('region', {name: /^Request lab/});
const said = (page: Page): Locator => labOf(page).getByRole('status', {name: 'Answer'}).first();
const editor = (page: Page): Locator => page.locator('.cm-content');

/** Opens the lab's page, and waits until it is alive. */
async function openLab(page: Page, address = '/lab'): Promise<Locator> {
  await page.goto(address);
  const lab = labOf(page);
  await expect(lab.getByRole('button', {name: 'Send one', includeHidden: true})).toBeAttached();
  await page.waitForSelector('html[data-has-hydrated="true"]', {state: 'attached'});
  // What the server drew gives way to what can be used.
  await expect
    .poll(() => lab.evaluate(element => Object.keys(element).some(key => /^__react/.test(key))))
    .toBe(true);
  return lab;
}

/** Presses Tab until an element of that name has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    const reached = await page.evaluate(
      wanted => {
        const element = document.activeElement;
        const label =
          element?.getAttribute('aria-label') ??
          (element as HTMLInputElement | null)?.labels?.[0]?.textContent ??
          element?.textContent ??
          '';
        return new RegExp(wanted).test(label.trim());
      },
      typeof name === 'string' ? `^${name}$` : name.source,
    );
    if (reached) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

/** Puts a text where a reader's own would be kept. */
async function begin(page: Page, preset: string, file: string, text: string): Promise<Locator> {
  await page.addInitScript(
    ([name, draft]) => localStorage.setItem(name ?? '', draft ?? ''),
    [`lab:${preset}:now`, JSON.stringify([{name: file, text}])],
  );
  return openLab(page, `/lab?preset=${preset}`);
}

/** A start with a field that no cluster knows. */
const REFUSED = readFileSync(
  path.resolve(__dirname, '../../examples/demo/istio/canary-through/search-virtual-service.yaml'),
  'utf8',
).replace('exact:', 'exakt:');

test.describe('the request lab', () => {
  test('by keyboard alone: edit, findings, send, ladder, share, reopen', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openLab(page);
    await expect(said(page)).toContainText('503, NC');

    await tabTo(page, 'Edit');
    await page.keyboard.press('Enter');
    await expect(editor(page)).toBeVisible();
    await editor(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('@broken');
    await expect(labOf(page).getByRole('list', {name: 'Findings'})).toContainText('yaml-syntax');
    await page.keyboard.press('Control+z');
    await expect(labOf(page).getByRole('list', {name: 'Findings'})).not.toContainText('yaml');
    // The first one closes what the editor proposes.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    await tabTo(page, 'Path');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('/from-the-keyboard');
    await page.keyboard.press('Enter');
    await expect(labOf(page)).toContainText('> GET /from-the-keyboard HTTP/1.1');

    await tabTo(page, /^Listener/);
    await page.keyboard.press('Enter');
    await expect(labOf(page).locator('[aria-current="step"]')).toContainText('Listener');
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await expect(labOf(page).locator('[aria-current="step"]')).toContainText('Virtual host');

    await tabTo(page, 'Copy link');
    await page.keyboard.press('Enter');
    await expect(labOf(page)).toContainText('The link is copied.');
    const link = await page.evaluate(() => navigator.clipboard.readText());

    const other = await context.newPage();
    await openLab(other, link);
    await expect(labOf(other)).toContainText('> GET /from-the-keyboard HTTP/1.1');
    await expect(labOf(other).locator('[aria-current="step"]')).toContainText('Virtual host');
  });

  test.describe('by touch, on a phone', () => {
    test.use({hasTouch: true, viewport: {width: 360, height: 740}});

    test('two tabs, a hundred requests, and nothing wider than the window', async ({page}) => {
      const lab = await openLab(page);
      await expect(lab.getByRole('button', {name: 'Send one'})).toBeHidden();
      await lab.getByRole('tab', {name: 'Request: 503, NC'}).tap();
      await lab.getByRole('button', {name: 'everybody else'}).tap();
      await lab.getByRole('button', {name: 'Send a hundred'}).tap();
      await expect(lab.getByRole('row', {name: /503 NC/})).toContainText('100');
      await lab.getByRole('button', {name: /^Rule 2/}).tap();
      await lab.getByRole('tab', {name: 'Rules'}).tap();
      await expect(lab.getByRole('button', {name: 'Send one'})).toBeHidden();
      await lab.getByRole('button', {name: /^Line 17, matched/}).tap();
      await lab.getByRole('button', {name: 'Edit'}).tap();
      await expect(editor(page)).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(360);
    });
  });

  test('a click on a line shows its step, and the step lights its lines', async ({page}) => {
    const lab = await openLab(page);
    await lab.getByText('exact', {exact: true}).click();
    await expect(lab.locator('[aria-current="step"]')).toContainText('Rule 1');
    await lab.getByRole('button', {name: /^Virtual host/}).click();
    await expect(lab.locator('[data-n="6"]')).toHaveClass(/lit-hit/);
    await expect(lab.locator('[data-n="9"]')).not.toHaveClass(/lit-/);
  });

  test('variations, behaviours and the same draw again', async ({page}) => {
    const lab = await openLab(page, '/lab?preset=connect-and-control/retries');
    await expect(said(page)).toContainText('It took 2 tries.');
    await lab.getByText('How the other side behaves').click();
    await lab.getByRole('combobox', {name: /^search-v1/}).selectOption({label: 'is down'});
    await expect(lab).toContainText('Changed since the answer below.');
    await lab.getByRole('button', {name: 'Send one'}).click();
    await expect(said(page)).toContainText('503');
    await lab.getByRole('button', {name: 'Test the retries with a fault'}).click();
    await expect(said(page)).toContainText('503, FI');
    await lab.getByRole('button', {name: 'Send one'}).click();
    await lab.getByRole('button', {name: 'Again from draw 1'}).click();
    await expect(lab.getByRole('button', {name: 'Again from draw 1'})).toHaveCount(0);
  });

  test('the same request stands side by side against two kinds of rules', async ({page}) => {
    const lab = await openLab(page, '/lab?preset=kubernetes-and-istio/both-kinds');
    await expect(lab.getByRole('status').filter({hasText: 'VirtualService'})).toContainText(
      'search-v1',
    );
    await expect(lab.getByRole('status').filter({hasText: 'HTTPRoute'})).toContainText('search-v2');
    await lab.getByRole('button', {name: '/resultsheet', exact: true}).click();
    await expect(lab.getByRole('status').filter({hasText: 'HTTPRoute'})).toContainText('404');
  });

  test('stands alone when it is embedded', async ({page}) => {
    await openLab(page, '/lab?embed=1');
    await expect(page.getByRole('navigation', {name: 'Main'})).toBeHidden();
    await expect(page.getByRole('heading', {level: 1})).toBeHidden();
    await expect(labOf(page)).toBeVisible();
  });

  test('is clean by axe in every state', async ({page}) => {
    const lab = await openLab(page);
    await checkAxe(page);
    await lab.getByRole('button', {name: 'Send a hundred'}).click();
    await expect(lab.getByRole('table')).toBeVisible();
    await lab.getByText('How the other side behaves').click();
    await checkAxe(page);
    await lab.getByRole('button', {name: 'Edit'}).click();
    await expect(editor(page)).toBeVisible();
    await checkAxe(page);
    await openLab(page, '/lab#lab=9.d');
    await expect(labOf(page).getByRole('alert')).toBeVisible();
    await checkAxe(page);
  });
});

test.describe('what goes wrong', () => {
  test('broken YAML leaves the last answer, marked', async ({page}) => {
    const lab = await openLab(page);
    await lab.getByRole('button', {name: 'Edit'}).click();
    await editor(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('[');
    await expect(lab).toContainText('The YAML cannot be read now.');
    await expect(said(page)).toContainText('503, NC');
    await page.keyboard.press('Backspace');
    await expect(lab).not.toContainText('The YAML cannot be read now.');
  });

  test('what a cluster refuses changes nothing, and the lab says so', async ({page}) => {
    const lab = await begin(page, 'lab/canary-with-a-trap', 'search-virtual-service.yaml', REFUSED);
    const refusal = lab.getByRole('status').filter({hasText: 'A cluster refuses'});
    await expect(refusal).toContainText(
      'VirtualService default/search as it is written now, and keeps the version that it took last',
    );
    await expect(lab.getByRole('list', {name: 'Findings'})).toContainText('exakt');
    await expect(lab.getByRole('button', {name: /^Rule 1/})).toBeVisible();
    await lab.getByRole('button', {name: 'Reset'}).click();
    await expect(refusal).toHaveCount(0);
  });

  for (const [what, address, message] of [
    ['of a later version', '/lab#lab=2.dAAAA', 'a later version of the lab'],
    ['that was cut off', '/lab#lab=1.dtVNNj9MwEP0rI3ON', 'This link is damaged'],
    ['to a start that is gone', '/lab?preset=no/such', 'is not here any more'],
  ] as const)
    test(`a link ${what} says so, and the lab works`, async ({page}) => {
      const lab = await openLab(page, address);
      await expect(lab.getByRole('alert')).toContainText(message);
      await expect(lab.getByRole('alert')).toHaveCount(1);
      await lab.getByRole('button', {name: 'Send one'}).click();
      await expect(said(page)).toContainText('503, NC');
    });

  test('a file of more than a megabyte stays outside, another comes in', async ({page}) => {
    const lab = await openLab(page);
    const input = lab.getByLabel('Open files');
    await input.setInputFiles({
      name: 'huge.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.alloc(1_200_000, 'a'),
    });
    await expect(lab.getByRole('alert')).toContainText('huge.yaml has 1.2 MB');
    await expect(lab.getByRole('tab', {name: 'huge.yaml'})).toHaveCount(0);
    await input.setInputFiles('examples/demo/istio/v1-only/search-destination-rule.yaml');
    await expect(lab.getByRole('tab', {name: 'search-destination-rule.yaml'})).toBeVisible();
    await expect(said(page)).toContainText('search-v2');
  });

  test('an engine that dies loses no text, and starts anew', async ({page}) => {
    const workers: string[] = [];
    page.on('request', request => {
      if (request.resourceType() === 'script') workers.push(request.url());
    });
    const lab = await openLab(page);
    const before = workers.length;
    await page.route('**/assets/js/*.js', route => route.abort());
    await lab.getByLabel('Path').fill('/mine');
    await lab.getByRole('button', {name: 'Send one'}).click();
    await expect(lab.getByRole('alert')).toContainText('The engine stopped');
    expect(workers.length).toBeGreaterThan(before);
    await page.unroute('**/assets/js/*.js');
    await expect(lab.getByLabel('Path')).toHaveValue('/mine');
    await lab.getByRole('button', {name: 'Send one'}).click();
    await expect(lab).toContainText('> GET /mine HTTP/1.1');
    await expect(lab.getByRole('alert')).toHaveCount(0);
  });

  test('what was typed is there again after a reload, until it is reset', async ({page}) => {
    const lab = await openLab(page, '/lab?preset=connect-and-control/canary');
    await lab.getByRole('button', {name: 'Edit'}).click();
    await editor(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# mine\n');
    await expect(lab).toContainText('# mine');
    await openLab(page, '/lab?preset=connect-and-control/canary');
    await expect(labOf(page)).toContainText('# mine');
    await labOf(page).getByRole('button', {name: 'Choose by cookie'}).click();
    await expect(labOf(page)).not.toContainText('# mine');
    await labOf(page).getByRole('button', {name: 'Bring my own text back'}).click();
    await expect(labOf(page)).toContainText('# mine');
    await labOf(page).getByRole('button', {name: 'Reset'}).click();
    await expect(labOf(page)).not.toContainText('# mine');
    await openLab(page, '/lab?preset=connect-and-control/canary');
    await expect(labOf(page)).not.toContainText('# mine');
  });
});

test.describe('in a chapter', () => {
  test('costs nothing before it comes near, and no more than it may after', async ({page}) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const kinds = new Map<string, string>();
    let bytes = 0;
    session.on('Network.requestWillBeSent', ({requestId, request}) => {
      kinds.set(requestId, request.headers['Sec-Purpose'] ?? request.headers.Purpose ?? '');
    });
    session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
      if (!/prefetch/.test(kinds.get(requestId) ?? '')) bytes += encodedDataLength;
    });
    await page.goto(CHAPTER);
    await page.waitForLoadState('networkidle');
    const before = bytes;
    await labOf(page).scrollIntoViewIfNeeded();
    await expect(labOf(page).getByRole('tab', {name: 'Rules'})).toBeVisible();
    await page.waitForLoadState('networkidle');
    await labOf(page)
      .getByRole('tab', {name: /^Request/})
      .click();
    const [worker] = await Promise.all([
      page.waitForEvent('worker'),
      labOf(page).getByRole('button', {name: 'Send one'}).click(),
    ]);
    expect(worker.url()).toContain('/assets/js/');
    await expect(labOf(page)).toContainText('Again from draw 1');
    // The session of the page does not see what a worker fetches.
    const script = readFileSync(path.join('build', new URL(worker.url()).pathname));
    const engine = gzipSync(new Uint8Array(script)).length;
    const opened = (bytes - before + engine) / 1024;
    test.info().annotations.push({type: 'bytes', description: `${opened.toFixed(1)} KB`});
    expect(opened).toBeLessThanOrEqual(110);
  });

  test('the editor and the analyzers weigh what they may', async ({page}) => {
    const lab = await openLab(page);
    await page.waitForLoadState('networkidle');
    let bytes = 0;
    page.on('response', response => {
      const {pathname} = new URL(response.url());
      if (!pathname.startsWith('/assets/')) return;
      const file = readFileSync(path.join('build', pathname));
      bytes += gzipSync(new Uint8Array(file)).length;
    });
    await lab.getByRole('button', {name: 'Edit'}).click();
    await expect(editor(page)).toBeVisible();
    const shown = bytes / 1024;
    expect(shown).toBeGreaterThan(50);
    expect(shown).toBeLessThanOrEqual(150);
    await editor(page).click();
    await page.keyboard.type('# mine');
    await expect(lab.getByRole('button', {name: 'Undo'})).toBeEnabled();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1000);
    test.info().annotations.push({
      type: 'bytes',
      description: `${shown.toFixed(1)} KB to edit, ${(bytes / 1024).toFixed(1)} KB with the engine and the analyzers once something is typed`,
    });
  });

  test.describe('without JavaScript', () => {
    test.use({javaScriptEnabled: false});
    test('tells YAML, request and who decided, as text', async ({page}) => {
      await page.goto(CHAPTER);
      const lab = labOf(page);
      await expect(lab).toContainText('subset: version-1');
      await expect(lab).toContainText('curl http://search:8080/');
      await expect(lab.getByRole('listitem').filter({hasText: 'Cluster for subset'})).toContainText(
        'fails',
      );
      await page.goto('/lab');
      await expect(labOf(page)).toContainText('subset: version-2-beta');
      await expect(labOf(page).getByText('503, NC', {exact: true})).toBeVisible();
    });
  });
});
