import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {parseAllDocuments} from 'yaml';
import type {MeshConfig} from '../../src/mesh';

/** A recorded case; `conformance/README.md` names the fields. */

export interface Behaviour {
  status?: number;
  delayMs?: number;
  headers?: Record<string, string>;
  body?: string;
  reset?: boolean;
  close?: boolean;
  garbage?: boolean;
  hang?: boolean;
  refuse?: boolean;
}

export type Behaviours = Record<string, Behaviour | Behaviour[]>;

export interface CaseRequest {
  url: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
  repeat?: number;
  concurrent?: number;
  everyMs?: number;
  waitMs?: number;
  upstreams?: Behaviours;
  abortAfterMs?: number;
  dial?: string;
  sni?: string;
  sourceIp?: string;
  timed?: boolean;
  exactPods?: boolean;
}

/** What was answered, or what a model answers: the same shape. */
export type Answer = Record<string, unknown>;

export interface Rejection {
  resource: string;
  severity: string;
  message?: string;
}

export interface Case {
  id: string;
  title: string;
  topic: string;
  from?: {workload: string; namespace?: string} | {gateway: string};
  inbound?: unknown;
  sidecars?: string[];
  mesh?: MeshConfig;
  config: string;
  upstreams?: Behaviours;
  timed?: boolean;
  exactPods?: boolean;
  requests: CaseRequest[];
  rejected?: Rejection[];
  envoyRefuses?: string;
  expect: Answer[];
  schema?: unknown;
  validation?: unknown;
}

export interface World {
  yaml: string;
  /** Hosts outside the mesh. */
  pods: {name: string; workload: string; ip: string; ports: number[]}[];
  dns: Record<string, string>;
}

/** What stands beside the cases. */
const NO_CASES = ['known-gaps.json', 'report.json'];

/** Every `.json` file below a folder, or the one file; sorted, so that output can be compared. */
export function readCases(place: string): Case[] {
  if (!existsSync(place)) throw new Error(`${place}: there is no such file or folder of cases.`);
  if (!statSync(place).isDirectory()) {
    const found = JSON.parse(readFileSync(place, 'utf8')) as Case;
    if (typeof found.id !== 'string' || typeof found.config !== 'string')
      throw new Error(`${place}: a case has at least "id" and "config".`);
    return [found];
  }
  return readdirSync(place)
    .sort()
    .flatMap(name => {
      const file = path.join(place, name);
      if (statSync(file).isDirectory())
        return name === 'world' || name.startsWith('_') ? [] : readCases(file);
      return name.endsWith('.json') && !NO_CASES.includes(name) ? readCases(file) : [];
    });
}

export function readWorld(folder: string): World {
  const externals = parseAllDocuments(
    readFileSync(path.join(folder, 'externals.yaml'), 'utf8'),
  )[0]?.toJS() as Pick<World, 'pods' | 'dns'>;
  return {...externals, yaml: readFileSync(path.join(folder, 'world.yaml'), 'utf8')};
}
