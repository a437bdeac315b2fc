import type {ShownGroup, ShownItem} from '../../data/shown-words';
import {glossaryList, voyageTimes} from './course';
import {readCourseData} from './data';
import {exampleList, flagList, furtherReading} from './reference';
import {WORDS} from './words';

/** What a word shows of the whole course, for a page without components; undefined: the word shows nothing of the kind. */
export function collectionAsGroups(root: string, word: string): ShownGroup[] | undefined {
  const collection = WORDS[word]?.collection;
  if (collection === undefined) return undefined;
  const data = readCourseData(root);
  switch (collection) {
    case 'examples':
      return exampleList(root);
    case 'flags':
      return flagList(root, data.flags);
    case 'sources-by-chapter':
      return furtherReading(data['sources-by-chapter']);
    case 'terms': {
      const items = glossaryList(root, data).map(
        ({id, term, french, definition, path}): ShownItem => ({
          id,
          text: term,
          ...(path !== undefined && {href: path}),
          facts: [
            {label: 'French', values: [{text: french}]},
            {label: 'Meaning', values: [{text: definition}]},
          ],
        }),
      );
      return [{id: 'terms', title: 'Terms', items}];
    }
    case 'times': {
      const items = voyageTimes(root).map(({name, path, pages, minutes}): ShownItem => ({
        id: name,
        text: name,
        ...(path !== undefined && {href: path}),
        facts: [
          {label: 'Pages', values: [{text: String(pages)}]},
          {label: 'Minutes to read', values: [{text: String(minutes)}]},
        ],
      }));
      return [{id: 'times', title: 'Reading times', items}];
    }
  }
}
