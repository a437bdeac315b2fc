import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {readBuiltFolder} from '../../scripts/lib/gates/built-folder';
import {
  checkLedger,
  checkLedgerComplete,
  checkLedgerInBuild,
  checkPromises,
  checkRedirects,
  checkSnapshotComplete,
} from '../../scripts/lib/gates/ledger';
import {checkLinks} from '../../scripts/lib/gates/links';
import {checkMachines} from '../../scripts/lib/gates/machines';
import {checkPolicies} from '../../scripts/lib/gates/policy';
import {checkSharedBytes, sharedBytes} from '../../scripts/lib/gates/shared-bytes';
import {checkWeight, RICH_PAGE} from '../../scripts/lib/gates/visit';
import {checkVariables} from '../../scripts/lib/gates/variables';
import {checkWhole} from '../../scripts/lib/gates/whole-pages';
import {withPolicy} from '../../src/plugins/built-site/policy';
import {redirectFiles, shortLinkFiles} from '../../src/plugins/built-site/short-links';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>${head}</head><body>${body}</body></html>`;

/** A built site with what is planted in it, and a sound landing page. */
function plant(files: Readonly<Record<string, string>>, baseUrl = '/') {
  const folder = mkdtempSync(path.join(tmpdir(), 'planted-'));
  folders.push(folder);
  for (const [file, text] of Object.entries({'index.html': page(''), ...files})) {
    mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
    writeFileSync(path.join(folder, file), text);
  }
  return readBuiltFolder(folder, baseUrl);
}

const rules = {
  url: 'https://org.example',
  allowed: ['https://istio.io/latest/', 'https://git.example/*'],
};
const links = (body: string, baseUrl = '/', head = '') =>
  checkLinks(
    plant(
      {
        'docs/a.html': page(body, head),
        'docs/b.html': page('<h2 id="there">x</h2>'),
        'examples/a.yaml': 'a: 1',
      },
      baseUrl,
    ),
    rules,
  );

describe('links', () => {
  test.each([
    ['a page', '<a href="/docs/b">x</a>'],
    ['an anchor', '<a href="/docs/b#there">x</a>'],
    ['the top of the page', '<a href="#top">x</a>'],
    ['a neighbour', '<a href="b#there">x</a>'],
    ['a file', '<a href="/examples/a.yaml">x</a>'],
    ['the site by its full address', '<a href="https://org.example/docs/b">x</a>'],
    ['a known source', '<a href="https://istio.io/latest/" rel="noopener">x</a>'],
    ['a place below a known one', '<a href="https://git.example/x/y" rel="noopener">x</a>'],
  ])('%s resolves', (_name, body) => {
    expect(links(body)).toEqual([]);
  });

  test.each([
    ['a page that is not there', '<a href="/docs/c">x</a>', /"\/docs\/c" leads to no file/],
    ['an anchor that is not there', '<a href="/docs/b#gone">x</a>', /#gone, and docs\/b\.html/],
    ['an anchor in the page itself', '<a href="#gone">x</a>', /#gone, and docs\/a\.html/],
    ['a picture that is not there', '<img src="/img/x.png" alt="">', /x\.png" leads to no file/],
    [
      'an unknown site',
      '<a href="https://evil.example/" rel="noopener">x</a>',
      /not a known source/,
    ],
    [
      'an address beside a known one',
      '<a href="https://istio.io/latest/x" rel="noopener">x</a>',
      /not a known/,
    ],
    [
      'a known site without noopener',
      '<a href="https://istio.io/latest/">x</a>',
      /lacks rel="noopener"/,
    ],
    [
      'a script of another site',
      '<script src="https://cdn.example/x.js"></script>',
      /loads "https:\/\/cdn/,
    ],
    ['a script address', '<a href="javascript:alert(1)">x</a>', /neither a page of the site/],
  ])('%s is found', (_name, body, message) => {
    expect(links(body)).toEqual([expect.stringMatching(message)]);
  });

  test('a link that forgets the base URL is found', () => {
    expect(links('<a href="/docs/b">x</a>', '/voyage/')).toEqual([
      expect.stringMatching(/leaves the base URL \/voyage\//),
    ]);
    expect(links('<a href="/voyage/docs/b#there">x</a>', '/voyage/')).toEqual([]);
  });
});

test('a folder without a build names the command', () => {
  expect(() => readBuiltFolder('/no/such/folder', '/')).toThrow(/npm run build/);
});

describe('policy', () => {
  const sound = withPolicy(page('', '<script>let a = 1</script>'), 'x.html');
  const findings = (html: string) => checkPolicies(plant({'index.html': html}));

  test('a page with its policy passes', () => {
    expect(findings(sound)).toEqual([]);
  });

  test.each([
    ['no policy', page(''), /has no Content-Security-Policy/],
    [
      'a script that came later',
      sound.replace('</body>', '<script>let b</script></body>'),
      /not the one for/,
    ],
    [
      'a script that changed',
      sound.replace('a = 1', 'a = 2'),
      /not the one for its inline scripts/,
    ],
    [
      'unsafe-inline',
      sound.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
      /not the one for/,
    ],
    [
      'an inline handler',
      sound.replace('<body>', '<body onload="x()">'),
      /<body onload> is an inline/,
    ],
    ['a style element', sound.replace('</head>', '<style>a{}</style></head>'), /a <style> element/],
    [
      'a sheet before it',
      sound.replace('<meta charset', '<link rel="stylesheet" href="/x.css"><meta charset'),
      /stands before/,
    ],
  ])('%s is found', (_name, html, message) => {
    expect(findings(html)).toContainEqual(expect.stringMatching(message));
  });

  test('a second policy is refused when it is made', () => {
    expect(() => withPolicy(sound, 'docs/a.html')).toThrow(
      /docs\/a\.html has a Content-Security-Policy/,
    );
  });
});

test('a colour that no style sheet has is found, wherever it is asked for', () => {
  const css = {'assets/css/a.css': ':root{--mesh-ink:#000}a{color:var(--mesh-ink)}'};
  expect(checkVariables(plant(css))).toEqual([]);
  expect(
    checkVariables(
      plant({
        ...css,
        'assets/sheets/b.css': 'a{color:var(--mesh-gone)}',
        'docs/a.html': page('<p style="color:var(--mesh-lost)">x</p>'),
      }),
    ),
  ).toEqual([
    'assets/sheets/b.css asks for --mesh-gone, and no style sheet of the built site has it',
    'docs/a.html asks for --mesh-lost, and no style sheet of the built site has it',
  ]);
});

describe('ledger', () => {
  const ledger = [
    {number: 1, path: '/docs/a'},
    {number: 2, path: '/docs/a', anchor: 'why'},
  ];
  const where = {url: 'https://org.example', baseUrl: '/voyage/'};
  const written = (files: {file: string; text: string}[]) =>
    Object.fromEntries(files.map(({file, text}) => [file, text]));
  const site = (body = '<h2 id="why">x</h2>') =>
    plant({'docs/a.html': page(body), ...written(shortLinkFiles(ledger, where))}, '/voyage/');

  test('a sound ledger passes', () => {
    expect(checkLedger(ledger)).toEqual([]);
    expect(checkPromises(ledger, ledger)).toEqual([]);
    expect(checkLedgerInBuild(site(), ledger)).toEqual([]);
    expect(checkLedgerComplete(['/docs/a'], ledger)).toEqual([]);
  });

  test.each([
    ['a number twice', [...ledger, {number: 2, path: '/b'}], /number 2 is taken by/],
    ['an address twice', [...ledger, {number: 3, path: '/docs/a'}], /the address has number 1/],
    ['a broken number', [{number: 1.5, path: '/b'}], /whole number/],
    ['a path with an anchor in it', [{number: 1, path: '/b#c'}], /holds no #/],
  ])('%s is found', (_name, entries, message) => {
    expect(checkLedger(entries)).toEqual([expect.stringMatching(message)]);
  });

  test('an entry that was removed is found, with the line to put back', () => {
    expect(checkPromises(ledger.slice(0, 1), ledger)).toEqual([
      expect.stringMatching(
        /\/s\/2 was published and is gone: put \{number: 2, path: '\/docs\/a', anchor: 'why'\}/,
      ),
    ]);
  });

  test('an entry that leads elsewhere is found', () => {
    expect(checkPromises([{number: 1, path: '/docs/b'}, ...ledger.slice(1)], ledger)).toEqual([
      expect.stringMatching(/\/s\/1 was published as .* and now says .*\/docs\/b/),
    ]);
  });

  test('a new entry that was not promised is found', () => {
    expect(checkSnapshotComplete(ledger, ledger.slice(1), 'the command')).toEqual([
      '/s/1 not in the snapshot: run `the command`',
    ]);
  });

  test('an address without a number is found, with the line to add', () => {
    expect(checkLedgerComplete(['/docs/a', '/docs/new'], ledger)).toEqual([
      "/docs/new is not in the ledger: add {number: 3, path: '/docs/new'} to src/data/permalinks",
    ]);
  });

  test('a heading that lost its id is found', () => {
    expect(checkLedgerInBuild(site('<h2>x</h2>'), ledger)).toEqual([
      expect.stringMatching(/docs\/a\.html has no heading #why/),
    ]);
  });

  test('a page that went away is found, and a redirect mends it', () => {
    const moved = {
      'docs/b.html': page('<h2 id="why">x</h2>'),
      ...written(shortLinkFiles(ledger, where)),
    };
    expect(checkLedgerInBuild(plant(moved, '/voyage/'), ledger)).toContainEqual(
      expect.stringMatching(/the build has no such page\. If it moved, add/),
    );
    const redirects = [{from: '/docs/a', to: '/docs/b'}];
    const mended = plant({...moved, ...written(redirectFiles(redirects, where))}, '/voyage/');
    expect(checkLedgerInBuild(mended, ledger)).toEqual([]);
    expect(checkRedirects(mended, redirects)).toEqual([]);
  });

  test('redirects to nowhere, to a heading that is not there, and in a row are found', () => {
    const redirects = [
      {from: '/docs/x', to: '/docs/gone'},
      {from: '/docs/y', to: '/docs/a#gone'},
      {from: '/docs/z', to: '/docs/y'},
    ];
    const built = plant(
      {'docs/a.html': page(''), ...written(redirectFiles(redirects, where))},
      '/voyage/',
    );
    expect(checkRedirects(built, redirects)).toEqual([
      expect.stringMatching(/no page \/docs\/gone/),
      expect.stringMatching(/no heading #gone/),
      expect.stringMatching(/is itself a forwarding/),
    ]);
  });

  test('a short link that is missing or leads elsewhere is found', () => {
    const files = written(shortLinkFiles([{number: 1, path: '/docs/b'}], where));
    const built = plant({'docs/a.html': page('<h2 id="why">x</h2>'), ...files}, '/voyage/');
    expect(checkLedgerInBuild(built, ledger)).toEqual([
      expect.stringMatching(/s\/1\.html leads to \/voyage\/docs\/b/),
      expect.stringMatching(/the build has no s\/2\.html/),
    ]);
  });
});

describe('bytes', () => {
  const weight = {total: 0, js: 0, css: 0, html: 0, prefetched: 900 * 1024};

  test('prefetched bytes are no part of the sum', () => {
    expect(checkWeight('/x', weight, RICH_PAGE)).toEqual([]);
  });

  test.each([
    [{total: 171 * 1024}, '/x weighs 171.0 KB in total, the limit is 170 KB'],
    [{js: 143 * 1024}, '/x weighs 143.0 KB of JavaScript, the limit is 142 KB'],
    [{css: 21 * 1024}, '/x weighs 21.0 KB of CSS, the limit is 20 KB'],
  ])('%o is too much', (part, message) => {
    expect(checkWeight('/x', {...weight, ...part}, RICH_PAGE)).toEqual([message]);
  });

  test('what all pages share is summed, and may not grow by over 3 % by itself', () => {
    const head = '<script src="/main.js"></script><link rel="stylesheet" href="/a.css">';
    const built = plant({
      'index.html': page('', head),
      'b.html': page('<script src="/only-here.js"></script>', head),
      'main.js': 'x'.repeat(100),
      'a.css': 'y'.repeat(100),
      'only-here.js': 'z'.repeat(100),
    });
    const bytes = sharedBytes(built);
    expect(bytes).toBeGreaterThan(40);
    expect(bytes).toBeLessThan(70);
    expect(checkSharedBytes(1029, 1000, 'the command')).toEqual([]);
    expect(checkSharedBytes(1031, 1000, 'the command')).toEqual([
      expect.stringMatching(/grew by 3\.1 %.*`the command`/),
    ]);
  });
});

test('a part that a script moves into place is found', () => {
  const late = '<template id="B:0"></template><p id="S">x</p><div hidden id="S:0">late</div>';
  expect(checkWhole(plant({'docs/a.html': page(late)}))).toEqual([
    expect.stringContaining('docs/a.html has a part that a script moves into place (id "B:0")'),
    expect.stringContaining('(id "S:0")'),
  ]);
});

describe('machines', () => {
  const twin = '<link rel="alternate" type="text/markdown" href="https://org.example/docs/a.md">';
  const data = '<script type="application/ld+json">{"@type": "LearningResource"}</script>';
  const tags = ['og:title', 'og:url', 'og:image', 'og:type', 'description']
    .map(property => `<meta property="${property}" content="x">`)
    .join('');
  const canonical = '<link rel="canonical" href="https://org.example/docs/a">';
  const sound = {
    'sitemap.xml': '<loc>https://org.example/docs/a</loc>',
    'llms.txt': '',
    'llms-full.txt': '',
    'blog/rss.xml': '',
    'versions/rss.xml': '',
    'versions/atom.xml': '',
    'blog/atom.xml': '',
    'docs/a.html': page('', tags + canonical + twin + data),
    'docs/a.md': '# A\n\n`<Term>` in code is fine',
  };
  const findings = (change: Readonly<Record<string, string>>) =>
    checkMachines(plant({...sound, ...change}), 'https://org.example');

  test('a sound site passes', () => {
    expect(findings({})).toEqual([]);
  });

  test.each([
    [
      'an address without a page',
      {'sitemap.xml': '<loc>https://org.example/docs/b</loc>'},
      /has no page/,
    ],
    [
      'a short link in the sitemap',
      {'sitemap.xml': '<loc>https://org.example/s/1</loc>'},
      /short links do not/,
    ],
    [
      'a page without a picture',
      {'docs/a.html': page('', (tags + canonical + twin + data).replace('og:image', 'x'))},
      /lacks <meta og:image>/,
    ],
    [
      'a wrong canonical address',
      {'docs/a.html': page('', tags + twin + data)},
      /canonical address is missing/,
    ],
    [
      'a page without a twin',
      {'docs/a.html': page('', tags + canonical + data)},
      /no link to its Markdown twin/,
    ],
    [
      'a page without structured data',
      {'docs/a.html': page('', tags + canonical + twin)},
      /LearningResource/,
    ],
    [
      'JSX in a twin',
      {'docs/a.md': 'A <Term id="x">word</Term>'},
      /"<Term id="x">" is no Markdown/,
    ],
  ])('%s is found', (_name, change, message) => {
    expect(findings(change as Record<string, string>)).toContainEqual(
      expect.stringMatching(message),
    );
  });
});
