/** Pictures that this visit has seen, by address: going back shows them at once. */
const pictures = new Map<string, string>();
const onTheirWay = new Map<string, Promise<string>>();

export function known(url: string): string | undefined {
  return pictures.get(url);
}

export function remember(url: string, svg: string): void {
  pictures.set(url, svg);
}

/**
 * The picture behind an address, fetched once.
 *
 * @throws Error when the server does not give it
 */
export function fetchPicture(url: string): Promise<string> {
  const there = onTheirWay.get(url);
  if (there !== undefined) return there;
  const picture = fetch(url).then(async answer => {
    if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
    const svg = await answer.text();
    remember(url, svg);
    return svg;
  });
  onTheirWay.set(url, picture);
  // The next visit to the page may try again.
  picture.catch(() => onTheirWay.delete(url));
  return picture;
}

/** Fetches a picture ahead of time, unless the document came with it. */
export function want(url: string): void {
  if (document.querySelector(`[data-diagram="${url}"]`) === null)
    void fetchPicture(url).catch(() => undefined);
}
