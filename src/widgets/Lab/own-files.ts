import type {EditorFile} from './editor/contract';

/** Largest file, in bytes; the engine's own limit, which a test compares, as the page does not load the engine. */
export const MAX_BYTES = 1_000_000;

const size = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/**
 * Files of the lab with those that a reader opened or dropped: a file of the same name is replaced, others are added. What is too
 * large stays outside, with a sentence that says so.
 */
export async function readDropped(
  own: readonly EditorFile[],
  dropped: readonly File[],
): Promise<{files: readonly EditorFile[]; problem: string | null}> {
  const large = dropped.filter(file => file.size > MAX_BYTES);
  const read = await Promise.all(
    dropped
      .filter(file => !large.includes(file))
      .map(async file => ({name: file.name, text: (await file.text()).replace(/\r\n/g, '\n')})),
  );
  const problem =
    large.length === 0
      ? null
      : large
          .map(
            file =>
              `${file.name} has ${size(file.size)}: the lab reads files of up to ${size(MAX_BYTES)}.`,
          )
          .join(' ');
  if (read.length === 0) return {files: own, problem};
  const added = read.filter(({name}) => !own.some(file => file.name === name));
  const files = own.map(file => read.find(({name}) => name === file.name) ?? file);
  return {files: [...files, ...added], problem};
}
