import {isAbsolute, relative, sep} from 'node:path';
import type {Program} from 'estree';
import {valueToEstree} from 'estree-util-value-to-estree';
import type {Code, Root, RootContent} from 'mdast';
import type {MdxJsxFlowElement, MdxjsEsm} from 'mdast-util-mdx';
import {visit} from 'unist-util-visit';
import type {VFile} from 'vfile';
import {FenceError, readFence} from './fence';
import {renderFence} from './render';

/** Name under which `code-loader` is known to the bundler (`src/plugins/living-yaml.ts`). */
const LOADER = 'code-loader';

/** The component's name in a compiled page; no word of the vocabulary, so that authors cannot write it. */
const ELEMENT = 'ShownCode';

export function importNode(name: string, from: string): MdxjsEsm {
  const estree: Program = {
    type: 'Program',
    sourceType: 'module',
    body: [
      {
        type: 'ImportDeclaration',
        attributes: [],
        specifiers: [{type: 'ImportDefaultSpecifier', local: {type: 'Identifier', name}}],
        source: {type: 'Literal', value: from},
      },
    ],
  };
  return {type: 'mdxjsEsm', value: '', data: {estree}};
}

function elementNode(expression: ReturnType<typeof valueToEstree>): MdxJsxFlowElement {
  const estree: Program = {
    type: 'Program',
    sourceType: 'module',
    body: [{type: 'ExpressionStatement', expression}],
  };
  return {
    type: 'mdxJsxFlowElement',
    name: ELEMENT,
    attributes: [
      {
        type: 'mdxJsxAttribute',
        name: 'code',
        value: {type: 'mdxJsxAttributeValueExpression', value: '', data: {estree}},
      },
    ],
    children: [],
  };
}

const query = (value: string) => encodeURIComponent(value).replace(/!/g, '%21');

/** `docs/01-evolution/docker.mdx:12` */
function placeOf(root: string, file: VFile, node: Code): string {
  const page = isAbsolute(file.path) ? relative(root, file.path).split(sep).join('/') : file.path;
  return `${page}:${node.position?.start.line ?? 1}`;
}

/**
 * Draws code fences at build time. A file is imported through a loader instead of being read here, so that the bundler
 * knows that the page depends on it: an edited example reaches a running site and a cached build.
 */
export function remarkCode({root}: {root: string}) {
  return async (tree: Root, file: VFile): Promise<void> => {
    const fences: {node: Code; replace: (by: RootContent) => void}[] = [];
    visit(tree, 'code', (node, index, parent) => {
      if (node.lang === 'mermaid' || parent === undefined || index === undefined) return;
      fences.push({
        node,
        replace: by => {
          parent.children[index] = by;
        },
      });
    });
    const imports: MdxjsEsm[] = [];
    for (const {node, replace} of fences) {
      const place = placeOf(root, file, node);
      const language = node.lang ?? '';
      const meta = node.meta ?? '';
      try {
        const shown = await renderFence(root, language, meta, node.value);
        const example = readFence(language, meta, node.value).file;
        if (example === undefined) {
          replace(elementNode(valueToEstree(shown)));
          continue;
        }
        const name = `shownCode${imports.length}`;
        const options = `place=${query(place)}&language=${query(language)}&meta=${query(meta)}`;
        imports.push(importNode(name, `!!${LOADER}?${options}!@site/${example}`));
        replace(elementNode({type: 'Identifier', name}));
      } catch (error) {
        if (error instanceof FenceError) throw new Error(`${place}: ${error.message}`);
        throw error;
      }
    }
    if (fences.length > 0) {
      tree.children.unshift(importNode(ELEMENT, '@theme/CodeBlock'), ...imports);
    }
  };
}
