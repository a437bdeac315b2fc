/**
 * How a diagram looks: what Mermaid is told, and what is done to the drawing it returns. Runs in a browser: in Chromium for
 * `npm run diagrams` (`scripts/lib/diagrams/render.ts` loads this file into the page), in the reader's own for `npm start`.
 * Imports nothing, so that it can be loaded as it is.
 */

/**
 * The colours of a drawing. Mermaid mixes and compares colours, so it cannot be given `var(…)`: each name stands in as a
 * colour that occurs nowhere else and becomes `var(--d-NAME)` at the end (`src/css/diagrams.css`).
 */
const NAMES = [
  'ink',
  'ink-2',
  'line',
  'edge',
  'box',
  'ground',
  'group',
  'blue',
  'blue-soft',
  'amber',
  'amber-soft',
  'red',
  'red-soft',
  'v1',
  'v1-soft',
  'v2',
  'v2-soft',
  'mirror',
] as const;
type Name = (typeof NAMES)[number];

const marker = (name: Name) => `#0102${NAMES.indexOf(name).toString(16).padStart(2, '0')}`;

const FONT_SIZE = 14;
const DETAIL_SIZE = 12.5;
/** Longest line of a label in units of the drawing: two such boxes side by side still fit a phone turned sideways. */
const LONGEST_LINE = 290;

/** Looks of the semantic classes; `edge` for an arrow that has the class. */
const CLASSES: Readonly<
  Record<string, {fill?: Name; stroke: Name; dash?: string; width?: number}>
> = {
  service: {fill: 'box', stroke: 'ink', width: 1.5},
  pod: {fill: 'box', stroke: 'edge', width: 1.5},
  proxy: {fill: 'blue-soft', stroke: 'blue', width: 1.5},
  control: {fill: 'box', stroke: 'blue', width: 1.5},
  request: {fill: 'blue-soft', stroke: 'blue', width: 1.5},
  outside: {fill: 'ground', stroke: 'edge', dash: '3 4', width: 1.5},
  note: {fill: 'amber-soft', stroke: 'amber', width: 1},
  v1: {fill: 'v1-soft', stroke: 'v1', width: 1.5},
  v2: {fill: 'v2-soft', stroke: 'v2', width: 1.5},
  mirror: {fill: 'ground', stroke: 'mirror', dash: '6 4', width: 1.5},
  refused: {fill: 'red-soft', stroke: 'red', width: 1.5},
};

/** The source with the looks of its classes; authors write only the names. Sequence diagrams have no classes. */
export function withLooks(source: string): string {
  if (/^\s*sequenceDiagram\b/m.test(source)) return source;
  const looks = Object.entries(CLASSES).map(([name, {fill, stroke, dash, width = 1}]) =>
    [
      `classDef ${name} stroke:${marker(stroke)}`,
      `stroke-width:${width}px`,
      ...(fill === undefined ? [] : [`fill:${marker(fill)}`]),
      ...(dash === undefined ? [] : [`stroke-dasharray:${dash}`]),
    ].join(','),
  );
  return `${source.trimEnd()}\n${looks.join('\n')}\n`;
}

const theme = (names: Record<string, Name>) =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [key, marker(name)]));

/**
 * Verdana and DejaVu Sans are the same width and wider than the system faces pages are read in: boxes made for them have
 * room for any of those.
 */
export const DRAWING_FONT = "'DejaVu Sans', Verdana";

