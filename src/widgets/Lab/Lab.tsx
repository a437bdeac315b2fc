import {useCallback, useEffect, useReducer, useRef} from 'react';
import {CodeText} from '@site/src/components/CodeText';
import {AnswerView} from './AnswerView';
import {Ask} from './Ask';
import {Engine, type Message} from './engine';
import type {ShownLab} from './model/shown';
import {
  initialState,
  litLines,
  marksOf,
  questionsOf,
  reduce,
  stepsOfLine,
  type LabState,
  type Setup,
} from './state';
import styles from './styles.module.css';
import {CodeView, FileTabs, Findings} from './Write';

const STOPPED =
  'The engine stopped before it answered. Your text is kept; send again to start it anew.';

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
          dispatch({...reply, files: setup.files});
          break;
        case 'refused':
          dispatch({type: 'problem', text: reply.text});
          break;
        case 'broken':
          dispatch({type: 'broken'});
          break;
        case 'checked':
          break;
        default:
          reply satisfies never;
      }
    },
    [put, shown],
  );
  return {state, dispatch, send};
}

/** The request as one line of a shell. */
function commandOf({setup}: LabState): string {
  const {method, host, path, headers} = setup.request;
  const sent = headers.map(({name, value}) => ` -H '${name}: ${value}'`).join('');
  return `curl${method === 'GET' ? '' : ` -X ${method}`}${sent} http://${host}${path}`;
}

/** The request lab: write, ask, and read who decided what. */
export function Lab({shown}: {shown: ShownLab}) {
  const {state, dispatch, send} = useLab(shown);
  const {setup, active, answers, hundreds, side, step, tab, diagnostics} = state;
  const {preset, variations} = shown;
  const file = setup.files.find(({name}) => name === active) ?? setup.files[0];
  const frame = useRef<HTMLElement>(null);

  const onStep = useCallback(
    (at: number, next: number) => dispatch({type: 'step', side: at, step: next}),
    [dispatch],
  );
  const onLine = (line: number) => {
    const found = stepsOfLine(answers, active, line);
    const now = found.findIndex(entry => entry.side === side && entry.step === step);
    const next = found[(now + 1) % Math.max(found.length, 1)];
    if (next) dispatch({type: 'step', ...next});
  };
  const ask = (next: Setup) => {
    dispatch({type: 'setup', setup: next});
    dispatch({type: 'tab', tab: 'ask'});
    void send(next);
  };
  const workloads = [
    ...new Set(answers.flatMap(({targets}) => targets.map(({workload}) => workload))),
  ];
  const headline = answers[0]?.headline ?? '';
  useEffect(() => {
    frame.current?.toggleAttribute('data-live', true);
  }, []);
  return (
    <section className={styles.lab} aria-label={`Request lab: ${preset.title}`} ref={frame}>
      <p className={styles.title}>
        <b>{preset.title}</b> <CodeText>{preset.look}</CodeText>
      </p>
      <div className={styles.tabs} role="tablist" aria-label="Lab">
        {(['write', 'ask'] as const).map(name => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={tab === name}
            onClick={() => dispatch({type: 'tab', tab: name})}
          >
            {name === 'write' ? 'Rules' : `Request: ${headline}`}
          </button>
        ))}
      </div>
      <div className={styles.desk} data-tab={tab}>
        <div className={styles.write}>
          <p className={styles.head}>Write</p>
          <FileTabs
            files={setup.files}
            active={active}
            onActive={name => dispatch({type: 'active', name})}
          />
          {file && (
            <CodeView
              file={file}
              marks={marksOf(answers, file.name)}
              lit={litLines(state)}
              warned={
                new Set(
                  diagnostics.flatMap(({place}) =>
                    place?.file === file.name ? [place.start.line] : [],
                  ),
                )
              }
              onLine={onLine}
            />
          )}
          <Findings diagnostics={diagnostics} onPlace={name => dispatch({type: 'active', name})} />
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
              ask({
                ...setup,
                hundred,
                draw: hundred || state.unsent ? 1 : setup.draw + 1,
              })
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
          <p className={styles.command}>
            <code>{commandOf(state)}</code>
          </p>
          {answers.map((answer, index) => (
            <AnswerView
              key={index}
              answer={answer}
              title={preset.sides?.[index]?.title ?? null}
              hundred={hundreds[index] ?? null}
              step={index === side ? step : -1}
              onStep={next => onStep(index, next)}
              caller={setup.caller}
              flagPages={shown.flagPages}
            />
          ))}
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
                  onClick={() => ask({...varied, seed: preset.seed, draw: 1})}
                >
                  {title}
                </button>{' '}
                <CodeText>{text}</CodeText>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
