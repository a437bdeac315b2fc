import {Fragment} from 'react';

/** A text of the typed data: `code` stands in backticks, nothing else is markup. */
export function CodeText({children}: {children: string}) {
  return children
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
    );
}
