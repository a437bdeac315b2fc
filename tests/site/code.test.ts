import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findLeftOut} from '../../scripts/lib/gates/lean-client';
import {findUnpublished} from '../../scripts/lib/gates/published-examples';

const root = join(__dirname, '../..');
const build = join(root, 'build');

let planted = '';
beforeAll(() => {
  planted = mkdtempSync(join(tmpdir(), 'built-'));
});
afterAll(() => {
  rmSync(planted, {recursive: true});
});
const plant = (path: string, text: string) => {
  mkdirSync(dirname(join(planted, path)), {recursive: true});
  writeFileSync(join(planted, path), text);
};

describe('the scripts of the built site', () => {
  it('hold no library that no page needs', () => {
    expect(findLeftOut(build)).toEqual([]);
  });

  it('are refused when one comes back, or when there is no build', () => {
    plant('build/assets/js/main.js', 'x.run("before-tokenize",e)');
    plant('build/assets/js/page.js', 'Symbol.asyncDispose');
    plant('build/assets/js/config.js', '{beforeDefaultRemarkPlugins:[[null,{root:"/home/me"}]]}');
    plant('build/assets/js/fine.js', 'export const prism = {};');
    expect(findLeftOut(join(planted, 'build'))).toEqual([
      expect.stringContaining('assets/js/config.js holds the configuration of the build'),
      expect.stringContaining('assets/js/main.js holds Prism'),
      expect.stringContaining('assets/js/page.js holds tslib'),
    ]);
    expect(findLeftOut(join(planted, 'nowhere'))).toEqual([
      expect.stringContaining('npm run build'),
    ]);
  });
});

describe('the examples', () => {
  it('can be fetched from the built site, as they are', () => {
    expect(findUnpublished(root, build)).toEqual([]);
  });

  it('are missed when they are not there or not the same', () => {
    plant('examples/a/lost.yaml', 'a: 1\n');
    plant('examples/a/old.yaml', 'a: 2\n');
    plant('examples/a/same.yaml', 'a: 3\n');
    plant('site/examples/a/old.yaml', 'a: 1\n');
    plant('site/examples/a/same.yaml', 'a: 3\n');
    expect(findUnpublished(planted, join(planted, 'site'))).toEqual([
      'examples/a/lost.yaml is not in the built site',
      'examples/a/old.yaml differs in the built site: build it anew',
    ]);
  });
});
