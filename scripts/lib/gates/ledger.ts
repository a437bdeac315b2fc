import type {Permalink, Redirect} from '../../../src/data/types';
import {type BuiltFolder, fileFor, type Finding, forwardOf} from './built-folder';

const shown = ({number, path, anchor}: Permalink) =>
  `{number: ${number}, path: '${path}'${anchor === undefined ? '' : `, anchor: '${anchor}'`}}`;

const key = ({path, anchor}: Permalink) => `${path}#${anchor ?? ''}`;

/** The ledger by itself: numbers and addresses stand in it once. */
export function checkLedger(ledger: readonly Permalink[]): Finding[] {
  const findings: Finding[] = [];
  const numbers = new Map<number, Permalink>();
  const targets = new Map<string, Permalink>();
  for (const entry of ledger) {
    const {number, path} = entry;
    if (!Number.isInteger(number) || number < 1) {
      findings.push(`${shown(entry)}: a number is a whole number from 1 upwards`);
    }
    if (!/^\/$|^(?:\/[\w.-]+)+$/.test(path)) {
      findings.push(
        `${shown(entry)}: a path begins with a slash, ends without one, and holds no #`,
      );
    }
    const same = numbers.get(number);
    if (same !== undefined) {
      findings.push(`${shown(entry)}: number ${number} is taken by ${shown(same)}`);
    }
    numbers.set(number, entry);
    const twin = targets.get(key(entry));
    if (twin !== undefined) findings.push(`${shown(entry)}: the address has number ${twin.number}`);
    targets.set(key(entry), entry);
  }
  return findings;
}

/** What was published stays: an entry is never removed and never leads elsewhere. */
export function checkPromises(
  ledger: readonly Permalink[],
  promised: readonly Permalink[],
): Finding[] {
  const byNumber = new Map(ledger.map(entry => [entry.number, entry]));
  return promised.flatMap(promise => {
    const entry = byNumber.get(promise.number);
    if (entry === undefined) {
      return [
        `/s/${promise.number} was published and is gone: put ${shown(promise)} back into src/data/permalinks. A page that moved keeps its entry and gets a line in src/data/permalinks/redirects.ts.`,
      ];
    }
    if (key(entry) !== key(promise)) {
      return [
        `/s/${promise.number} was published as ${shown(promise)} and now says ${shown(entry)}: put it back, and give the new address a number of its own. A page that moved gets a line in src/data/permalinks/redirects.ts.`,
      ];
    }
    return [];
  });
}

/** New entries have to be promised, too: the snapshot grows with the ledger. */
export function checkSnapshotComplete(
  ledger: readonly Permalink[],
  promised: readonly Permalink[],
  command: string,
): Finding[] {
  const known = new Set(promised.map(({number}) => number));
  const missing = ledger.filter(({number}) => !known.has(number)).map(({number}) => number);
  return missing.length === 0
    ? []
    : [
        `${missing.map(number => `/s/${number}`).join(', ')} not in the snapshot: run \`${command}\``,
      ];
}

/** Every entry leads to a page that is there, anchors included, and has its short link. */
export function checkLedgerInBuild(site: BuiltFolder, ledger: readonly Permalink[]): Finding[] {
  return ledger.flatMap(entry => {
    const findings: Finding[] = [];
    const short = site.pages.get(`s/${entry.number}.html`);
    const wanted =
      site.baseUrl + entry.path.slice(1) + (entry.anchor === undefined ? '' : `#${entry.anchor}`);
    if (short === undefined) {
      findings.push(`${shown(entry)}: the build has no s/${entry.number}.html`);
    } else if (forwardOf(short) !== wanted) {
      findings.push(
        `${shown(entry)}: s/${entry.number}.html leads to ${forwardOf(short) ?? 'nothing'}`,
      );
    }
    let file = fileFor(site, entry.path);
    let page = file === undefined ? undefined : site.pages.get(file);
    let {anchor} = entry;
    const forward = page === undefined ? undefined : forwardOf(page);
    if (forward !== undefined) {
      const [path = '', hash] = forward.slice(site.baseUrl.length - 1).split('#');
      file = fileFor(site, path);
      page = file === undefined ? undefined : site.pages.get(file);
      anchor = anchor ?? hash;
    }
    if (page === undefined) {
      findings.push(
        `${shown(entry)}: the build has no such page. If it moved, add {from: '${entry.path}', to: '…'} to src/data/permalinks/redirects.ts.`,
      );
    } else if (anchor !== undefined && !page.anchors.has(anchor)) {
      findings.push(
        `${shown(entry)}: ${page.file} has no heading #${anchor}: an id that was published stays on its page.`,
      );
    }
    return findings;
  });
}

/** Every public address stands in the ledger. */
export function checkLedgerComplete(
  paths: readonly string[],
  ledger: readonly Permalink[],
): Finding[] {
  const known = new Set(ledger.filter(({anchor}) => anchor === undefined).map(({path}) => path));
  let next = Math.max(0, ...ledger.map(({number}) => number));
  return paths
    .filter(path => !known.has(path))
    .map(path => {
      next += 1;
      return `${path} is not in the ledger: add ${shown({number: next, path})} to src/data/permalinks`;
    });
}

/** Redirects lead from places that are no pages to pages that are there. */
export function checkRedirects(site: BuiltFolder, redirects: readonly Redirect[]): Finding[] {
  return redirects.flatMap(({from, to}) => {
    const [path = '', anchor] = to.split('#');
    const file = fileFor(site, path);
    const page = file === undefined ? undefined : site.pages.get(file);
    if (page === undefined) return [`redirect from ${from}: the build has no page ${path}`];
    if (forwardOf(page) !== undefined) {
      return [`redirect from ${from}: ${path} is itself a forwarding; name the last address`];
    }
    return anchor === undefined || page.anchors.has(anchor)
      ? []
      : [`redirect from ${from}: ${page.file} has no heading #${anchor}`];
  });
}
