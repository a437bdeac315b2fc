import {structuredPatch} from 'diff';
import {identities, type Manifest} from '../manifests';

/** One file of a step, as it is shown on the stage. */
export interface Change {
  file: string;
  /** What stands there now for the same object, if anything. */
  previous: string | null;
  lines: readonly {sign: '+' | '-' | ' ' | '…'; text: string}[];
}

/** What applying these files would change; equal files are left out. */
export function changesOf(
  files: Iterable<Manifest>,
  state: ReadonlyMap<string, Manifest>,
): readonly Change[] {
  const changes: Change[] = [];
  for (const manifest of files) {
    const [id = ''] = identities(manifest);
    const before = state.get(id);
    if (before?.text === manifest.text) continue;
    if (!before) {
      const lines = manifest.text.trimEnd().split('\n');
      changes.push({
        file: manifest.file,
        previous: null,
        lines: lines.map(text => ({sign: '+', text})),
      });
      continue;
    }
    const {hunks} = structuredPatch('', '', before.text, manifest.text, '', '', {context: 3});
    changes.push({
      file: manifest.file,
      previous: before.file,
      lines: hunks.flatMap((hunk, index) => [
        ...(index > 0 || hunk.newStart > 1 ? [{sign: '…' as const, text: ''}] : []),
        ...hunk.lines
          .filter(line => !line.startsWith('\\'))
          .map(line => ({sign: line.charAt(0) as '+' | '-' | ' ', text: line.slice(1)})),
      ]),
    });
  }
  return changes;
}
