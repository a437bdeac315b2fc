import {isAbsolute, posix, relative, sep} from 'node:path';
import type {Program} from 'estree';
import {valueToEstree} from 'estree-util-value-to-estree';
import type {Code, Heading, Root, RootContent} from 'mdast';
import type {MdxJsxAttribute, MdxJsxFlowElement, MdxjsEsm} from 'mdast-util-mdx';
import {visit} from 'unist-util-visit';
import type {VFile} from 'vfile';
import {CHAPTERS} from '../../data/chapters';
import {EXERCISES} from '../../data/exercises';
import {importNode} from '../code';
import {checkTree, isElement, textAttribute, type Element} from './check';
import {MODULES, readCourseData, type CourseData} from './data';
import {pageFile} from './page';
import {projectSource} from './project';
import {WORDS, type Collection, type Kind} from './words';

/** Name under which `entry-loader` is known to the bundler (`src/plugins/living-data.ts`). */
/** Module that names the shapes of what the loader makes. */
const SHOWN = 'shown-words.ts';
const LOADER = 'entry-loader';

/** The same for `src/remark/lab`. */
const LAB_LOADER = 'lab-loader';

/** Numbered list of the sources of a page; no word of the vocabulary, the build adds it. */
const SOURCE_LIST = 'SourceList';

type Expression = ReturnType<typeof valueToEstree>;

function expressionAttribute(name: string, expression: Expression): MdxJsxAttribute {
  const estree: Program = {
    type: 'Program',
    sourceType: 'module',
    body: [{type: 'ExpressionStatement', expression}],
  };
  return {
    type: 'mdxJsxAttribute',
    name,
    value: {type: 'mdxJsxAttributeValueExpression', value: '', data: {estree}},
  };
}

const identifier = (name: string): Expression => ({type: 'Identifier', name});

/** Imports of entries of typed data, each once a page, so that a page carries what it uses and no more. */
class EntryImports {
  readonly nodes: MdxjsEsm[] = [];
  readonly #names = new Map<string, string>();

  /** The name that the compiled page knows the entry by. */
  nameOf(kind: Kind, id: string, page: string): string {
    return this.#name(`kind=${kind}&id=${encodeURIComponent(id)}`, MODULES[kind], page);
  }

  /** The same for chosen requests of a recorded case. */
  recordingName(id: string, choice: string | undefined, page: string): string {
    const query = `kind=recorded&id=${encodeURIComponent(id)}`;
    const request = choice === undefined ? '' : `&request=${encodeURIComponent(choice)}`;
    return this.#name(`${query}${request}`, SHOWN, page);
  }

  /** The same for what is made from the whole course. */
  collectionName(collection: Collection, page: string): string {
    return this.#name(`kind=${collection}`, SHOWN, page);
  }

  #name(query: string, module: string, page: string): string {
    let name = this.#names.get(query);
    if (name === undefined) {
      name = `entry${this.#names.size}`;
      this.#names.set(query, name);
      this.nodes.push(importNode(name, entrySource(query, module, page)));
    }
    return name;
  }
}

const entrySource = (query: string, module: string, page: string) =>
  `!!${LOADER}?${query}&page=${encodeURIComponent(page)}!@site/src/data/${module}`;

/** `load={() => import('…')}` */
const loadAttribute = (source: string) =>
  expressionAttribute('load', {
    type: 'ArrowFunctionExpression',
    params: [],
    async: false,
    expression: true,
    body: {type: 'ImportExpression', source: {type: 'Literal', value: source}},
  });

/** Hands a word that shows a recorded case that case, and takes off what only names it. */
function attachRecording(element: Element, imports: EntryImports, page: string): void {
  const id = textAttribute(element, 'recorded');
  if (id === undefined) return;
  const choice = textAttribute(element, 'request');
  element.attributes = [
    ...element.attributes.filter(
      attribute =>
        attribute.type === 'mdxJsxAttribute' && !['recorded', 'request'].includes(attribute.name),
    ),
    expressionAttribute('recording', identifier(imports.recordingName(id, choice, page))),
  ];
}

/** The start of a lab is fetched when the lab is near, so that it weighs nothing on the page. */
function attachLab(element: Element, page: string): void {
  const preset = textAttribute(element, 'preset');
  if (element.name !== 'Lab' || preset === undefined) return;
  const query = `preset=${encodeURIComponent(preset)}&page=${encodeURIComponent(page)}`;
  const source = `!!${LAB_LOADER}?${query}!@site/src/data/labs/index.ts`;
  element.attributes.push(loadAttribute(source));
}

/** A confusion that has an exercise leads to it. */
function attachExercise(element: Element): void {
  if (element.name !== 'Confusion') return;
  const number = textAttribute(element, 'id');
  const exercise = EXERCISES.find(({confusion}) => confusion === number);
  if (exercise === undefined) return;
  const {id, title} = exercise;
  element.attributes.push(
    expressionAttribute('exercise', valueToEstree({path: `/exercises/${id}`, title})),
  );
}

/** YAML that an entry names, as the fence an author would write; the step for code draws it. */
function fence(file: string): Code {
  return {type: 'code', lang: 'yaml', meta: `file=${file}`, value: ''};
}

