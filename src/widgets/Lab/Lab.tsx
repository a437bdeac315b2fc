import {
  lazy,
  memo,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useReducer,
  useRef,
  useState,
  type DragEvent,
} from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import {classes} from '@site/src/components/classes';
import {CodeText} from '@site/src/components/CodeText';
import {AnswerView} from './AnswerView';
import {Ask} from './Ask';
import {commandOf} from './model/command';
import type {EditorFile} from './editor/contract';
import {Engine, type Message} from './engine';
import {keepFiles, keepTab, keptFiles, keptTab} from './keep';
import type {Refusal} from './model/mesh';
import {filesOfSide, sameFiles, type ShownLab} from './model/shown';
import {readDropped} from './own-files';
import {hashOf, linkOf, testCaseOf, type Opened} from './share';
import {
  differs,
  initialState,
  litLines,
  marksOf,
  questionsOf,
  reduce,
  stepsOfLine,
  tellingStep,
  type Setup,
} from './state';
import {styles} from './sheet';
import {Tabs} from './Tabs';
import {CodeView, Findings} from './Write';

const LabEditor = lazy(async () => ({default: (await import('./editor')).LabEditor}));

/** Time without a key before the engine reads what was typed. */
const PAUSE_MS = 250;

const STOPPED =
  'The engine stopped before it answered. Your text is kept; send again to start it anew.';

const LINK_PROBLEMS = {
  future:
    'This link was made by a later version of the lab, and cannot be read here. Load the page anew, or ask for the link again.',
  damaged:
    'This link is damaged: perhaps its end was cut off on the way. The lab shows its start. Ask for the whole link.',
  unpackable:
    'This browser cannot unpack the link. The lab shows its start; a newer browser opens the link.',
  gone: 'The start that this address names is not here any more. What was written in it, if anything, is below.',
} as const;

/** What a cluster does with an object that it refuses, and what the answer therefore is of. */
const refusedWords = (refused: readonly Refusal[]): string =>
  refused
    .map(
      ({resource, kept}) =>
        `A cluster refuses \`${resource}\` as it is written now${
          kept
            ? ', and keeps the version that it took last: the answer below is by that one.'
            : ', and has none from before: the answer below is without it.'
        }`,
    )
    .join(' ');

export interface LabOptions {
  /** What the address of the page brought along. */
  opened?: Opened;
  /** The lab has a page of its own, and keeps the address up to date. */
  alone?: boolean;
}

const ShownAnswer = memo(AnswerView);

/** One engine for all labs of a page. */
const engine = new Engine();

function useLab(shown: ShownLab) {
  const [state, dispatch] = useReducer(reduce, shown, initialState);
  const latest = useRef(0);
  const put = useCallback(async (message: Message) => {
    try {
      return await engine.ask(message);
    } catch {
      dispatch({type: 'problem', text: STOPPED});
      return null;
    }
  }, []);
  const send = useCallback(
    async (setup: Setup) => {
      const turn = (latest.current += 1);
      dispatch({type: 'asking', draw: setup.draw, hundred: setup.hundred});
      const reply = await put({
        type: 'ask',
        questions: questionsOf(shown, setup),
        hundred: setup.hundred,
      });
      if (reply === null || turn !== latest.current) return;
      switch (reply.type) {
        case 'answered':
          // Drawn piece by piece: whoever types on is not held up.
          startTransition(() => dispatch({...reply, files: setup.files}));
          break;
        case 'refused':
          dispatch({type: 'problem', text: reply.text});
          break;
        case 'broken':
          dispatch({type: 'broken'});
          break;
        case 'checked':
        case 'judged':
          break;
        default:
          reply satisfies never;
      }
    },
    [put, shown],
  );
  const check = useCallback(
    async (files: readonly EditorFile[]) => {
      const reply = await put({type: 'check', world: shown.world, files});
      if (reply?.type === 'checked') startTransition(() => dispatch(reply));
    },
    [put, shown],
  );
  return {state, dispatch, send, check};
}

