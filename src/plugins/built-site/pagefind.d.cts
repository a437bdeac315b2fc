import type * as pagefind from 'pagefind';

export function loadPagefind(): Promise<typeof pagefind>;
