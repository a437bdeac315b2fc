import customer from '@site/examples/demo/security/tokens/customer.jwt?raw';
import expired from '@site/examples/demo/security/tokens/expired.jwt?raw';
import search from '@site/examples/demo/security/tokens/for-search.jwt?raw';
import visitor from '@site/examples/demo/security/tokens/visitor.jwt?raw';
import type {TokenId} from './Ask';

/** The demo's tokens: throw-away, and good for its own RequestAuthentication. */
export const TOKENS: Readonly<Record<TokenId, string>> = {
  customer: customer.trim(),
  visitor: visitor.trim(),
  expired: expired.trim(),
  search: search.trim(),
};
