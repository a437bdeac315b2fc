import text from '@site/examples/landing/canary/search-virtual-service.yaml?raw';
import type {Version} from '@site/src/components/Canary/course';

export const FILE = 'examples/landing/canary/search-virtual-service.yaml';

export type Weights = Readonly<Record<Version, number>>;

/** What a visitor can turn. */
export interface Settings {
  weights: Weights;
  /** Whether `ui` sends `version: beta`. */
  header: boolean;
  seed: number;
}

export const MOST = 100;

const WEIGHT = /(weight: )(\d+)/g;

/** The rule with these weights, v1 first, as a file that a cluster accepts. */
export function ruleWith({v1, v2}: Weights): string {
  const values = [v1, v2];
  return text.replace(WEIGHT, (_, key: string) => `${key}${values.shift() ?? 0}`);
}

export interface RuleLine {
  /** As the file counts, from 1. */
  number: number;
  /** With its blanks, up to and including the colon. */
  key: string;
  value: string;
  /** The version whose weight stands here. */
  weight?: Version;
}

/** All below `http` is two blanks deep in the file; a phone has no room for them. */
const DEPTH = 2;

/** The part of the rule that decides, line by line. */
export function linesOf(rule: string): RuleLine[] {
  const versions: Version[] = ['v1', 'v2'];
  return rule
    .trimEnd()
    .split('\n')
    .map((line, index): RuleLine => {
      const [, key = '', value = ''] = /^([^:]*:)(.*)$/.exec(line.slice(DEPTH)) ?? [];
      const weight = line.trim().startsWith('weight:') ? versions.shift() : undefined;
      return {
        number: index + 1,
        key,
        value: value.trim(),
        ...(weight === undefined ? {} : {weight}),
      };
    })
    .slice(6);
}
