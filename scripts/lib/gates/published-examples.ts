import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Examples that a reader cannot fetch from the built site as they are.
 *
 * @param root folder of the project
 * @param folder the built site
 * @returns one message a file
 */
export function findUnpublished(root: string, folder: string): string[] {
  return readdirSync(join(root, 'examples'), {recursive: true, encoding: 'utf8'})
    .map(path => join('examples', path))
    .filter(path => path.endsWith('.yaml') && statSync(join(root, path)).isFile())
    .flatMap(path => {
      if (!existsSync(join(folder, path))) return [`${path} is not in the built site`];
      const same =
        readFileSync(join(folder, path), 'utf8') === readFileSync(join(root, path), 'utf8');
      return same ? [] : [`${path} differs in the built site: build it anew`];
    });
}
