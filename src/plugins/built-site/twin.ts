import path from 'node:path';
import type {Blockquote, Nodes, PhrasingContent, Root, RootContent} from 'mdast';
import type {MdxJsxFlowElement, MdxJsxTextElement} from 'mdast-util-mdx';
import {toString} from 'mdast-util-to-string';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import {unified} from 'unified';
import type {ShownGroup, ShownText} from '../../data/shown-words';
import {LABS} from '../../data/labs';
import type {LabPreset} from '../../data/labs/types';
import type {Quiz, SourceEntry, ThenNowEntry} from '../../data/types';
import {shownLab} from '../../remark/lab/shown-lab';
import {commandOf} from '../../widgets/Lab/model/command';
import {VERDICT_WORDS} from '../../widgets/Lab/model/words';
import {EXERCISES} from '../../data/exercises';
import {fenceAsText} from '../../remark/code/read-example';
import {projectSource} from '../../remark/vocabulary/project';
import {shownRecording} from '../../remark/vocabulary/recorded';
import {link, list, paragraph, strong, text, withCode} from './nodes';
import {recordingAsText, WIDGET_TEXTS} from './widget-text';

/** What a page's Markdown twin is made of beside its own text. */
export interface TwinContext {
  /** Folder of the project: examples are read from it. */
  root: string;
  /** Address of the site with base URL, no slash at the end. */
  address: string;
  /** Address of a page by its source file, both from the root of the project and the site: `docs/a.mdx` → `/docs/a`. */
  pages: ReadonlyMap<string, string>;
  sources: readonly SourceEntry[];
  thenAndNow: readonly ThenNowEntry[];
  quizzes: readonly Quiz[];
  /** Words of the outline and, where they point somewhere, its address and the second of the video. */
  moments: ReadonlyMap<string, {text: string; second?: number; url?: string}>;
  /** `owner/name` on GitHub; empty: this copy of the site does not name it. */
  repository: string;
  /** What a word shows of the whole course; undefined: the word does not. */
  collection: (word: string) => readonly ShownGroup[] | undefined;
}

export interface PageSource {
  /** `docs/01-evolution/docker.mdx` */
  file: string;
  /** Path without base URL. */
  path: string;
  title: string;
  /** Text of the file, front matter included. */
  text: string;
  lede?: string;
  know?: readonly string[];
}

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

function attribute(element: JsxElement, name: string): string | undefined {
  for (const found of element.attributes) {
    if (found.type === 'mdxJsxAttribute' && found.name === name) {
      return typeof found.value === 'string' ? found.value : (found.value?.value ?? '');
    }
  }
  return undefined;
}

const quote = (...children: RootContent[]): Blockquote => ({
  type: 'blockquote',
  children: children as Blockquote['children'],
});

const callout = (title: string, children: readonly RootContent[]) =>
  quote(paragraph(strong(title)), ...children);

function quizAsText(quiz: Quiz, context: TwinContext): RootContent[] {
  return quiz.questions.flatMap((question, index): RootContent[] => [
    paragraph(strong(`Question ${index + 1}.`), text(' '), ...withCode(question.prompt)),
    ...(question.file === undefined ? [] : [example(context, question.file)]),
    list(
      question.answers.map(answer => [
        strong(answer.right === true ? 'Right:' : 'Wrong:'),
        text(' '),
        ...withCode(answer.text),
        text(' '),
        {type: 'emphasis', children: withCode(answer.because)},
      ]),
    ),
  ]);
}

function example(context: TwinContext, file: string): RootContent {
  const {value} = fenceAsText(context.root, {lang: 'yaml', meta: `file=${file}`, value: ''});
  return {type: 'code', lang: 'yaml', meta: `title="${file}"`, value};
}

function thenNowAsText(entry: ThenNowEntry, context: TwinContext): RootContent[] {
  const side = (label: string, {when, text: words, file}: ThenNowEntry['then']) => [
    paragraph(strong(`${label} (${when}):`), text(' '), ...withCode(words)),
    ...(file === undefined ? [] : [example(context, file)]),
  ];
  return [
    callout(`Then and now: ${entry.title}`, [
      ...side('Then', entry.then),
      ...side(`Now`, entry.now),
      paragraph(
        text(`Checked against ${entry.checkedAgainst}. Sources: `),
        ...entry.sources.flatMap((id, index) => {
          const {title, url} = required(
            context.sources.find(source => source.id === id),
            'Source',
            id,
            entry.page,
          );
          return [...(index > 0 ? [text(', ')] : []), link(url, title)];
        }),
      ),
    ]),
  ];
}

function shownText({text: words, href}: ShownText, context: TwinContext): PhrasingContent[] {
  const children = withCode(words);
  if (href === undefined) return children;
  const url = href.startsWith('/') ? context.address + href : href;
  return [{type: 'link', url, children: children}];
}

