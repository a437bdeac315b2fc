import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseAllDocuments} from 'yaml';
import {foldersOf, type Api, type Step} from './walkthrough/steps';

export const ROOT = path.resolve(__dirname, '..');
export const DEMO_FOLDER = 'examples/demo';

/** One YAML file of the demo. */
export interface Manifest {
  /** Path from the root of the repository, as a page writes it. */
  file: string;
  text: string;
}

/** The files of one folder, in the order in which `kubectl apply -f` takes them. */
export function readFolder(folder: string, root: string = ROOT): readonly Manifest[] {
  const absolute = path.join(root, DEMO_FOLDER, folder);
  return readdirSync(absolute)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({
      file: `${DEMO_FOLDER}/${folder}/${name}`,
      text: readFileSync(path.join(absolute, name), 'utf8'),
    }));
}

interface Identified {
  apiVersion?: string;
  kind?: string;
  metadata?: {name?: string; namespace?: string};
}

/** What makes two documents the same object for the API server: kind and name. */
export function identities({text}: Manifest): readonly string[] {
  return parseAllDocuments(text).map(document => {
    const {apiVersion, kind, metadata} = document.toJS() as Identified;
    const group = apiVersion?.includes('/') === true ? apiVersion.split('/')[0] : 'core';
    return `${group ?? ''}/${kind ?? ''} ${metadata?.namespace ?? 'default'}/${metadata?.name ?? ''}`;
  });
}

/** What the cluster holds after these steps: of each object, the file applied last. */
export function stateAfter(
  steps: readonly Step[],
  api: Api,
  root: string = ROOT,
): ReadonlyMap<string, Manifest> {
  const state = new Map<string, Manifest>();
  for (const step of steps) {
    for (const folder of foldersOf(step, api)) {
      for (const manifest of readFolder(folder, root)) {
        for (const id of identities(manifest)) state.set(id, manifest);
      }
    }
  }
  return state;
}