/** Copies a text, and shows it where the browser does not let us. */
function useCopy() {
  const [said, setSaid] = useState<{words: string; text: string | null} | null>(null);
  const copy = async (text: string, words: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({words, text: null});
    } catch {
      setSaid({words: 'Copy it from here:', text});
    }
  };
  return {said, copy};
}

/** The request lab: write, ask, and read who decided what. */
export function Lab({shown, opened, alone = false}: {shown: ShownLab} & LabOptions) {
  const {state, dispatch, send, check} = useLab(shown);
  const {setup, active, answers, hundreds, side, step, tab, diagnostics} = state;
  const {preset, variations} = shown;
  const [editing, setEditing] = useState(false);
  const [mine, setMine] = useState<readonly EditorFile[] | null>(null);
  const {said, copy} = useCopy();
  const labAddress = useBaseUrl('/lab');
  const file = setup.files.find(({name}) => name === active) ?? setup.files[0];
  const typed = useRef(0);
  const desk = useRef<HTMLDivElement>(null);

  const ask = useCallback(
    (next: Setup) => {
      dispatch({type: 'setup', setup: next});
      void send(next);
    },
    [dispatch, send],
  );

  /** Takes other files over, keeps them, and lets the engine read them once the reader pauses. */
  const write = useCallback(
    (files: readonly EditorFile[]) => {
      dispatch({type: 'files', files});
      keepFiles(preset.id, sameFiles(files, shown.files) ? null : files);
      window.clearTimeout(typed.current);
      typed.current = window.setTimeout(() => {
        void check(files);
        void send({...setup, files, draw: 1});
      }, PAUSE_MS);
    },
    [check, dispatch, preset.id, send, setup, shown.files],
  );

  // What a link brings, or what was typed here before.
  const first = useRef(() => {
    const kept = keptFiles(preset.id);
    dispatch({type: 'tab', tab: keptTab()});
    // The text of a link whose start is gone can still be read.
    const link = opened && 'link' in opened ? opened.link : null;
    const complain = () => {
      if (opened && opened.type !== 'none' && opened.type !== 'link')
        dispatch({type: 'problem', text: LINK_PROBLEMS[opened.type]});
    };
    complain();
    if (link) {
      const {caller, request, behaviours, seed, draw, hundred} = link;
      const files = link.files ?? shown.files;
      const accepted = link.accepted ?? shown.files;
      const next = {files, accepted, caller, request, behaviours, seed, draw, hundred};
      dispatch({type: 'setup', setup: next});
      if (kept && !sameFiles(kept, next.files)) {
        keepFiles(preset.id, kept, 'before');
        setMine(kept);
      }
      void check(next.files);
      void send(next).then(() => {
        dispatch({type: 'step', side: link.side, step: link.step});
        complain();
      });
    } else if (kept) {
      dispatch({type: 'files', files: kept});
      void check(kept);
      void send({...setup, files: kept});
    } else setMine(keptFiles(preset.id, 'before'));
  });
  useEffect(() => first.current(), []);
  useEffect(() => () => window.clearTimeout(typed.current), []);

  // The address of the lab's own page is always a link to what is shown.
  const touched = useRef(false);
  const {unsent, busy} = state;
  useEffect(() => {
    if (!alone || unsent || busy) return undefined;
    if (!touched.current) {
      touched.current = true;
      return undefined;
    }
    let left = false;
    void hashOf(linkOf(preset.id, shown.files, setup, {side, step})).then(hash => {
      if (!left) window.history.replaceState(window.history.state, '', hash);
    });
    return () => {
      left = true;
    };
  }, [alone, unsent, busy, preset.id, shown.files, setup, side, step]);

  const onStep = useCallback(
    (at: number, next: number) => dispatch({type: 'step', side: at, step: next}),
    [dispatch],
  );
  const onLine = (name: string, line: number) => {
    const found = stepsOfLine(answers, name, line);
    const now = found.findIndex(entry => entry.side === side && entry.step === step);
    const next = found[(now + 1) % Math.max(found.length, 1)];
    if (next) dispatch({type: 'step', ...next});
  };
  const onLines = useCallback(
    (at: number) => {
      const answer = answers[at];
      if (at !== side && answer) dispatch({type: 'step', side: at, step: tellingStep(answer)});
      else if (answer) dispatch({type: 'step', side: at, step});
      dispatch({type: 'tab', tab: 'write'});
      // On a phone the other tab was shown: its place is known after the next frame.
      requestAnimationFrame(() => desk.current?.scrollIntoView({block: 'start'}));
    },
    [answers, dispatch, side, step],
  );
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files);
  };
  const take = async (list: FileList | null) => {
    const {files, problem} = await readDropped(setup.files, [...(list ?? [])]);
    if (problem !== null) dispatch({type: 'problem', text: problem});
    if (files === setup.files) return;
    write(files);
    const added = files.find(({name}) => !setup.files.some(own => own.name === name));
    if (added) dispatch({type: 'active', name: added.name});
  };
  const tryOut = (next: Setup) => {
    window.clearTimeout(typed.current);
    // What the reader wrote makes room, and can be brought back.
    const own = keptFiles(preset.id);
    if (own) {
      keepFiles(preset.id, own, 'before');
      setMine(own);
    }
    dispatch({type: 'tab', tab: 'ask'});
    void check(next.files);
    ask(next);
    requestAnimationFrame(() => desk.current?.scrollIntoView({block: 'start'}));
  };
  const reset = () => {
    window.clearTimeout(typed.current);
    keepFiles(preset.id, null);
    dispatch({type: 'reset', to: initialState(shown)});
  };

  const workloads = [
    ...new Set(answers.flatMap(({targets}) => targets.map(({workload}) => workload))),
  ];
  const fresh = sameFiles(state.answeredFiles, setup.files);
  const marks = marksOf(fresh ? answers : [], file?.name ?? '');
  const testCase = testCaseOf(preset.title, {
    ...setup,
    files: filesOfSide(setup.files, preset.sides, side),
  });
  const headline = answers[0]?.headline ?? '';
  return (
    <section className={styles.lab} aria-label={`Request lab: ${preset.title}`}>
      <p className={styles.title}>
        <b>{preset.title}</b> <CodeText>{preset.look}</CodeText>
      </p>
      <Tabs
        label="Lab"
        className={styles.tabs}
        tabs={[
          {id: 'write', label: 'Rules'},
          {id: 'ask', label: `Request: ${headline}`},
        ]}
        chosen={tab}
        onChoose={id => {
          const next = id === 'ask' ? 'ask' : 'write';
          keepTab(next);
          dispatch({type: 'tab', tab: next});
        }}
      />
      <div className={styles.desk} data-tab={tab} ref={desk}>
        {/* Files are dropped here; who has no pointer opens them with the button. */}
        <div className={styles.write} onDragOver={event => event.preventDefault()} onDrop={onDrop}>
          <p className={styles.head}>Write</p>
          <Tabs
            label="Files"
            className={styles.files}
            tabs={setup.files.map(({name}) => ({id: name, label: name}))}
            chosen={active}
            onChoose={name => dispatch({type: 'active', name})}
          />
          {file &&
            (editing ? (
              <Suspense fallback={<p>The editor is on its way.</p>}>
                <LabEditor
                  files={setup.files}
                  active={file.name}
                  preset={shown.files}
                  diagnostics={diagnostics}
                  lit={fresh ? litLines(state) : []}
                  marks={marks}
                  onChange={write}
                  onActive={name => dispatch({type: 'active', name})}
                  onLine={onLine}
                />
              </Suspense>
            ) : (
              <CodeView
                file={file}
                marks={marks}
                lit={fresh ? litLines(state) : []}
                warned={
                  new Set(
                    diagnostics.flatMap(({place}) =>
                      place?.file === file.name ? [place.start.line] : [],
                    ),
                  )
                }
                onLine={line => onLine(file.name, line)}
              />
            ))}
          <Findings diagnostics={diagnostics} onPlace={name => dispatch({type: 'active', name})} />
          <p className={classes(styles.row, styles.actions)}>
            {!editing && (
              <button type="button" className="btn" onClick={() => setEditing(true)}>
                Edit
              </button>
            )}
            <label className={classes('tool', styles.open)}>
              Open files
              <input
                type="file"
                multiple
                accept=".yaml,.yml,.json"
                onChange={event => {
                  void take(event.target.files);
                }}
              />
            </label>
            {/* The editor has a button of its own, which can be undone. */}
            {!editing && (
              <button
                type="button"
                className="tool"
                disabled={!differs(shown, setup)}
                onClick={reset}
              >
                Reset
              </button>
            )}
            {mine && (
              <button
                type="button"
                className="tool"
                onClick={() => {
                  write(mine);
                  setMine(null);
                }}
              >
                Bring my own text back
              </button>
            )}
          </p>
          <p className={styles.quiet}>
            What you write or open stays in this browser: no part of it is sent anywhere.
          </p>
        </div>
        <div className={styles.askside}>
          <p className={styles.head}>Ask</p>
          <Ask
            caller={setup.caller}
            request={setup.request}
            ready={preset.ready}
            behaviours={setup.behaviours}
            workloads={workloads}
            seed={setup.seed}
            draw={setup.draw}
            busy={state.busy}
            onCaller={caller => dispatch({type: 'caller', caller})}
            onRequest={request => dispatch({type: 'request', request})}
            onReady={(caller, request) => ask({...setup, caller, request, draw: 1, hundred: false})}
            onBehaviour={(workload, behaviour) =>
              dispatch({type: 'behaviour', workload, behaviour})
            }
            onSeed={seed => dispatch({type: 'seed', seed})}
            onSend={hundred =>
              ask({...setup, hundred, draw: hundred || state.unsent ? 1 : setup.draw + 1})
            }
            onReplay={() => ask({...setup, draw: 1})}
          />
          {state.problem !== null && (
            <p className={styles.problem} role="alert">
              {state.problem}
            </p>
          )}
          {state.stale && (
            <p className={styles.problem} role="status">
              The YAML cannot be read now. This is the answer of the last text that could.
            </p>
          )}
          {state.refused.length > 0 && (
            <p className={styles.problem} role="status">
              <CodeText>{refusedWords(state.refused)}</CodeText>
            </p>
          )}
          <p className={styles.command}>
            <code>{commandOf(setup.request)}</code>
            {state.unsent && !state.busy && <span> Changed since the answer below.</span>}
          </p>
          <div className={answers.length > 1 ? styles.sides : undefined}>
            {answers.map((answer, index) => (
              <ShownAnswer
                key={index}
                side={index}
                answer={answer}
                title={preset.sides?.[index]?.title ?? null}
                hundred={hundreds[index] ?? null}
                step={index === side ? step : tellingStep(answer)}
                onStep={onStep}
                onLines={onLines}
                caller={setup.caller}
                flagPages={shown.flagPages}
              />
            ))}
          </div>
          <p className={classes(styles.row, styles.actions)}>
            <button
              type="button"
              className="tool"
              onClick={() =>
                void hashOf(linkOf(preset.id, shown.files, setup, {side, step})).then(hash =>
                  copy(`${window.location.origin}${labAddress}${hash}`, 'The link is copied.'),
                )
              }
            >
              Copy link
            </button>
            <button
              type="button"
              className="tool"
              disabled={testCase === null}
              onClick={() => testCase !== null && void copy(testCase, 'The case is copied.')}
            >
              Copy as test case
            </button>
            <span role="status">{said?.words}</span>
          </p>
          {said && said.text !== null && (
            <textarea
              className={styles.terminal}
              rows={6}
              readOnly
              aria-label="Text to copy"
              value={said.text}
              onFocus={event => event.target.select()}
            />
          )}
        </div>
      </div>
      {variations.length > 0 && (
        <div className={styles.variations}>
          <p className={styles.head}>Try</p>
          <ul>
            {variations.map(({title, text, ...varied}) => (
              <li key={title}>
                <button
                  type="button"
                  className="btn"
                  onClick={() =>
                    tryOut({...varied, accepted: varied.files, seed: preset.seed, draw: 1})
                  }
                >
                  {title}
                </button>
                <span>
                  <CodeText>{text}</CodeText>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
