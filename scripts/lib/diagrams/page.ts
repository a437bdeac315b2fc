import type {Mermaid} from 'mermaid';
import type * as drawingModule from '../../../src/theme/Mermaid/drawing';
import type {Parts} from './twin';

/** Loaded beside this file, not by it. */
type Drawing = typeof drawingModule;

/** What Chromium hands back for one diagram. */
export interface Drawn {
  svg: string;
  parts: Parts;
  width: number;
  tooLong: string[];
}

interface FlowchartDb {
  getVertices(): Map<string, {id: string; text?: string; classes: string[]}>;
  getEdges(): {start: string; end: string; text: string; type?: string; classes: string[]}[];
  getSubGraphs(): {id: string; title: string; nodes: string[]}[];
}

interface SequenceDb {
  getActors(): Map<string, {name: string; description: string}>;
  getMessages(): {from?: string; to?: string; message?: unknown; type?: number}[];
  LINETYPE: Record<string, number>;
}

interface StateDb {
  getData(): {
    nodes: {id: string; label?: string | string[]; shape: string; isGroup?: boolean; parentId?: string; cssClasses?: string}[];
    edges: {start: string; end: string; label?: string}[];
  };
}

const plain = (text: unknown) =>
  (typeof text === 'string' ? text : '')
    .replace(/<br\s*\/?>/gi, ' / ')
    .replace(/#quot;|&quot;/g, '"')
    .replace(/\s+/g, ' ')
    .trim();

function partsOfFlowchart(db: FlowchartDb): Parts {
  return {
    kind: 'flowchart',
    nodes: Array.from(db.getVertices().values(), ({id, text, classes}) => ({
      id,
      text: plain(text) || id,
      classes,
    })),
    edges: db.getEdges().map(({start, end, text, type = '', classes}) => ({
      from: start,
      to: end,
      text: plain(text),
      classes,
      both: type.startsWith('double'),
      directed: type !== 'arrow_open',
    })),
    groups: db.getSubGraphs().map(({id, title, nodes}) => ({id, title: plain(title) || id, nodes})),
  };
}

function partsOfSequence(db: SequenceDb): Parts {
  const names = new Map(Array.from(db.getActors(), ([id, {description}]) => [id, plain(description) || id]));
  const typeName = new Map(Object.entries(db.LINETYPE).map(([name, number]) => [number, name]));
  return {
    kind: 'sequence',
    steps: db.getMessages().map(({from = '', to = '', message, type}) => ({
      type: typeName.get(type ?? -1) ?? '',
      from: names.get(from) ?? from,
      to: names.get(to) ?? to,
      text: plain(message),
    })),
  };
}

function partsOfState(db: StateDb): Parts {
  const {nodes, edges} = db.getData();
  const text = (label: string | string[] | undefined) =>
    plain(Array.isArray(label) ? label.join(', ') : label);
  return {
    kind: 'state',
    // A note comes with a group of its own that only helps the layout.
    states: nodes.filter(({shape}) => shape !== 'noteGroup').map(({id, label, shape, isGroup = false, parentId}) => ({
      id,
      text: text(label) || id,
      role: shape === 'stateStart' ? 'start' : shape === 'stateEnd' ? 'end' : shape === 'note' ? 'note' : isGroup ? 'group' : 'state',
      ...(parentId !== undefined && {parent: parentId}),
    })),
    moves: edges.map(({start, end, label}) => ({from: start, to: end, text: text(label)})),
  };
}

/** Draws one diagram in the page it is called in. */
export async function draw(mermaid: Mermaid, drawing: Drawing, id: string, source: string): Promise<Drawn> {
  mermaid.initialize(drawing.CONFIG);
  const {db, type} = await mermaid.mermaidAPI.getDiagramFromText(source);
  const parts =
    type === 'sequence'
      ? partsOfSequence(db as unknown as SequenceDb)
      : type === 'stateDiagram'
        ? partsOfState(db as unknown as StateDb)
        : partsOfFlowchart(db as unknown as FlowchartDb);
  const {svg} = await mermaid.render(id, drawing.withLooks(source));
  const place = document.createElement('div');
  place.innerHTML = svg;
  document.body.replaceChildren(place);
  const element = place.querySelector('svg');
  if (element === null) throw new Error('Mermaid returned no drawing.');
  const size = drawing.finish(element);
  return {svg: new XMLSerializer().serializeToString(element), parts, ...size};
}

/** Width of a sentence in the font of the drawing, in pixels at 100 px: tells whether the machine has that font. */
export function widthOfSample(drawing: Drawing): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0;
  context.font = `100px ${drawing.DRAWING_FONT}`;
  return context.measureText('The quick sail 0123').width;
}