/** Configuration for `mermaid.initialize`. */
export const CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  theme: 'base',
  htmlLabels: false,
  markdownAutoWrap: false,
  deterministicIds: true,
  fontFamily: DRAWING_FONT,
  fontSize: FONT_SIZE,
  flowchart: {
    htmlLabels: false,
    useMaxWidth: false,
    curve: 'basis',
    padding: 13,
    nodeSpacing: 26,
    rankSpacing: 44,
    subGraphTitleMargin: {top: 3, bottom: 9},
    wrappingWidth: 2000,
  },
  sequence: {
    useMaxWidth: false,
    mirrorActors: false,
    diagramMarginX: 8,
    diagramMarginY: 8,
    actorMargin: 36,
    width: 110,
    height: 44,
    messageMargin: 34,
    actorFontSize: FONT_SIZE,
    messageFontSize: FONT_SIZE - 1,
    noteFontSize: FONT_SIZE - 1,
    actorFontFamily: DRAWING_FONT,
    messageFontFamily: DRAWING_FONT,
    noteFontFamily: DRAWING_FONT,
    wrap: false,
  },
  state: {useMaxWidth: false, nodeSpacing: 40, rankSpacing: 44, padding: 8},
  themeVariables: {
    fontFamily: DRAWING_FONT,
    fontSize: `${FONT_SIZE}px`,
    ...theme({
      background: 'ground',
      primaryColor: 'box',
      primaryTextColor: 'ink',
      primaryBorderColor: 'edge',
      secondaryColor: 'group',
      secondaryTextColor: 'ink',
      secondaryBorderColor: 'line',
      tertiaryColor: 'group',
      tertiaryTextColor: 'ink-2',
      tertiaryBorderColor: 'line',
      lineColor: 'ink-2',
      textColor: 'ink',
      titleColor: 'ink',
      mainBkg: 'box',
      nodeBorder: 'edge',
      nodeTextColor: 'ink',
      clusterBkg: 'group',
      clusterBorder: 'line',
      edgeLabelBackground: 'ground',
      defaultLinkColor: 'ink-2',
      arrowheadColor: 'ink-2',
      actorBkg: 'box',
      actorBorder: 'ink',
      actorTextColor: 'ink',
      actorLineColor: 'edge',
      signalColor: 'ink',
      signalTextColor: 'ink',
      labelBoxBkgColor: 'group',
      labelBoxBorderColor: 'edge',
      labelTextColor: 'ink',
      loopTextColor: 'ink',
      noteBkgColor: 'amber-soft',
      noteBorderColor: 'amber',
      noteTextColor: 'ink',
      activationBkgColor: 'blue-soft',
      activationBorderColor: 'blue',
      sequenceNumberColor: 'box',
      transitionColor: 'ink-2',
      transitionLabelColor: 'ink',
      stateLabelColor: 'ink',
      stateBkg: 'box',
      labelBackgroundColor: 'ground',
      compositeBackground: 'group',
      compositeTitleBackground: 'group',
      compositeBorder: 'line',
      altBackground: 'group',
      innerEndBackground: 'ink',
      specialStateColor: 'ink',
      errorBkgColor: 'red-soft',
      errorTextColor: 'red',
    }),
  },
} as const;

const SVG = 'http://www.w3.org/2000/svg';

