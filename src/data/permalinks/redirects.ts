import type {Redirect} from '../types';

/** Pages that moved: the old address goes on working. A ledger entry keeps its old path, and is followed through here. */
export const REDIRECTS: readonly Redirect[] = [];
