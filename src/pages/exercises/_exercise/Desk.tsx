import {lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState} from 'react';
import CodeBlock from '@site/src/theme/CodeBlock';
import Heading from '@theme/Heading';
import type {ShownExercise} from '@site/src/data/shown-exercise';
import {keepSolved} from '@site/src/components/progress/store';
import {Engine} from '@site/src/widgets/Lab/engine';
import type {
  EditorFile,
  LabDiagnostic,
  LitLines,
  Verdict,
} from '@site/src/widgets/Lab/editor/contract';
import {keepFiles, keptFiles} from '@site/src/widgets/Lab/keep';
import type {ExerciseVerdict, RowVerdict} from '@site/src/widgets/Lab/model/exercise';
import worldYaml from '@site/examples/exercises/world.yaml?raw';
import type {TraceEventType} from '@site/src/mesh';
import {Rows} from './Rows';
import {styles} from './sheet';

const LabEditor = lazy(async () => ({
  default: (await import('@site/src/widgets/Lab/editor')).LabEditor,
}));

const WORLD: EditorFile = {name: 'world.yaml', text: worldYaml};
const FILE = 'rules.yaml';
/** So long nothing is typed before the text is looked at. */
const PAUSE_MS = 300;
const STOPPED = 'The engine stopped before it answered. Your text is kept: check again.';
const NO_LINES: readonly LitLines[] = [];
const NO_MARKS: ReadonlyMap<number, Verdict> = new Map();

/** Decisions that end a request badly. */
const FAILS: ReadonlySet<TraceEventType> = new Set([
  'no-cluster',
  'no-endpoint',
  'no-route',
  'fault-abort',
  'timeout',
]);

const engine = new Engine();

/** Lines of the way that a request went: lit where a rule took it, marked where one let it pass. */
function linesOf(verdict: RowVerdict | null): {
  lit: readonly LitLines[];
  marks: ReadonlyMap<number, Verdict>;
} {
  const lit: LitLines[] = [];
  const marks = new Map<number, Verdict>();
  for (const {event} of verdict?.trace ?? []) {
    const {place, type} = event;
    if (place === null || place.file !== FILE) continue;
    const kind = type === 'route-skipped' ? 'skip' : FAILS.has(type) ? 'fail' : 'hit';
    marks.set(place.start.line, kind);
    if (type === 'route-matched')
      lit.push({file: FILE, lines: [place.start.line, place.end.line], verdict: 'hit'});
  }
  return lit.length + marks.size === 0 ? {lit: NO_LINES, marks: NO_MARKS} : {lit, marks};
}

function summary({rows, refused, solved}: ExerciseVerdict): string {
  if (solved) return 'Solved. All requests behave as wished, also those that are not shown.';
  if (refused.length > 0) return 'A cluster would not take this YAML: mend what the margin shows.';
  const failing = rows.filter(({hidden, missed}) => !hidden && missed !== null).length;
  return failing === 0
    ? 'All that you see is right. But other requests are asked as well, and this one goes wrong.'
    : `${failing} of ${rows.filter(({hidden}) => !hidden).length} requests do not behave as wished.`;
}

/** The exercise at work: editor, check, verdict. */
export function Desk({exercise}: {exercise: ShownExercise}) {
  const {id, rows, hidden, start, solution} = exercise;
  const kept = `exercise/${id}`;
  const preset = useMemo<readonly EditorFile[]>(
    () => [{name: FILE, text: start.text}],
    [start.text],
  );
  const [files, setFiles] = useState<readonly EditorFile[]>(() => keptFiles(kept) ?? preset);
  const [diagnostics, setDiagnostics] = useState<readonly LabDiagnostic[]>([]);
  const [verdict, setVerdict] = useState<ExerciseVerdict | null>(null);
  const [stale, setStale] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [traced, setTraced] = useState<RowVerdict | null>(null);
  const turn = useRef(0);
  const says = useRef<HTMLParagraphElement>(null);

  const onChange = useCallback(
    (next: readonly EditorFile[]) => {
      setFiles(next);
      setStale(true);
      setTraced(null);
      keepFiles(kept, next[0]?.text === start.text ? null : next);
    },
    [kept, start.text],
  );

  useEffect(() => {
    const timer = setTimeout(() => {
      const mine = (turn.current += 1);
      engine.ask({type: 'check', world: [WORLD], files}).then(
        reply => {
          if (reply.type === 'checked' && mine === turn.current) setDiagnostics(reply.diagnostics);
        },
        // Whoever asks for the verdict is told.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [files]);

  const check = async () => {
    setBusy(true);
    setProblem('');
    try {
      const reply = await engine.ask({
        type: 'judge',
        exercise: {rows, hidden},
        world: WORLD,
        files,
      });
      if (reply.type !== 'judged') return;
      setVerdict(reply.verdict);
      setStale(false);
      setTraced(null);
      if (reply.verdict.solved) keepSolved(id);
    } catch {
      setProblem(STOPPED);
    } finally {
      setBusy(false);
      says.current?.focus();
    }
  };

  const {lit, marks} = useMemo(() => linesOf(traced), [traced]);
  const shown = verdict?.rows.filter(row => !row.hidden);
  const surprise = verdict?.rows.find(row => row.hidden && row.missed !== null);
  const revealed = surprise && shown?.every(({missed}) => missed === null) ? surprise : undefined;
  return (
    <div className={styles.desk}>
      <section aria-labelledby="write">
        <Heading as="h2" id="write">
          Write
        </Heading>
        <Suspense fallback={<CodeBlock code={start.code} />}>
          <LabEditor
            files={files}
            active={FILE}
            preset={preset}
            diagnostics={diagnostics}
            lit={lit}
            marks={marks}
            onChange={onChange}
            onActive={ignore}
            onLine={ignore}
          />
        </Suspense>
      </section>
      <section aria-labelledby="wishes">
        <Heading as="h2" id="wishes">
          How it should behave
        </Heading>
        <Rows rows={rows} verdicts={shown} onTrace={setTraced} />
        {revealed && <Rows rows={[revealed.row]} verdicts={[revealed]} onTrace={setTraced} />}
        <p className={styles.go}>
          <button
            type="button"
            className="btn btn--main"
            aria-disabled={busy}
            onClick={busy ? undefined : () => void check()}
          >
            Check
          </button>
          <button
            type="button"
            className="btn"
            onClick={() => onChange([{name: FILE, text: solution.text}])}
          >
            Put the solution in
          </button>
        </p>
        <p
          ref={says}
          tabIndex={-1}
          role="status"
          className={verdict?.solved && !stale ? styles.done : styles.says}
        >
          {problem}
          {problem === '' && verdict && !stale && summary(verdict)}
          {problem === '' && stale && verdict && 'The YAML has changed since. Check again.'}
        </p>
      </section>
    </div>
  );
}

const ignore = (): void => {};