function make(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const ROUND = 100;
const round = (value: number) => Math.round(value * ROUND) / ROUND;

/** `rgb(1, 2, 17)` → name of the colour; `none` stays; anything else is a colour that the theme does not know. */
function nameOf(color: string): string {
  if (color === 'none') return 'none';
  const channels = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
  if (channels?.[4] === '0') return 'none';
  const index = channels?.[1] === '1' && channels[2] === '2' ? Number(channels[3]) : -1;
  return NAMES[index] === undefined ? `unknown ${color}` : `var(--d-${NAMES[index]})`;
}

/**
 * Writes the computed look of each shape onto the shape and drops style sheets, classes and inline styles: what the cascade
 * says is then in the drawing itself, whatever rules the page around it has.
 */
function bake(svg: SVGSVGElement): void {
  const shapes = svg.querySelectorAll<SVGElement>(
    'path, rect, circle, ellipse, line, polygon, polyline, text, tspan',
  );
  const looks = Array.from(shapes, shape => {
    const style = getComputedStyle(shape);
    const look: Record<string, string> = {};
    const isText = shape instanceof SVGTextContentElement;
    const text = shape.closest('text');
    if (isText && shape !== text) {
      if (Number(style.fontWeight) > 400) look['font-weight'] = style.fontWeight;
      if (style.fontStyle !== 'normal') look['font-style'] = style.fontStyle;
      return {shape, look};
    }
    // The colour of words may stand on the line instead of the whole text.
    const words = isText ? (shape.querySelector('tspan') ?? shape) : shape;
    look.fill = nameOf(getComputedStyle(words).fill);
    const stroke = nameOf(style.stroke);
    if (isText) {
      look['font-size'] = String(round(parseFloat(style.fontSize)));
      look['text-anchor'] = style.textAnchor;
      if (Number(style.fontWeight) > 400) look['font-weight'] = style.fontWeight;
      if (style.dominantBaseline !== 'auto') look['dominant-baseline'] = style.dominantBaseline;
    } else if (stroke !== 'none' && parseFloat(style.strokeWidth) > 0) {
      look.stroke = stroke;
      look['stroke-width'] = String(round(parseFloat(style.strokeWidth)));
      const dashes = style.strokeDasharray.match(/[\d.]+/g)?.map(Number) ?? [];
      if (dashes.length > 0 && dashes.some(length => length > 0) && dashes[1] !== 0) {
        look['stroke-dasharray'] = dashes.join(' ');
      }
      if (style.strokeLinecap !== 'butt') look['stroke-linecap'] = style.strokeLinecap;
    }
    return {shape, look};
  });
  for (const {shape, look} of looks) {
    for (const name of [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'font-size',
      'font-family',
      'font-weight',
      'font-style',
      'alignment-baseline',
      'dominant-baseline',
      'text-anchor',
    ]) {
      shape.removeAttribute(name);
    }
    for (const [name, value] of Object.entries(look)) shape.setAttribute(name, value);
  }
}

/** One `tspan` a line instead of one a word: shorter, and a line can be selected and copied as it reads. */
function joinWords(svg: SVGSVGElement): void {
  for (const line of svg.querySelectorAll('tspan.text-outer-tspan')) {
    if (line.querySelector('[font-weight], [font-style]') === null)
      line.replaceChildren(line.textContent);
  }
}

/** The second line of a label and those after it are details. */
function dimDetails(svg: SVGSVGElement): void {
  for (const node of svg.querySelectorAll('g.node')) {
    Array.from(node.querySelectorAll('tspan.row')).forEach((line, index) => {
      if (index === 0) return;
      line.setAttribute('font-size', String(DETAIL_SIZE));
      line.setAttribute('dy', '1.32em');
      line.setAttribute('fill', 'var(--d-ink-2)');
    });
  }
}

function sail(x: number, y: number): SVGElement {
  const glyph = make('g', {transform: `translate(${round(x - 12)} ${round(y - 15)}) scale(.86)`});
  glyph.append(
    make('rect', {width: 28, height: 34, rx: 4, fill: 'var(--d-ground)'}),
    make('path', {
      d: 'M13.5 3v26M3 29.5h22',
      fill: 'none',
      stroke: 'var(--d-blue)',
      'stroke-width': 1.5,
    }),
    make('path', {
      d: 'M15.5 4c5.5 5 9 13 9.5 22h-9.5ZM11.5 9C7.5 14 4.5 20 4 26h7.5Z',
      fill: 'var(--d-blue)',
    }),
  );
  return glyph;
}

function lighthouse(x: number, y: number): SVGElement {
  const glyph = make('g', {transform: `translate(${round(x - 14)} ${round(y - 20)}) scale(.7)`});
  glyph.append(
    make('rect', {width: 40, height: 56, rx: 4, fill: 'var(--d-ground)'}),
    make('path', {
      d: 'M14 18h12l4 34H10ZM12.7 29h14.6M11.4 40h17.2M13 10h14v8H13ZM12 10l8-7 8 7ZM6 52h28',
      fill: 'var(--d-box)',
      stroke: 'var(--d-blue)',
      'stroke-width': 1.6,
    }),
    make('circle', {cx: 20, cy: 14, r: 3, fill: 'var(--d-amber)'}),
  );
  return glyph;
}

function dot(x: number, y: number, color: string): SVGElement {
  return make('circle', {cx: round(x), cy: round(y), r: 6, fill: color});
}

function hollow(x: number, y: number, color: string): SVGElement {
  return make('circle', {
    cx: round(x),
    cy: round(y),
    r: 5.5,
    fill: 'var(--d-ground)',
    stroke: color,
    'stroke-width': 2,
  });
}

/** A dot with a ring around it: v2, also for those who do not tell the colours apart. */
function ringed(x: number, y: number, color: string): SVGElement {
  const glyph = make('g', {});
  glyph.append(
    make('circle', {
      cx: round(x),
      cy: round(y),
      r: 8.5,
      fill: 'var(--d-ground)',
      stroke: color,
      'stroke-width': 1.5,
    }),
    make('circle', {cx: round(x), cy: round(y), r: 5, fill: color}),
  );
  return glyph;
}

function cross(x: number, y: number): SVGElement {
  const glyph = make('g', {});
  glyph.append(
    make('circle', {cx: round(x), cy: round(y), r: 9, fill: 'var(--d-ground)'}),
    make('path', {
      d: `M${round(x - 5)} ${round(y - 5)}l10 10m0-10l-10 10`,
      stroke: 'var(--d-red)',
      'stroke-width': 2.5,
      'stroke-linecap': 'round',
    }),
  );
  return glyph;
}

function stripes(count: number, box: DOMRect, color: string): SVGElement {
  const inset = Math.min(9, box.height / 5);
  const lines = Array.from({length: count}, (_, index) => {
    const x = round(box.x + box.width - 9 - index * 6);
    return `M${x} ${round(box.y + inset)}v${round(box.height - 2 * inset)}`;
  });
  return make('path', {d: lines.join(''), stroke: color, 'stroke-width': 2.5});
}

/** Smooth corners, and the hand-drawn paths that Mermaid makes of rounded boxes become boxes again. */
function cleanBox(node: Element, shape: SVGGraphicsElement): void {
  const box = shape.getBBox();
  if (shape instanceof SVGRectElement) {
    const isPod = node.matches('.pod, .v1, .v2');
    if (!shape.hasAttribute('rx')) shape.setAttribute('rx', isPod ? '4' : '8');
    return;
  }
  const [inside] = shape.querySelectorAll('path');
  // Flat top and round ends: a stadium. Other outlines keep their path.
  const isStadium =
    shape.tagName === 'g' && /^M-?[\d.]+ -?[\d.]+ ?C/.test(inside?.getAttribute('d') ?? '');
  if (!isStadium || inside === undefined || box.width < box.height * 1.2) return;
  const clean = make('rect', {
    x: round(box.x),
    y: round(box.y),
    width: round(box.width),
    height: round(box.height),
    rx: round(box.height / 2),
  });
  const outline = shape.querySelectorAll('path')[1] ?? inside;
  for (const name of ['stroke', 'stroke-width', 'stroke-dasharray']) {
    const value = outline.getAttribute(name);
    if (value !== null) clean.setAttribute(name, value);
  }
  clean.setAttribute('fill', inside.getAttribute('fill') ?? 'none');
  shape.replaceWith(clean);
}

/** How far a sign stands out of the box it belongs to, and how far the words give way. */
const OUT = 5;

/** Words in the middle of the box whatever face they are read in; signs get some room. */
function centre(node: Element, box: DOMRect, hasSign: boolean): void {
  const middle = box.x + box.width / 2 + (hasSign ? OUT - 2 : 0);
  for (const text of node.querySelectorAll<SVGGraphicsElement>('text')) {
    const label = text.closest<SVGGraphicsElement>('g.label') ?? text;
    const offset = label.transform.baseVal.consolidate()?.matrix.e ?? 0;
    text.setAttribute('text-anchor', 'middle');
    for (const line of text.querySelectorAll('tspan.row'))
      line.setAttribute('x', String(round(middle - offset)));
    for (const line of text.querySelectorAll('tspan[text-anchor]'))
      line.removeAttribute('text-anchor');
  }
}

/** Names of groups in the upper left corner, where fewer arrows pass. */
function moveGroupNames(svg: SVGSVGElement): void {
  for (const group of svg.querySelectorAll('g.cluster')) {
    const box = group.querySelector<SVGRectElement>('rect')?.getBBox();
    const label = group.querySelector('.cluster-label');
    if (box === undefined || label === null) continue;
    label.setAttribute('transform', `translate(${round(box.x + 10)} ${round(box.y + 5)})`);
    for (const text of label.querySelectorAll('text')) {
      text.setAttribute('text-anchor', 'start');
      const {x, y, width, height} = text.getBBox();
      const ground = {x: round(x - 2), y: round(y), width: round(width + 4), height: round(height)};
      text.before(make('rect', {...ground, fill: 'var(--d-group)', rx: 2}));
    }
    // Above the arrows, so that one that has to pass does not strike the name out.
    group.closest('g.root')?.querySelector(':scope > .edgeLabels')?.append(label);
  }
}

/** Signs on boxes: what a class means is never said by colour alone. */
function markNodes(svg: SVGSVGElement): void {
  for (const node of svg.querySelectorAll<SVGGElement>('g.node')) {
    const shape = node.querySelector<SVGGraphicsElement>(
      '.label-container, rect.basic, :scope > rect, :scope > g.basic',
    );
    if (shape === null) continue;
    const box = shape.getBBox();
    const shift = shape.transform.baseVal.consolidate()?.matrix;
    box.x += shift?.e ?? 0;
    box.y += shift?.f ?? 0;
    cleanBox(node, shape);
    const [left, middle] = [box.x - OUT, box.y + box.height / 2];
    const has = (name: string) => node.classList.contains(name);
    centre(node, box, ['proxy', 'control', 'request', 'mirror', 'refused'].some(has));
    if (has('v1')) node.append(stripes(1, box, 'var(--d-v1)'));
    if (has('v2')) node.append(stripes(2, box, 'var(--d-v2)'));
    if (has('proxy')) node.append(sail(left, middle));
    if (has('control')) node.append(lighthouse(left, middle));
    if (has('request')) node.append(dot(left, middle, 'var(--d-blue)'));
    if (has('mirror')) node.append(hollow(left, middle, 'var(--d-mirror)'));
    if (has('refused')) node.append(cross(left, middle));
  }
}

/** Requests on their way: dots on arrows that have a class, and arrow heads in the arrow's own colour. */
function markEdges(svg: SVGSVGElement): void {
  const heads = new Map<string, string>();
  for (const path of svg.querySelectorAll<SVGPathElement>('path.flowchart-link, path.transition')) {
    const color = path.getAttribute('stroke') ?? '';
    for (const end of ['marker-end', 'marker-start']) {
      const id = /#([^)"]+)/.exec(path.getAttribute(end) ?? '')?.[1];
      const head = id === undefined ? null : svg.querySelector(`[id="${id}"]`);
      if (head === null || id === undefined) continue;
      const own = `${id.replace(/__[0-9a-f]+$/, '')}-${color.replace(/\W/g, '')}`;
      if (!heads.has(own)) {
        const copy = head.cloneNode(true) as SVGElement;
        copy.id = own;
        for (const shape of copy.querySelectorAll('*')) {
          if (shape.hasAttribute('stroke')) shape.setAttribute('stroke', color);
          if (shape.getAttribute('fill') !== 'none') shape.setAttribute('fill', color);
        }
        heads.set(own, id);
        head.after(copy);
      }
      path.setAttribute(end, `url(#${own})`);
    }
    const name = /var\(--d-(.+)\)/.exec(color)?.[1];
    // Before the head, where arrows that leave one box together have parted.
    const length = path.getTotalLength();
    const at = path.getPointAtLength(length - Math.min(length * 0.4, 28));
    if (name === 'blue' || name === 'v1') path.after(dot(at.x, at.y, color));
    if (name === 'v2') path.after(ringed(at.x, at.y, color));
    if (name === 'mirror') path.after(hollow(at.x, at.y, color));
    if (name === 'red') {
      path.removeAttribute('marker-end');
      path.after(cross(at.x, at.y));
    }
    path.setAttribute('fill', 'none');
  }
  // A message that ends in a cross was refused.
  for (const line of svg.querySelectorAll('[marker-end*="crosshead"]')) {
    line.setAttribute('stroke', 'var(--d-red)');
  }
  for (const shape of svg.querySelectorAll('marker[id*="crosshead"] *')) {
    shape.setAttribute('stroke', 'var(--d-red)');
    shape.setAttribute('fill', 'none');
  }
}

/** Words on arrows of a sequence stand on nothing; an edge in the colour of the ground keeps lines from striking them out. */
function haloWords(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll('.messageText, .loopText')) {
    text.setAttribute('stroke', 'var(--d-ground)');
    text.setAttribute('stroke-width', '4');
    text.setAttribute('stroke-linejoin', 'round');
    text.setAttribute('paint-order', 'stroke');
  }
}

