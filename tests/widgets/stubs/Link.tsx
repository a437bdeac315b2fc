import type {AnchorHTMLAttributes} from 'react';

/** The generator's link without its router, for tests of components. */
export default function Link({
  to,
  ...rest
}: {to?: string} & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a href={to} {...rest} />;
}
