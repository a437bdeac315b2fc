import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {formatVersionReport, reportVersions} from '../../scripts/lib/version-report';
import {RELEASES} from '../../src/data/releases';
import {THEN_AND_NOW} from '../../src/data/then-and-now';
import type {ThenNowEntry} from '../../src/data/types';
import {CHANGES, SUBJECTS, VERSIONS, type Subject} from '../../src/data/versions';
import {shownVersions, versionFeed} from '../../src/plugins/versions';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Text files that cannot import the list, and name an exact version of a thing. */
const NAMED: readonly [subject: Subject, pattern: RegExp][] = [
  ['istio', /(?:ISTIO_VERSION=|--version |istio-)(\d+\.\d+\.\d+)/g],
  ['istio', /istio\/release-(\d+\.\d+)\/samples/g],
  ['envoy', /Envoy (\d+\.\d+\.\d+)/g],
  ['kubernetes', /kindest\/node:v(\d+\.\d+\.\d+)/g],
  ['gateway-api', /gateway-api\/releases\/download\/v(\d+\.\d+\.\d+)/g],
];

const files = [
  ...['docs', 'blog'].flatMap(folder =>
    readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
      .filter(file => file.endsWith('.mdx'))
      .map(file => path.join(folder, file)),
  ),
  'demo/cluster/up.sh',
  'demo/cluster/down.sh',
];

/** Where a file names another version than the list. */
function strays(file: string, text: string): string[] {
  return NAMED.flatMap(([subject, pattern]) =>
    [...text.matchAll(pattern)].flatMap(([words, version = '']) => {
      const {minor, exact, name} = VERSIONS[subject];
      return version === exact || version === minor
        ? []
        : [`${file}: “${words}”, and src/data/versions.ts has ${name} ${exact}`];
    }),
  );
}

describe('the versions of the course', () => {
  it('are three numbers that begin with the two that pages speak of', () => {
    for (const {minor, exact} of Object.values(VERSIONS)) expect(exact).toMatch(`${minor}.`);
  });
  it('are those that commands and pages name', () => {
    expect(files.flatMap(file => strays(file, read(file)))).toEqual([]);
    const all = files.map(read).join('\n');
    for (const [, pattern] of NAMED) expect(all).toMatch(new RegExp(pattern, ''));
    expect(strays('a.sh', 'ISTIO_VERSION=1.30.2')).toEqual([expect.stringContaining('1.30.2')]);
  });
  it('are those of the records: releases, recorded answers, schemas', () => {
    expect(RELEASES.at(-1)?.version).toBe(VERSIONS.istio.minor);
    const {versions} = JSON.parse(read('conformance/report.json')) as {versions: {envoy: string}[]};
    for (const {envoy} of versions) expect(envoy.split(' ')[0]).toBe(VERSIONS.envoy.exact);
    const {sources} = JSON.parse(read('schemas/origin.json')) as {
      sources: {module: string; version: string}[];
    };
    const versionOf = (module: string) => sources.find(source => source.module === module)?.version;
    expect(versionOf('istio.io/api')).toBe(`v${VERSIONS.istio.exact}`);
    expect(versionOf('sigs.k8s.io/gateway-api')).toBe(`v${VERSIONS['gateway-api'].exact}`);
    expect(versionOf('k8s.io/kubernetes')).toBe(`v${VERSIONS.kubernetes.exact}`);
  });
  it('each have a change that brought them, the newest first', () => {
    for (const subject of SUBJECTS) {
      expect(CHANGES.find(change => change.subject === subject)?.minor).toBe(
        VERSIONS[subject].minor,
      );
    }
    const days = CHANGES.map(({day}) => day);
    expect(days).toEqual([...days].sort().reverse());
  });
  it('have a source and every box beside them', () => {
    const {sources, boxes} = shownVersions(THEN_AND_NOW);
    expect(sources).toHaveLength(SUBJECTS.length);
    expect(boxes).toHaveLength(THEN_AND_NOW.length);
    expect(boxes).toContainEqual({
      title: expect.any(String) as string,
      href: '/docs/architecture/control-plane-then#then-now-mixer',
      checkedAgainst: 'Istio 1.31',
    });
  });
});

describe('the feed', () => {
  const feed = versionFeed(
    [{day: '2027-02-01', subject: 'istio', minor: '1.32', text: 'Now <1.32> & more.'}],
    {title: 'Voyage', address: 'https://example.org/base'},
  );
  it('names each change, its day and its place on the page', () => {
    expect(feed.atom1()).toContain('<updated>2027-02-01T00:00:00.000Z</updated>');
    expect(feed.atom1()).toContain('href="https://example.org/base/versions#istio-1-32"');
    expect(feed.rss2()).toContain('<title><![CDATA[Istio 1.32]]></title>');
    expect(feed.rss2()).toContain('Now <1.32> & more.');
  });
});

describe('the report', () => {
  const box = (id: string, checkedAgainst: string): ThenNowEntry => ({
    id,
    title: id,
    then: {when: '2018', text: 'x'},
    now: {when: '2026', text: 'y'},
    checkedAgainst,
    sources: [],
    page: 'evolution/docker',
  });
  const planted = [
    {file: 'docs/a.mdx', text: 'One.\nIstio 1.31 does it.\nOld: 1.310, 11.31, 0.1.31.'},
    {file: 'src/data/sources/a.ts', text: "url: 'https://x/release-1.31/y'"},
    {file: 'src/mesh/lint/kinds.ts', text: 'no version'},
    {file: 'demo/up.sh', text: 'GATEWAY_API=v1.6.1\nold=1.6'},
  ];
  it('finds lines, boxes, and the analyzers that name no version', () => {
    const report = reportVersions('istio', planted, [
      box('a', 'Istio 1.31'),
      box('b', 'Istio 1.30'),
      box('c', 'Kubernetes 1.36'),
    ]);
    expect(
      report.parts.map(({title, mentions}) => [title, mentions.map(({line}) => line)]),
    ).toEqual([
      ['Pages', [2]],
      ['Sources', [1]],
    ]);
    expect(report.boxes.map(({id}) => id)).toEqual(['a']);
    expect(report.behind.map(({id}) => id)).toEqual(['b']);
    expect(report.engine).toEqual(['src/mesh/lint/kinds.ts']);
    const text = formatVersionReport(report);
    expect(text).toContain('docs/a.mdx:2  Istio 1.31 does it.');
    expect(text).toContain('Boxes checked against an older one (1)\n  b, on evolution/docker');
  });
  it('tells other things by their name', () => {
    const {parts} = reportVersions('gateway-api', planted, []);
    expect(parts.flatMap(({mentions}) => mentions.map(({line}) => line))).toEqual([1]);
  });
});