/** Mermaid draws the lines of life far too long and cuts them off with the frame. */
function endLifelines(svg: SVGSVGElement): void {
  const lines = Array.from(svg.querySelectorAll('line.actor-line'));
  if (lines.length === 0) return;
  for (const line of lines) line.setAttribute('y2', line.getAttribute('y1') ?? '0');
  const {y, height} = svg.getBBox();
  for (const line of lines) {
    line.setAttribute('y2', String(round(y + height + 12)));
    line.setAttribute('stroke-dasharray', '2 4');
  }
}

/** What Mermaid leaves over: labels without words, boxes without size, definitions nobody refers to, names of styles. */
function sweep(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll('text'))
    if (text.textContent.trim() === '') text.remove();
  for (const box of svg.querySelectorAll('rect'))
    if (!(Number(box.getAttribute('width')) > 0)) box.remove();
  const written = svg.outerHTML;
  for (const definition of svg.querySelectorAll('marker, symbol, filter, linearGradient')) {
    if (!written.includes(`#${definition.id})`)) definition.remove();
  }
  svg.querySelectorAll('style').forEach(style => {
    style.remove();
  });
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    const keep = element.matches('marker, title, desc');
    for (const {name} of Array.from(element.attributes)) {
      const isNoise =
        name === 'class' ||
        name === 'style' ||
        name.startsWith('data-') ||
        name === 'filter' ||
        (name === 'id' && !keep);
      if (isNoise && element !== svg) element.removeAttribute(name);
    }
  }
  for (const group of Array.from(svg.querySelectorAll('g, defs')).reverse()) {
    if (group.childElementCount === 0) group.remove();
  }
}