/** Files of an entry in the order of its parts; the component gets them as children in the same order. */
function filesOf(data: CourseData, kind: Kind, id: string): string[] {
  if (kind === 'quizzes') {
    const quiz = data.quizzes.find(entry => entry.id === id);
    return quiz?.questions.flatMap(({file}) => file ?? []) ?? [];
  }
  if (kind === 'then-and-now') {
    const entry = data['then-and-now'].find(candidate => candidate.id === id);
    return [entry?.then.file, entry?.now.file].flatMap(file => file ?? []);
  }
  return [];
}

function sourcesOf(element: Element, data: CourseData): readonly string[] {
  const id = textAttribute(element, 'id') ?? '';
  if (element.name === 'Source') return [id];
  if (element.name !== 'ThenNow') return [];
  return data['then-and-now'].find(entry => entry.id === id)?.sources ?? [];
}

function heading({text, id}: {text: string; id: string}): Heading {
  return {
    type: 'heading',
    depth: 2,
    children: [{type: 'text', value: text}],
    data: {hProperties: {id}},
  };
}

/** Every box of the course, chapter by chapter, as if an author had written them one by one, each with the page that explains it. */
function allThenNow(root: string, page: string, data: CourseData): RootContent[] {
  const chapters = [{slug: 'start', harbour: 'Start'}, ...CHAPTERS];
  return chapters.flatMap(({slug, harbour}): RootContent[] => {
    const entries = data['then-and-now'].filter(entry => entry.page.startsWith(`${slug}/`));
    if (entries.length === 0) return [];
    return [
      heading({text: harbour, id: slug}),
      ...entries.flatMap(({id, page: explains}): RootContent[] => [
        {
          type: 'mdxJsxFlowElement',
          name: 'ThenNow',
          attributes: [{type: 'mdxJsxAttribute', name: 'id', value: id}],
          children: [],
        },
        {
          type: 'paragraph',
          children: [
            {
              type: 'link',
              url: posix.relative(posix.dirname(page), pageFile(root, explains)),
              children: [{type: 'text', value: 'The page that explains it'}],
            },
          ],
        },
      ]),
    ];
  });
}

function insertHeadings(tree: Root): void {
  tree.children = tree.children.flatMap((node): RootContent[] => {
    const word = isElement(node) ? WORDS[node.name ?? ''] : undefined;
    return word?.heading === undefined ? [node] : [heading(word.heading), node];
  });
}

/**
 * Holds a page to the vocabulary and hands each word its entry of the typed data. Runs before all other steps, because it judges the page as
 * its author wrote it, and because headings it adds belong to the table of contents.
 *
 * @throws Error with one line for each mistake: `docs/01-evolution/docker.mdx:12: what is wrong and what to do`.
 */
export function remarkVocabulary({root, repository}: {root: string; repository: string}) {
  return (tree: Root, file: VFile): void => {
    const page = isAbsolute(file.path) ? relative(root, file.path).split(sep).join('/') : file.path;
    const data = readCourseData(root);
    const problems = checkTree(tree, data);
    if (problems.length > 0) {
      throw new Error(problems.map(({line, message}) => `${page}:${line}: ${message}`).join('\n'));
    }
    tree.children = tree.children.flatMap(node => {
      const name = isElement(node) ? node.name : undefined;
      if (name === 'ThenNowList') return allThenNow(root, page, data);
      return name === 'ProjectSource' ? projectSource(repository) : [node];
    });
    const imports = new EntryImports();
    const sources: string[] = [];
    const elements: Element[] = [];
    visit(tree, node => {
      if (isElement(node)) elements.push(node);
    });
    for (const element of elements) {
      for (const id of sourcesOf(element, data)) if (!sources.includes(id)) sources.push(id);
    }
    for (const element of elements) {
      attachRecording(element, imports, page);
      attachExercise(element);
      attachLab(element, page);
      const {collection, fetched} = WORDS[element.name ?? ''] ?? {};
      if (collection !== undefined) {
        element.attributes = [
          fetched
            ? loadAttribute(entrySource(`kind=${collection}`, SHOWN, page))
            : expressionAttribute('entry', identifier(imports.collectionName(collection, page))),
        ];
      }
      const kind = WORDS[element.name ?? '']?.kind;
      const id = textAttribute(element, 'id');
      if (kind === undefined || id === undefined) continue;
      const cited = sourcesOf(element, data);
      element.attributes = [
        expressionAttribute('entry', identifier(imports.nameOf(kind, id, page))),
      ];
      if (element.name === 'Source' || element.name === 'ThenNow') {
        const numbers = cited.map(source => sources.indexOf(source) + 1);
        element.attributes.push(expressionAttribute('numbers', valueToEstree(numbers)));
      }
      const files = filesOf(data, kind, id);
      if (files.length > 0) (element as MdxJsxFlowElement).children = files.map(fence);
    }
    insertHeadings(tree);
    if (sources.length > 0) {
      tree.children.push({
        type: 'mdxJsxFlowElement',
        name: SOURCE_LIST,
        attributes: [
          expressionAttribute('entries', {
            type: 'ArrayExpression',
            elements: sources.map(id => identifier(imports.nameOf('sources', id, page))),
          }),
        ],
        children: [],
      });
    }
    tree.children.unshift(...imports.nodes);
  };
}
