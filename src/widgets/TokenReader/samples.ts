import customer from '@site/examples/demo/security/tokens/customer.jwt?raw';
import expired from '@site/examples/demo/security/tokens/expired.jwt?raw';

export interface Sample {
  id: 'page' | 'customer' | 'unsigned' | 'cut';
  label: string;
  token: string;
}

/** The token that the page takes apart: signed with a key that was thrown away, and ended. */
export const PAGE_TOKEN = expired.trim();

/** A header that says `{"alg":"none"}` in front of the customer's payload, and no signature. */
const UNSIGNED = `eyJhbGciOiJub25lIn0.${customer.split('.')[1] ?? ''}.`;

export const SAMPLES: readonly Sample[] = [
  {id: 'page', label: 'The token of this page', token: PAGE_TOKEN},
  {id: 'customer', label: 'A token that lives too long', token: customer.trim()},
  {id: 'unsigned', label: 'A token without signature', token: UNSIGNED},
  // A copy that missed the end: the most frequent fault of a pasted token.
  {id: 'cut', label: 'A token cut off', token: PAGE_TOKEN.slice(0, 190)},
];
