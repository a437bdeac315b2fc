import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {say} from '../../scripts/lib/content/pages';
import {codeProse, pageProse, readProse} from '../../scripts/lib/content/prose';
import {checkSpelling, readSettings} from '../../scripts/lib/content/spelling';
import {checkTerminology} from '../../scripts/lib/content/terminology';
import {plant} from './planted';

const root = path.resolve(__dirname, '../..');
const settings = readSettings(root);
const prose = readProse(root);

describe('what readers and contributors read', () => {
  it('is spelt as the dictionaries say', {timeout: 60_000}, async () => {
    expect((await checkSpelling(prose, settings)).map(say)).toEqual([]);
  });
  it('writes each thing in one way', () => {
    const findings = prose.flatMap(({file, line, text}) => checkTerminology(file, text, line));
    expect(findings.map(say)).toEqual([]);
  });
  it('does not hold the speaker’s own words to it', () => {
    expect(prose.some(({file}) => file === 'src/data/talk.ts')).toBe(false);
  });
});

describe('spelling', () => {
  const check = async (body: string) =>
    (await checkSpelling(pageProse(plant(body)), settings)).map(say);
  it('names page, line and word', {timeout: 60_000}, async () => {
    expect(await check('Right.\n\nThis is\nrongly spelt.')).toEqual([
      expect.stringMatching(
        /^docs\/01-evolution\/planted\.mdx:13: “rongly” is in no dictionary; perhaps/,
      ),
    ]);
  });
  it('reads titles of words and labels of diagrams, no code', async () => {
    const body =
      '`rongly`\n\n```console\n$ rongly\n```\n\n<Pitfall title="A firsst">\n\nText.\n\n</Pitfall>\n\n```mermaid\nflowchart TB\n  accTitle: A secund\n  rongly["A thirdd"]\n```';
    expect(await check(body)).toEqual(
      ['firsst', 'secund', 'thirdd'].map(word => expect.stringContaining(`“${word}”`) as string),
    );
  });
});

describe('texts in code', () => {
  const of = (source: string) =>
    codeProse('src/widgets/X.tsx', source)
      .map(({text}) => text.trim())
      .filter(Boolean);
  it('are sentences, labels and text between tags', () => {
    expect(of('const a = <p aria-label="Say it" className="btn mian">Read me</p>;')).toEqual([
      'Say it',
      'Read me',
    ]);
    expect(of('const a = {id: "one two three", text: "four five six"};')).toEqual([
      'four five six',
    ]);
    expect(of('import x from "some module"; const a = `seven ${x} eight nine`;')).toEqual([
      'eight nine',
    ]);
  });
  it('know their line', () => {
    expect(codeProse('src/data/x.ts', 'const a = 1;\nconst b = "two words";')[0]?.line).toBe(2);
  });
});

describe('terminology', () => {
  const check = (text: string) => checkTerminology('docs/x.mdx', text, 7).map(say);
  it.each([
    ['a side-car', 'sidecar'],
    ['Micro-services', 'microservice'],
    ['on kubernetes', 'Kubernetes'],
    ['on K8s', 'Kubernetes'],
    ['the Service Mesh', 'service mesh'],
    ['over GRPC', 'gRPC'],
    ['in Javascript', 'JavaScript'],
    ['with mtls', 'mTLS'],
    ['the control-plane', 'control plane'],
    ['a Virtual Service', 'VirtualService'],
    ['a time-out', 'timeout'],
    ['the color', 'colour'],
    ['a yaml file', 'YAML'],
  ])('%j: write %s', (text, right) => {
    expect(check(`Fine.\nHere is ${text}.`)).toEqual([
      expect.stringMatching(new RegExp(`^docs/x\\.mdx:8: .*write ${right}$`)),
    ]);
  });
  it('leaves right words, addresses, names of files and quotes alone', () => {
    expect(
      check(
        'Kubernetes, gRPC, sidecar, istio.io, istio-proxy, kubernetes.io/docs, deployment.yaml, “micro-services”, an “Istio, your K8S cluster’s best friend”',
      ),
    ).toEqual([]);
    expect(check('Istio ⛵️, le meilleur ami de votre cluster K8S ❤️')).toEqual([]);
  });
});
