import type {MouseEvent} from 'react';
import Link from '@docusaurus/Link';
import {CodeText} from '@site/src/components/CodeText';
import {classes} from '@site/src/components/classes';
import type {EditorFile, LabDiagnostic, LitLines, Verdict} from './editor/contract';
import {Mark} from './Mark';
import {VERDICT_WORDS} from './model/words';
import {styles} from './sheet';
import {YamlLine} from './yaml';

interface CodeViewProps {
  file: EditorFile;
  marks: ReadonlyMap<number, Verdict>;
  lit: readonly LitLines[];
  warned: ReadonlySet<number>;
  onLine: (line: number) => void;
}

/** The file to read: every line can be clicked, and a mark is a button. */
export function CodeView({file, marks, lit, warned, onLine}: CodeViewProps) {
  const lines = file.text.replace(/\n$/, '').split('\n');
  const click = (event: MouseEvent<HTMLElement>) => {
    const line = (event.target as HTMLElement).closest<HTMLElement>('[data-n]')?.dataset.n;
    if (line !== undefined) onLine(Number(line));
  };
  const litBy = (line: number) =>
    lit.find(({file: own, lines: [from, to]}) => own === file.name && from <= line && line <= to);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the keyboard has the marks, which are buttons, and the ladder
    <pre className={styles.code} onClick={click} role="group" aria-label={file.name}>
      <code>
        {lines.map((text, index) => {
          const number = index + 1;
          const mark = marks.get(number);
          const by = litBy(number);
          return (
            <span
              key={number}
              data-n={number}
              className={classes(
                styles.line,
                by && styles[`lit-${by.verdict}`],
                warned.has(number) && styles.warned,
              )}
            >
              {mark !== undefined && (
                <button
                  type="button"
                  className={styles.gutter}
                  aria-label={`Line ${number}, ${VERDICT_WORDS[mark]}: show the step`}
                >
                  <Mark verdict={mark} />
                </button>
              )}
              <YamlLine text={text} />
              {'\n'}
            </span>
          );
        })}
      </code>
    </pre>
  );
}

/** What is wrong with the files, as sentences below them. */
export function Findings({
  diagnostics,
  onPlace,
}: {
  diagnostics: readonly LabDiagnostic[];
  onPlace: (file: string, line: number) => void;
}) {
  if (diagnostics.length === 0) return null;
  return (
    <ul className={styles.findings} aria-label="Findings">
      {diagnostics.slice(0, 5).map(({code, message, place, help, page}, index) => (
        <li key={`${code} ${message} ${place?.start.offset ?? ''}`}>
          {place !== null && (
            <button type="button" onClick={() => onPlace(place.file, place.start.line)}>
              Line {place.start.line}
            </button>
          )}{' '}
          <b>{code}</b> {message}
          {/* One piece of advice is said once. */}
          {help !== undefined && diagnostics[index - 1]?.help !== help && (
            <>
              {' '}
              <CodeText>{help}</CodeText>
            </>
          )}
          {page !== undefined && diagnostics[index - 1]?.page !== page && (
            <>
              {' '}
              <Link to={`/docs/${page.replace(/\/index$/, '')}`}>The page about it</Link>
            </>
          )}
        </li>
      ))}
      {diagnostics.length > 5 && <li>And {diagnostics.length - 5} more.</li>}
    </ul>
  );
}