/** A list of the reference: a heading a group, an item a thing, with what is to be known of it behind. */
function groupsAsText(groups: readonly ShownGroup[], context: TwinContext): RootContent[] {
  return groups.flatMap(({title, items}): RootContent[] => [
    {type: 'heading', depth: 2, children: withCode(title)},
    list(
      items.map(item => [
        ...shownText(item, context),
        ...item.facts.flatMap(({label, values}) => [
          text(`. ${label}: `),
          ...values.flatMap((value, index) => [
            ...(index > 0 ? [text(', ')] : []),
            ...shownText(value, context),
          ]),
        ]),
      ]),
    ),
  ]);
}

/** The first answer of a lab, step by step; the rest can only be played with on the page. */
function labAsText(preset: LabPreset, page: PageSource, context: TwinContext): RootContent[] {
  const {answers} = shownLab(context.root, preset);
  return [
    callout(`Request lab: ${preset.title}`, [
      paragraph(...withCode(preset.look)),
      list(preset.files.map(file => [{type: 'inlineCode', value: file}])),
      paragraph(text('The request: '), {type: 'inlineCode', value: commandOf(preset.request)}),
      ...answers.flatMap(({headline, said, steps}, side): RootContent[] => [
        paragraph(
          ...(preset.sides ? [text(`${preset.sides[side]?.title ?? ''}: `)] : []),
          strong(headline),
          text('. '),
          ...withCode(said),
        ),
        list(
          steps.map(({title, name, verdict, text: words}) => [
            text(`${title} `),
            ...(name === '' ? [] : [{type: 'inlineCode', value: name} as const, text(' ')]),
            text(`${VERDICT_WORDS[verdict]}. `),
            ...withCode(words),
          ]),
          true,
        ),
      ]),
      paragraph(
        text('Variations, and requests of your own: '),
        link(`${context.address}${page.path}`, 'the page'),
      ),
    ]),
  ];
}

function recordingOf(element: JsxElement, context: TwinContext): RootContent[] {
  const id = attribute(element, 'recorded') ?? '';
  return recordingAsText(shownRecording(context.root, id, attribute(element, 'request')));
}

/** Belief, what holds, the recorded proof, and where it can be felt. */
function confusionAsText(
  element: JsxElement,
  children: RootContent[],
  context: TwinContext,
): RootContent {
  const exercise = EXERCISES.find(({confusion}) => confusion === attribute(element, 'id'));
  return callout(`People believe: “${attribute(element, 'belief') ?? ''}” What holds:`, [
    ...children,
    ...recordingOf(element, context),
    ...(exercise === undefined
      ? []
      : [
          paragraph(
            text('Exercise: '),
            link(`${context.address}/exercises/${exercise.id}`, exercise.title),
          ),
        ]),
  ]);
}

function required<T>(found: T | undefined, word: string, id: string | undefined, page: string): T {
  if (found === undefined) {
    throw new Error(`${page}: <${word} id="${id ?? ''}"> names nothing in src/data.`);
  }
  return found;
}

/** A word of the vocabulary as plain Markdown. */
function wordAsText(
  element: JsxElement,
  children: RootContent[],
  page: PageSource,
  context: TwinContext,
): RootContent[] {
  const id = attribute(element, 'id');
  const find = <T extends {id: string}>(entries: readonly T[], word: string) =>
    required(
      entries.find(entry => entry.id === id),
      word,
      id,
      page.file,
    );
  switch (element.name) {
    case 'TalkMoment': {
      const moment = required(context.moments.get(id ?? ''), 'TalkMoment', id, page.file);
      const {text: words, second, url} = moment;
      const leads = second === undefined ? 'what it points to' : `the video, from second ${second}`;
      return [
        quote(
          paragraph(
            text(`In the outline of the talk: “${words}”`),
            ...(url === undefined ? [] : [text(' → '), link(url, leads)]),
          ),
        ),
      ];
    }
    case 'ThenNow':
      return thenNowAsText(find(context.thenAndNow, 'ThenNow'), context);
    case 'ThenNowList':
      return context.thenAndNow.flatMap(entry => thenNowAsText(entry, context));
    case 'Quiz':
      return quizAsText(find(context.quizzes, 'Quiz'), context);
    case 'Pitfall':
      return [callout(`Pitfall: ${attribute(element, 'title') ?? ''}`, children)];
    case 'Confusion':
      return [confusionAsText(element, children, context)];
    case 'Outcome':
      return recordingOf(element, context);
    case 'ProjectSource':
      return projectSource(context.repository);
    case 'Lab':
      return labAsText(
        required(
          LABS.find(lab => lab.id === attribute(element, 'preset')),
          'Lab',
          attribute(element, 'preset'),
          page.file,
        ),
        page,
        context,
      );
    case 'Source': {
      const {title, url} = find(context.sources, 'Source');
      return [link(url, children.length === 0 ? title : toString({type: 'root', children}))];
    }
    case null:
    default: {
      const groups = context.collection(element.name ?? '');
      if (groups !== undefined) return groupsAsText(groups, context);
      const widget = WIDGET_TEXTS[element.name ?? ''];
      if (widget !== undefined) return widget();
      // A word with content is its content; a widget without content can only be played with on the page.
      return children.length === 0 && element.type === 'mdxJsxFlowElement'
        ? [
            paragraph({
              type: 'emphasis',
              children: [
                text('Interactive part '),
                {type: 'inlineCode', value: element.name ?? ''},
                text(': open '),
                link(`${context.address}${page.path}`, 'the page'),
                text(' to use it.'),
              ],
            }),
          ]
        : children;
    }
  }
}

