import {attributeOf} from '../../../src/plugins/built-site/html';
import type {BuiltFolder, Finding} from './built-folder';

/** Parts that a script has to move into place: a reader without JavaScript would not see them. */
export function checkWhole(site: BuiltFolder): Finding[] {
  return [...site.pages.values()].flatMap(({file, elements}) =>
    elements
      .filter(element => /^[BS]:\d+$/.test(attributeOf(element, 'id') ?? ''))
      .map(
        element =>
          `${file} has a part that a script moves into place (id "${attributeOf(element, 'id')}"): see src/plugins/whole-pages.ts`,
      ),
  );
}
