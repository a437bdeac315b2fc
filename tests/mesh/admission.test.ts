import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {ADMISSION, buildMesh, parseDocuments} from '../../src/mesh';
import {readCases, readWorld, type Rejection} from '../../scripts/lib/conformance-case';
import {rejectedResources} from '../../scripts/lib/conformance-play';
import {re2} from '../../scripts/lib/conformance-regex';

/** What API server and webhook refuse, as recorded; the words are compared where analysis is tested. */

const root = path.resolve(__dirname, '..', '..', 'conformance');
const world = readWorld(path.join(root, 'world'));
const cases = readCases(path.join(root, 'lint'));

describe('documents that are refused', () => {
  it.each(cases.map(test => [test.id, test]))('%s', (_, test) => {
    const recorded = [test.schema, test.validation]
      .flatMap(list => (list ?? []) as Rejection[])
      .filter(({severity}) => severity === 'error')
      .map(({resource}) => resource);
    const parsed = parseDocuments(test.config, 'config.yaml');
    const {diagnostics} = buildMesh(
      [...parseDocuments(world.yaml, 'world.yaml').documents, ...parsed.documents],
      {regex: re2, admission: ADMISSION},
    );
    const refused = rejectedResources([...parsed.diagnostics, ...diagnostics]);
    expect([...refused].sort()).toEqual([...new Set(recorded)].sort());
  });

  it('looks at many', () => {
    expect(cases.length).toBeGreaterThan(60);
  });
});
