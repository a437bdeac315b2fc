import {Fragment, useRef, type ReactNode} from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type {ShownCode, SinceStep} from '@site/src/data/shown-code';
import {CopyButton} from './CopyButton';
import styles from './styles.module.css';
import {useOverflow} from './useOverflow';

const lines = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`;

function FileLink({file, name}: {file: string; name: string}) {
  return (
    <a href={useBaseUrl(`/${file}`)}>
      {name.split('/').map((part, index) => (
        // A long path breaks between folders, not inside a word.
        <Fragment key={`${index}${part}`}>
          {index > 0 && '/'}
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </a>
  );
}

function Since({since}: {since: SinceStep}) {
  return (
    <span>
      what changed since <FileLink file={since.file} name={since.name} />: {lines(since.added)} in,{' '}
      {lines(since.removed)} out
    </span>
  );
}

function Frame({
  code,
  children,
}: {
  code: Omit<ShownCode, 'html'>;
  children: (scroller: {
    ref: React.RefObject<HTMLDivElement | null>;
    className: string | undefined;
    role: 'group';
    'aria-label': string;
    tabIndex: 0 | undefined;
  }) => ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(ref);
  const {title, file, label, note, since} = code;
  const name = title ?? file ?? label;
  return (
    <div className={styles.code}>
      <div className={styles.head}>
        <div className={styles.name}>
          {title !== undefined && <b>{title}</b>}
          {file === undefined ? (
            title === undefined && <span>{label}</span>
          ) : (
            <code>
              <FileLink file={file} name={file} />
            </code>
          )}
          {note !== undefined && <span>{note}</span>}
          {since !== undefined && <Since since={since} />}
        </div>
        <CopyButton source={ref} />
      </div>
      {children({
        ref,
        className: styles.scroller,
        // Not a landmark: a page has many of them.
        role: 'group',
        'aria-label': since === undefined ? name : `${name}, what changed`,
        // Only what scrolls needs to be reached by keyboard; before hydration all might.
        tabIndex: overflows ? 0 : undefined,
      })}
    </div>
  );
}

/** Props of a fence drawn at build time, or of a string that the theme itself shows as code. */
type Props = {code: ShownCode} | {children: ReactNode; title?: string};

/** A block of code: head with name, note and copy button; body drawn by `src/remark/code`. */
export default function CodeBlock(props: Props) {
  if ('code' in props) {
    const {html, ...rest} = props.code;
    return (
      <Frame code={rest}>
        {scroller => <div {...scroller} dangerouslySetInnerHTML={{__html: html}} />}
      </Frame>
    );
  }
  const {children, title} = props;
  return (
    <Frame code={{label: 'text', ...(title !== undefined && {title})}}>
      {scroller => (
        <div {...scroller}>
          <pre>
            <code>
              <span className="l">{children}</span>
            </code>
          </pre>
        </div>
      )}
    </Frame>
  );
}
