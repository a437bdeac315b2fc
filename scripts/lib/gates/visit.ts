import axe, {type AxeResults} from 'axe-core';
import type {BrowserContext, CDPSession, Page} from '@playwright/test';
import type {Finding} from './built-folder';

/** WCAG 2.2 A and AA, all that axe can tell by itself. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Bytes over the wire, headers included. */
export interface Weight {
  total: number;
  js: number;
  css: number;
  html: number;
  /** Fetched ahead for links that may be followed; not part of the total. */
  prefetched: number;
}

export interface Visit {
  path: string;
  status: number;
  hydrated: boolean;
  /** Errors and warnings of the console, errors nobody caught, requests that failed. */
  complaints: readonly string[];
  /** Addresses of other hosts that were asked for. */
  thirdParty: readonly string[];
  violations: readonly string[];
  layoutShift: number;
  /** `mode: rule: element` for each finding of axe. */
  accessibility: readonly string[];
  /** Width of the content in a window of 320 px. */
  narrowWidth: number;
  weight: Weight;
}

interface Marks {
  visitShift: number;
  visitViolations: string[];
}

function observe(): void {
  const marks = window as unknown as Marks;
  marks.visitShift = 0;
  marks.visitViolations = [];
  new PerformanceObserver(entries => {
    for (const entry of entries.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!entry.hadRecentInput) marks.visitShift += entry.value;
    }
  }).observe({type: 'layout-shift', buffered: true});
  document.addEventListener('securitypolicyviolation', event => {
    marks.visitViolations.push(`${event.violatedDirective} refused ${event.blockedURI}`);
  });
}

/** Runs axe on what the page shows now; transitions are brought to their end first, as a colour halfway is no colour. */
export async function runAxe(page: Page, mode: string): Promise<string[]> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  });
  const results: AxeResults = await page.evaluate(
    ({tags}) =>
      (window as unknown as {axe: typeof axe}).axe.run(document, {
        runOnly: {type: 'tag', values: tags},
        resultTypes: ['violations'],
      }),
    {tags: WCAG},
  );
  return results.violations.flatMap(({id, help, nodes}) =>
    nodes.map(node => `${mode}: ${id} (${help}): ${node.target.join(' ')}`),
  );
}

/** Makes axe available in a page; a policy has no say in it, as it comes through the debugger. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

function weigh(session: CDPSession): () => Weight {
  const kinds = new Map<string, {type: string; prefetch: boolean}>();
  const weight: Weight = {total: 0, js: 0, css: 0, html: 0, prefetched: 0};
  session.on('Network.requestWillBeSent', ({requestId, request, type}) => {
    const purpose = request.headers['Sec-Purpose'] ?? request.headers.Purpose ?? '';
    kinds.set(requestId, {
      type: type ?? 'Other',
      prefetch: type === 'Prefetch' || purpose.includes('prefetch'),
    });
  });
  session.on('Network.responseReceived', ({requestId, type}) => {
    const kind = kinds.get(requestId);
    if (kind === undefined) return;
    kind.type = type;
    if (type === 'Prefetch') kind.prefetch = true;
  });
  session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
    const kind = kinds.get(requestId);
    if (kind === undefined) return;
    if (kind.prefetch) {
      weight.prefetched += encodedDataLength;
      return;
    }
    weight.total += encodedDataLength;
    if (kind.type === 'Script') weight.js += encodedDataLength;
    if (kind.type === 'Stylesheet') weight.css += encodedDataLength;
    if (kind.type === 'Document') weight.html += encodedDataLength;
  });
  return () => ({...weight});
}

/**
 * One cold visit of one page, and everything a gate wants to know of it.
 *
 * @param context a fresh one: nothing cached, no choice stored, light mode
 * @param address of the page, host included
 */
export async function visit(context: BrowserContext, address: string): Promise<Visit> {
  const page = await context.newPage();
  const {origin, pathname} = new URL(address);
  const complaints: string[] = [];
  const thirdParty: string[] = [];
  page.on('console', message => {
    const type = message.type();
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()}`);
  });
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', request => {
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('request', request => {
    const url = new URL(request.url());
    const isLocal = ['data:', 'blob:', 'about:'].includes(url.protocol);
    if (!isLocal && url.origin !== origin) thirdParty.push(request.url());
  });
  await page.addInitScript(observe);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const weightNow = weigh(session);

  await page.setViewportSize({width: 1280, height: 900});
  const response = await page.goto(address, {waitUntil: 'load'});
  const hydrated = await page
    .waitForSelector('html[data-has-hydrated="true"]', {state: 'attached', timeout: 5000})
    .then(() => true)
    .catch(() => false);
  await page.waitForLoadState('networkidle');
  const weight = weightNow();
  const layoutShift = await page.evaluate(() => (window as unknown as Marks).visitShift);

  await loadAxe(page);
  const light = await runAxe(page, 'light');
  await page.emulateMedia({colorScheme: 'dark'});
  if (hydrated) await page.waitForSelector('html[data-theme="dark"]', {state: 'attached'});
  const dark = await runAxe(page, 'dark');
  await page.setViewportSize({width: 320, height: 800});
  const narrowWidth = await page.evaluate(
    () =>
      new Promise<number>(resolve => {
        requestAnimationFrame(() => resolve(document.documentElement.scrollWidth));
      }),
  );
  const violations = await page.evaluate(() => (window as unknown as Marks).visitViolations);
  await page.close();
  return {
    path: pathname,
    status: response?.status() ?? 0,
    hydrated,
    complaints,
    thirdParty,
    violations,
    layoutShift,
    accessibility: [...light, ...dark],
    narrowWidth,
    weight,
  };
}

/** Bytes, by what a page holds. KB are 1,024 bytes. */
export interface Limits {
  totalKB: number;
  jsKB: number;
  cssKB: number;
}

export const RICH_PAGE: Limits = {totalKB: 170, jsKB: 142, cssKB: 20};
export const PLAIN_PAGE: Limits = {totalKB: 165, jsKB: 142, cssKB: 20};

export function checkWeight(path: string, weight: Weight, limits: Limits): Finding[] {
  const rows: [string, number, number][] = [
    ['in total', weight.total, limits.totalKB],
    ['of JavaScript', weight.js, limits.jsKB],
    ['of CSS', weight.css, limits.cssKB],
  ];
  return rows
    .filter(([, bytes, limit]) => bytes > limit * 1024)
    .map(
      ([what, bytes, limit]) =>
        `${path} weighs ${(bytes / 1024).toFixed(1)} KB ${what}, the limit is ${limit} KB`,
    );
}

/** What is wrong with a page, by one visit. */
export function checkVisit(visited: Visit, limits: Limits): Finding[] {
  const {path} = visited;
  const findings: Finding[] = [];
  if (!visited.hydrated) findings.push(`${path} does not hydrate`);
  findings.push(...visited.complaints.map(line => `${path}: console: ${line}`));
  findings.push(...visited.thirdParty.map(url => `${path}: asks another site for ${url}`));
  findings.push(...visited.violations.map(line => `${path}: policy: ${line}`));
  if (visited.layoutShift > 0) {
    findings.push(`${path}: content jumps while loading (CLS ${visited.layoutShift.toFixed(4)})`);
  }
  findings.push(...visited.accessibility.map(line => `${path}: axe: ${line}`));
  if (visited.narrowWidth > 320) {
    findings.push(`${path}: ${visited.narrowWidth} px wide in a window of 320 px`);
  }
  findings.push(...checkWeight(path, visited.weight, limits));
  return findings;
}
