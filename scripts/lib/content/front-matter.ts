import type {Finding, Page} from './pages';

const KNOWN = ['title', 'description', 'lede', 'know', 'talk', 'slug'];

/** Longest description, in characters: search engines cut what is longer. */
const DESCRIPTION_LIMIT = 160;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

function lineOf(page: Page, key: string): number {
  const index = page.text.split('\n').findIndex(line => line.startsWith(`${key}:`));
  return index === -1 ? 1 : index + 1;
}

function checkDescription(value: unknown): string[] {
  if (!isText(value)) return ['description: one sentence that says what the page is about'];
  if (value.length <= DESCRIPTION_LIMIT) return [];
  return [`description has ${value.length} characters; at most ${DESCRIPTION_LIMIT} are shown`];
}

function checkKnow(value: unknown): string[] {
  const wanted = 'know: a list of two to four ends of the sentence “You will know …”';
  if (!Array.isArray(value) || !value.every(isText)) return [wanted];
  return value.length >= 2 && value.length <= 4 ? [] : [`${wanted}; there are ${value.length}`];
}

/**
 * Front matter of chapters: complete, and without words that nothing reads.
 *
 * @param talkIds ids of the lines of the talk.
 */
export function checkFrontMatter(pages: readonly Page[], talkIds: readonly string[]): Finding[] {
  return pages.flatMap(page => {
    const {file, id, frontMatter} = page;
    const {title, description, lede, know, talk} = frontMatter;
    const findings: Finding[] = [];
    const say = (key: string, messages: readonly string[]) => {
      for (const message of messages) {
        findings.push({file, line: lineOf(page, key), message: `front matter: ${message}`});
      }
    };
    if (!isText(title)) say('title', ['title: the name of the page']);
    say('description', checkDescription(description));
    if (id === undefined) return findings;
    if (!isText(lede)) say('lede', ['lede: the one idea of the page, in one sentence']);
    say('know', checkKnow(know));
    if (talk !== undefined && !talkIds.includes(talk as string)) {
      say('talk', [`talk: src/data/talk.ts has no line ${JSON.stringify(talk)}`]);
    }
    for (const key of Object.keys(frontMatter)) {
      if (!KNOWN.includes(key))
        say(key, [`${key}: nothing reads it; known are ${KNOWN.join(', ')}`]);
    }
    return findings;
  });
}