/** Headings carry their id as an MDX comment; twins keep the words only. */
const isComment = (node: Nodes) =>
  (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') &&
  /^\s*\/\*/.test(node.value);

function resolveLink(url: string, page: PageSource, context: TwinContext): string {
  if (/^[a-z]+:|^#/i.test(url)) return url;
  const [target = '', anchor] = url.replace(/^pathname:\/\//, '').split('#');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (target.startsWith('/')) return `${context.address}${target}${hash}`;
  const found = context.pages.get(path.posix.join(path.posix.dirname(page.file), target));
  if (found === undefined) throw new Error(`${page.file} links to ${url}: there is no such page.`);
  // The twin has no anchors: it is read from its beginning.
  return `${context.address}${found}.md`;
}

function convert(nodes: readonly Nodes[], page: PageSource, context: TwinContext): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (isComment(node)) return [];
    switch (node.type) {
      case 'yaml':
      case 'mdxjsEsm':
        return [];
      case 'mdxFlowExpression':
        return [];
      case 'mdxTextExpression':
        return [text(node.value)];
      case 'code': {
        const {lang, title, value} = fenceAsText(context.root, node);
        return [
          {
            type: 'code',
            lang: lang === '' ? null : lang,
            meta: title === undefined ? null : `title="${title}"`,
            value,
          },
        ];
      }
      case 'textDirective':
      case 'leafDirective': {
        // `ui:v1` in a sentence is no directive: it goes back to what was written.
        const {start, end} = node.position ?? {};
        return [text(page.text.slice(start?.offset ?? 0, end?.offset ?? 0))];
      }
      case 'containerDirective': {
        const [first, ...rest] = node.children;
        const labelled = first?.type === 'paragraph' && first.data?.directiveLabel === true;
        return [
          callout(
            labelled ? toString(first) : node.name,
            convert(labelled ? rest : node.children, page, context),
          ),
        ];
      }
      case 'heading': {
        const children = convert(node.children, page, context) as PhrasingContent[];
        const last = children.at(-1);
        // The space that stood before the id.
        if (last?.type === 'text') last.value = last.value.trimEnd();
        return [{...node, children}];
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return wordAsText(node, convert(node.children, page, context), page, context);
      case 'link':
        return [
          {
            ...node,
            url: resolveLink(node.url, page, context),
            children: convert(node.children, page, context) as PhrasingContent[],
          },
        ];
      default: {
        if (!('children' in node)) return [node];
        const children = convert(node.children, page, context);
        return [{...node, children} as RootContent];
      }
    }
  });
}

const reader = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkMdx);
const writer = unified()
  .use(remarkStringify, {bullet: '-', fences: true, rule: '-'})
  .use(remarkGfm);

/** A twin around its body: the title before it, the address of the page after it. */
export function writeTwin(
  {title, path: place}: Pick<PageSource, 'title' | 'path'>,
  address: string,
  body: readonly RootContent[],
): string {
  const root: Root = {
    type: 'root',
    children: [
      {type: 'heading', depth: 1, children: [text(title)]},
      ...body,
      {type: 'thematicBreak'},
      paragraph(text('The page: '), link(address + place, address + place)),
    ],
  };
  return writer.stringify(root);
}

/**
 * A page as plain Markdown, made from its MDX tree: the real YAML, the source of each diagram, the course's words spelt
 * out. Nothing of JSX is left.
 *
 * @throws Error that names the page, when a word or a link of it leads nowhere.
 */
export function makeTwin(page: PageSource, context: TwinContext): string {
  const tree = reader.parse(page.text);
  const lead: RootContent[] = [
    ...(page.lede === undefined ? [] : [quote(paragraph(...withCode(page.lede)))]),
    ...(page.know === undefined || page.know.length === 0
      ? []
      : [paragraph(text('You will know:')), list(page.know.map(withCode))]),
  ];
  return writeTwin(page, context.address, [...lead, ...convert(tree.children, page, context)]);
}
