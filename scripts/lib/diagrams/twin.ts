/** What a diagram consists of, as Mermaid understood it. */
export type Parts =
  | {
      kind: 'flowchart';
      nodes: {id: string; text: string; classes: string[]}[];
      edges: {from: string; to: string; text: string; classes: string[]; both: boolean; directed: boolean}[];
      groups: {id: string; title: string; nodes: string[]}[];
    }
  | {kind: 'sequence'; steps: {type: string; from: string; to: string; text: string}[]}
  | {
      kind: 'state';
      states: {id: string; text: string; role: 'start' | 'end' | 'group' | 'note' | 'state'; parent?: string}[];
      moves: {from: string; to: string; text: string}[];
    };

const join = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('; ')} and ${names.at(-1)}`;

/** Lines of a label, as one. */
const spoken = (text: string) => text.split(' / ').join(' ');

/** Labels by id: the first line is the name, the others are added where two boxes share it. */
function namesOf(labels: readonly {id: string; text: string}[]): Map<string, string> {
  const first = (text: string) => text.split(' / ')[0] ?? text;
  return new Map(
    labels.map(({id, text}) => {
      const isAlone = labels.every(other => other.id === id || first(other.text) !== first(text));
      return [id, isAlone ? first(text) : spoken(text)];
    }),
  );
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? spoken(text) : `${spoken(text)}.`);

const MEANING: Readonly<Record<string, string>> = {
  service: 'service',
  pod: 'pod',
  proxy: 'proxy',
  control: 'control plane',
  request: 'request',
  mirror: 'mirrored copy',
  refused: 'refused',
  v1: 'version 1',
  v2: 'version 2',
  outside: 'outside',
  note: 'remark',
};

/** ` (pod, version 2)`, leaving out what the label says itself. */
function meaningOf(text: string, classes: readonly string[]): string {
  const words = classes
    .map(name => MEANING[name])
    .filter(word => word !== undefined && !text.toLowerCase().includes(word));
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function ofFlowchart({nodes, edges, groups}: Extract<Parts, {kind: 'flowchart'}>): string[] {
  const name = namesOf([...groups.map(({id, title}) => ({id, text: title})), ...nodes]);
  const full = new Map<string, string>();
  // Two proxies, each in its pod: the pod tells them apart.
  for (const {id} of nodes) {
    const isShared = nodes.some(other => other.id !== id && name.get(other.id) === name.get(id));
    const group = groups.find(({nodes: inside}) => inside.includes(id));
    if (isShared && group !== undefined) full.set(id, `${name.get(id)} in ${group.title}`);
  }
  const called = (id: string) => full.get(id) ?? name.get(id) ?? id;
  const grouped = groups.map(({title, nodes: inside}) => sentence(`${title} holds ${join(inside.map(id => name.get(id) ?? id))}`));
  const arrows = edges.map(({from, to, text, classes, both, directed}) => {
    const way = both || !directed ? `Between ${called(from)} and ${called(to)}` : `From ${called(from)} to ${called(to)}`;
    const kind = meaningOf(text, classes);
    return sentence(text === '' ? `${way}${kind}` : `${way}${kind}: ${text}`);
  });
  const told = nodes
    .map(({text, classes}) => ({text, meaning: meaningOf(text, classes)}))
    .filter(({text, meaning}) => meaning !== '' || text !== spoken(text))
    .map(({text, meaning}) => `${text}${meaning}`);
  const reached = new Set([...edges.flatMap(({from, to}) => [from, to]), ...groups.flatMap(group => group.nodes)]);
  const alone = nodes.filter(({id}) => !reached.has(id)).map(({text}) => text);
  return [
    ...(told.length === 0 ? [] : [sentence(`Boxes: ${join(told)}`)]),
    ...grouped,
    ...arrows,
    ...(alone.length === 0 ? [] : [sentence(`On their own: ${join(alone)}`)]),
  ];
}

const BLOCKS: Readonly<Record<string, string>> = {
  LOOP_START: 'Again and again',
  ALT_START: 'Either',
  ALT_ELSE: 'Or',
  OPT_START: 'Sometimes',
  PAR_START: 'At the same time',
  PAR_OVER_START: 'At the same time',
  PAR_AND: 'And at the same time',
  CRITICAL_START: 'All or nothing',
  CRITICAL_OPTION: 'Otherwise',
  BREAK_START: 'Stop here',
};

function ofSequence({steps}: Extract<Parts, {kind: 'sequence'}>): string[] {
  return steps.flatMap(({type, from, to, text}) => {
    const said = text === '' ? '' : `: ${text}`;
    if (type === 'NOTE') return [sentence(`At ${from === to ? from : `${from} and ${to}`}${said}`)];
    const block = BLOCKS[type];
    if (block !== undefined) return [sentence(`${block}${said}`)];
    if (/_END$/.test(type) && !type.startsWith('ACTIVE') && !type.startsWith('RECT')) {
      return ['Then it goes on.'];
    }
    if (!/^(SOLID|DOTTED|BIDIRECTIONAL)/.test(type)) return [];
    const way = from === to ? `${from}, to itself` : type.startsWith('DOTTED') ? `${from} answers ${to}` : `${from} to ${to}`;
    return [sentence(`${way}${type.endsWith('CROSS') ? ' (does not arrive)' : ''}${said}`)];
  });
}

function ofState({states, moves}: Extract<Parts, {kind: 'state'}>): string[] {
  const byId = new Map(states.map(state => [state.id, state]));
  const name = namesOf(states);
  const called = (id: string) => name.get(id) ?? id;
  const groups = states
    .filter(({role}) => role === 'group')
    .map(({id, text}) => {
      const inside = states.filter(({parent, role}) => parent === id && role === 'state');
      return sentence(`${text} holds ${join(inside.map(state => state.text))}`);
    });
  const told = moves.flatMap(({from, to, text}) => {
    const said = text === '' ? '' : `: ${text}`;
    const [source, target] = [byId.get(from)?.role, byId.get(to)?.role];
    if (source === 'note') return [sentence(`At ${called(to)}: ${called(from)}`)];
    if (target === 'note') return [sentence(`At ${called(from)}: ${called(to)}`)];
    if (source === 'start') return [sentence(`It begins in ${called(to)}${said}`)];
    if (target === 'end') return [sentence(`It ends after ${called(from)}${said}`)];
    if (from === to) return [sentence(`${called(from)} stays${said}`)];
    return [sentence(`From ${called(from)} to ${called(to)}${said}`)];
  });
  return [...groups, ...told];
}

/** The diagram in sentences, one an arrow, message or transition, in the author's order. */
export function toSentences(parts: Parts): string[] {
  switch (parts.kind) {
    case 'flowchart':
      return ofFlowchart(parts);
    case 'sequence':
      return ofSequence(parts);
    case 'state':
      return ofState(parts);
    default:
      return parts satisfies never;
  }
}
