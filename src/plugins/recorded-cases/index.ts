import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';
import {CASES_FOLDER, type ListedCase} from '../../data/shown-case';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {FOLDERS} from '../../../scripts/lib/conformance-fidelity';
import {readTestKeys} from '../../../scripts/lib/conformance-tokens';
import {shownCase} from './shown';

/**
 * Every recorded case as a file that `/fidelity` fetches when a reader opens it: the record, and what the engine of this build makes
 * of it. `npm start` has none of them.
 */
export function recordedCases({siteDir}: LoadContext): Plugin {
  return {
    name: 'recorded-cases',
    async postBuild({outDir}) {
      const conformance = join(siteDir, 'conformance');
      const world = readWorld(join(conformance, 'world'));
      const keys = readTestKeys(join(conformance, 'world'));
      const write = (name: string, content: unknown) => {
        const target = join(outDir, CASES_FOLDER, `${name}.json`);
        mkdirSync(dirname(target), {recursive: true});
        writeFileSync(target, JSON.stringify(content));
      };
      const list: ListedCase[] = [];
      for (const folder of FOLDERS)
        for (const test of readCases(join(conformance, folder))) {
          const shown = await shownCase(`conformance/${test.id}.json`, test, world, keys);
          const {id, title, topic} = shown;
          list.push({id, title, topic});
          write(id, shown);
        }
      write('cases', list);
      copyFileSync(
        join(conformance, 'world', 'world.yaml'),
        join(outDir, CASES_FOLDER, 'world.yaml'),
      );
    },
  };
}
