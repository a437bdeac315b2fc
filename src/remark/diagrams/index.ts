import {existsSync} from 'node:fs';
import {isAbsolute, join, relative, sep} from 'node:path';
import type {Program} from 'estree';
import {valueToEstree} from 'estree-util-value-to-estree';
import type {Code, Root, RootContent} from 'mdast';
import type {MdxJsxFlowElement, MdxjsEsm} from 'mdast-util-mdx';
import {visit} from 'unist-util-visit';
import type {VFile} from 'vfile';
import {DiagramError, readDiagram} from './read';

/** The component's name in a compiled page; no word of the vocabulary, so that authors cannot write it. */
const ELEMENT = 'DrawnDiagram';

function importNode(name: string, from: string): MdxjsEsm {
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

function attribute(
  name: string,
  expression: ReturnType<typeof valueToEstree>,
): MdxJsxFlowElement['attributes'][number] {
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

/**
 * Puts finished pictures in the place of `mermaid` fences. Runs before the generator's own steps, which would leave the
 * drawing to the browser. A fence without picture is drawn by the browser in `npm start` and stops a build.
 */
export function remarkDiagrams({root}: {root: string}) {
  return (tree: Root, file: VFile): void => {
    const page = isAbsolute(file.path) ? relative(root, file.path).split(sep).join('/') : file.path;
    const found: {node: Code; replace: (by: RootContent) => void}[] = [];
    visit(tree, 'code', (node, index, parent) => {
      if (node.lang !== 'mermaid' || parent === undefined || index === undefined) return;
      found.push({
        node,
        replace: by => {
          parent.children[index] = by;
        },
      });
    });
    const imports: MdxjsEsm[] = [];
    for (const {node, replace} of found) {
      const line = node.position?.start.line ?? 0;
      try {
        const {source, kind, title, description, hash} = readDiagram(node.value);
        const isDrawn = existsSync(join(root, 'diagrams', `${hash}.svg`));
        if (!isDrawn && process.env.NODE_ENV === 'production') {
          throw new DiagramError(
            0,
            `"${title}" has no picture: run \`npm run diagrams\` and commit the folder diagrams/`,
          );
        }
        const name = `diagram${imports.length}`;
        if (isDrawn) imports.push(importNode(name, `!!diagram-loader!@site/diagrams/${hash}.svg`));
        replace({
          type: 'mdxJsxFlowElement',
          name: ELEMENT,
          attributes: [
            attribute('about', valueToEstree({source, kind, title, description})),
            ...(isDrawn ? [attribute('drawn', {type: 'Identifier', name})] : []),
          ],
          children: [],
        });
      } catch (error) {
        if (!(error instanceof DiagramError)) throw error;
        throw new Error(`${page}:${line + error.line}: ${error.message}`);
      }
    }
    if (found.length > 0) {
      tree.children.unshift(importNode(ELEMENT, '@theme/Mermaid/Figure'), ...imports);
    }
  };
}
