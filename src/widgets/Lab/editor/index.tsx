import {useEffect, useRef, useState, type ReactNode} from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import {diffLines} from 'diff';
import {CodeEditor, type Possible} from './code-editor';
import type {EditorProps} from './contract';
import {href, styles} from './sheet';

const NOTHING: Possible = {undo: false, redo: false, up: false, down: false};

const ICONS = {
  undo: 'M7 4 3 8l4 4M3 8h8a5 5 0 0 1 0 10H8',
  redo: 'M13 4l4 4-4 4m4-4H9a5 5 0 0 0 0 10h3',
  up: 'M10 17V4M4 10l6-6 6 6',
  down: 'M10 3v13M4 10l6 6 6-6',
};

function Tool({
  label,
  icon,
  disabled,
  onClick,
}: {
  label: string;
  icon: string;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    // Not `disabled`: the focus would be lost with the last step back.
    <button
      type="button"
      className="tool"
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={icon} />
      </svg>
    </button>
  );
}

/** What differs from the start, line by line. */
function Difference({before, after}: {before: string; after: string}): ReactNode {
  if (before === after) return <p className={styles.same}>Nothing differs from the start.</p>;
  const lines = diffLines(before, after).flatMap(({value, added, removed}) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map(text => ({text, kind: added ? 'added' : removed ? 'removed' : 'kept'}) as const),
  );
  return (
    <pre
      className={styles.difference}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      role="group"
      aria-label="Difference from the start"
    >
      {lines.map(({text, kind}, index) => (
        <span key={index} className={styles[kind]}>
          {kind !== 'kept' && <span className="sr-only">{kind}: </span>}
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

/** YAML to write: with completion, findings in the margin, and lists whose items move. Brings no tabs: they are its owner's. */
export function LabEditor(props: EditorProps) {
  const {files, active, preset, diagnostics, lit, marks, onChange, onActive, onLine} = props;
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  const [possible, setPossible] = useState(NOTHING);
  const [compares, setCompares] = useState(false);
  const docs = useBaseUrl('/docs/');

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    // Styles that a script makes are allowed in a shadow tree only: the page's policy forbids style elements.
    const root = element.shadowRoot ?? element.attachShadow({mode: 'open'});
    const made = new CodeEditor(root, {
      onText: () => {},
      onLine: () => {},
      onPossible: setPossible,
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, []);

  // The button that opened the editor is gone: Tab goes on from here.
  useEffect(() => frame.current?.focus({preventScroll: true}), []);

  useEffect(() => {
    const made = editor.current;
    if (made === null) return;
    made.listen({
      onText: (name, text) =>
        onChange(files.map(file => (file.name === name ? {...file, text} : file))),
      onLine,
      onPossible: setPossible,
    });
    made.sync(files, active);
  }, [files, active, onChange, onLine]);

  useEffect(() => {
    editor.current?.show({
      diagnostics: diagnostics.filter(({place}) => place === null || place.file === active),
      lit: lit.filter(({file}) => file === active),
      marks: marks ?? new Map(),
      pageAddress: page => `${docs}${page.replace(/\/index$/, '')}`,
    });
  }, [active, diagnostics, lit, marks, docs]);

  const before = preset.find(({name}) => name === active)?.text ?? '';
  const after = files.find(({name}) => name === active)?.text ?? '';
  const changed =
    files.length !== preset.length ||
    files.some(({name, text}) => preset.find(each => each.name === name)?.text !== text);

  const reset = () => {
    const made = editor.current;
    const own = preset.find(({name}) => name === active);
    if (own === undefined) {
      onChange(preset);
      onActive(preset[0]?.name ?? '');
      return;
    }
    made?.replace(own.text);
    onChange(preset);
  };
  return (
    <div className={styles.editor} ref={frame} tabIndex={-1}>
      <link rel="stylesheet" href={href} precedence="widgets" />
      <div className={styles.tools} role="group" aria-label="Editor">
        <Tool
          label="Undo"
          icon={ICONS.undo}
          disabled={!possible.undo}
          onClick={() => editor.current?.run('undo')}
        />
        <Tool
          label="Redo"
          icon={ICONS.redo}
          disabled={!possible.redo}
          onClick={() => editor.current?.run('redo')}
        />
        <Tool
          label="Move this item up"
          icon={ICONS.up}
          disabled={!possible.up}
          onClick={() => editor.current?.run('up')}
        />
        <Tool
          label="Move this item down"
          icon={ICONS.down}
          disabled={!possible.down}
          onClick={() => editor.current?.run('down')}
        />
        <button
          type="button"
          className="tool"
          aria-pressed={compares}
          onClick={() => setCompares(!compares)}
        >
          Difference
        </button>
        <button
          type="button"
          className="tool"
          aria-disabled={!changed}
          onClick={changed ? reset : undefined}
        >
          Reset
        </button>
      </div>
      <div ref={host} className={styles.host} />
      {compares && <Difference before={before} after={after} />}
      <p className={styles.hint}>
        Move a rule by its dash, or with <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd>. To leave the
        editor: <kbd>Esc</kbd>, then <kbd>Tab</kbd>.
      </p>
    </div>
  );
}