/**
 * Makes a drawing of Mermaid, which stands in the document, one of the course: colours by name, signs on boxes and arrows,
 * nothing that depends on a style sheet.
 *
 * @returns its width, and lines of labels that are too long, as an author would look for them
 */
export function finish(svg: SVGSVGElement): {width: number; tooLong: string[]} {
  bake(svg);
  markNodes(svg);
  markEdges(svg);
  moveGroupNames(svg);
  endLifelines(svg);
  haloWords(svg);
  joinWords(svg);
  const tooLong = Array.from(svg.querySelectorAll<SVGTextContentElement>('g.node tspan.row'))
    .filter(line => line.getComputedTextLength() > LONGEST_LINE)
    .map(line => line.textContent.trim());
  dimDetails(svg);
  sweep(svg);
  const {x, y, width, height} = svg.getBBox();
  const margin = 4;
  const size = {width: Math.ceil(width + 2 * margin), height: Math.ceil(height + 2 * margin)};
  svg.setAttribute(
    'viewBox',
    `${Math.floor(x - margin)} ${Math.floor(y - margin)} ${size.width} ${size.height}`,
  );
  for (const name of [
    'width',
    'height',
    'class',
    'style',
    'aria-roledescription',
    'aria-describedby',
  ]) {
    svg.removeAttribute(name);
  }
  const names = Array.from(
    svg.querySelectorAll(':scope > title, :scope > desc'),
    element => element.id,
  );
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', names.join(' '));
  return {width: size.width, tooLong};
}
