import {VERSIONS, type Subject} from '../../src/data/versions';
import type {ThenNowEntry} from '../../src/data/types';

/** A text file, by its path from the root of the project. */
export interface TextFile {
  file: string;
  text: string;
}

export interface Mention {
  file: string;
  /** From 1. */
  line: number;
  text: string;
}

export interface VersionReport {
  subject: Subject;
  /** Lines that name the version, by part of the project. */
  parts: {title: string; mentions: Mention[]}[];
  /** Boxes of then and now that were checked against it. */
  boxes: ThenNowEntry[];
  /** Boxes that were checked against an older version of the same thing. */
  behind: ThenNowEntry[];
  /** Files that follow the source of Istio without naming a version. */
  engine: string[];
}

/** The first part that takes a file has it. */
const PARTS: readonly {title: string; holds: (file: string) => boolean}[] = [
  {title: 'Pages', holds: file => /^(?:docs|blog)\//.test(file)},
  {title: 'Examples', holds: file => file.startsWith('examples/')},
  {title: 'Sources', holds: file => file.startsWith('src/data/sources/')},
  {title: 'Boxes of then and now', holds: file => file.startsWith('src/data/then-and-now/')},
  {title: 'Other data', holds: file => file.startsWith('src/data/')},
  {title: 'Engine and analyzers', holds: file => file.startsWith('src/mesh/')},
  {title: 'Scripts, demo and the rest', holds: () => true},
];

/** What the engine says in the name of Istio: analyzers, the webhook, and the shapes of kinds. */
const ENGINE =
  /^src\/mesh\/(?:lint\/|model\/(?:admission|schema|webhook)|security\/(?:schema|webhook))/;

/** Names of a thing as pages and code write them. */
const NAMES: Readonly<Record<Subject, RegExp>> = {
  istio: /./,
  envoy: /envoy/i,
  kubernetes: /kubernetes|kindest|k8s/i,
  'gateway-api': /gateway.?api/i,
};

/** Tells whether a line names the minor version of a thing; numbers of Istio are told by themselves, all others with a name beside them. */
function names(line: string, subject: Subject): boolean {
  const minor = VERSIONS[subject].minor.replace('.', '\\.');
  return new RegExp(`(?<![\\d.])${minor}(?!\\d)`).test(line) && NAMES[subject].test(line);
}

/** What has to be looked at again when the thing has a new minor version. */
export function reportVersions(
  subject: Subject,
  files: readonly TextFile[],
  thenAndNow: readonly ThenNowEntry[],
): VersionReport {
  const parts = PARTS.map(({title}) => ({title, mentions: [] as Mention[]}));
  for (const {file, text} of files) {
    const part = parts[PARTS.findIndex(({holds}) => holds(file))];
    for (const [at, line] of text.split('\n').entries()) {
      if (names(line, subject)) part?.mentions.push({file, line: at + 1, text: line.trim()});
    }
  }
  const {name, minor} = VERSIONS[subject];
  const own = thenAndNow.filter(({checkedAgainst}) => checkedAgainst.startsWith(`${name} `));
  const isCurrent = ({checkedAgainst}: ThenNowEntry) => checkedAgainst === `${name} ${minor}`;
  return {
    subject,
    parts: parts.filter(({mentions}) => mentions.length > 0),
    boxes: own.filter(isCurrent),
    behind: own.filter(entry => !isCurrent(entry)),
    engine:
      subject === 'istio' ? files.map(({file}) => file).filter(file => ENGINE.test(file)) : [],
  };
}

const WIDTH = 100;
const short = (text: string) => (text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['', `${title} (${lines.length})`, ...lines.map(it => `  ${it}`)];
}

export function formatVersionReport({
  subject,
  parts,
  boxes,
  behind,
  engine,
}: VersionReport): string {
  const {name, minor, exact} = VERSIONS[subject];
  const box = ({id, page, checkedAgainst}: ThenNowEntry) => `${id}, on ${page}: ${checkedAgainst}`;
  return [
    `${name} ${minor} (${exact}): what to look at again when a new minor version is out.`,
    ...parts.flatMap(({title, mentions}) =>
      section(
        title,
        mentions.map(({file, line, text}) => `${file}:${line}  ${short(text)}`),
      ),
    ),
    ...section(`Boxes checked against ${name} ${minor}`, boxes.map(box)),
    ...section('Boxes checked against an older one', behind.map(box)),
    ...section('Follows the source of Istio without naming a version', engine),
    '',
    'Then: raise src/data/versions.ts and add a change there; `npm run schemas`; record the cases of conformance/ anew; `npm test`.',
  ].join('\n');
}
