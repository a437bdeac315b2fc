import {useId, useState, type ChangeEvent, type FormEvent} from 'react';
import type {LabBehaviour, LabCaller, LabHeader, LabRequest} from '@site/src/data/labs/types';
import {styles} from './sheet';

const CALLERS: Readonly<Record<LabCaller, string>> = {
  ui: 'ui',
  search: 'search v1',
  shop: 'cart, in namespace shop',
  plain: 'a Pod without sidecar',
  gateway: 'the ingress gateway',
  outside: 'someone outside',
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];

const BEHAVIOURS: readonly {label: string; behaviour: LabBehaviour}[] = [
  {label: 'answers 200', behaviour: {type: 'fine'}},
  {label: 'fails once, with 503', behaviour: {type: 'fail', status: 503, times: 1}},
  {label: 'fails twice, with 503', behaviour: {type: 'fail', status: 503, times: 2}},
  {label: 'always fails, with 503', behaviour: {type: 'fail', status: 503, times: 0}},
  {label: 'always fails, with 500', behaviour: {type: 'fail', status: 500, times: 0}},
  {label: 'takes 3 seconds', behaviour: {type: 'slow', ms: 3000}},
  {label: 'is down', behaviour: {type: 'down'}},
];

/** The demo's tokens (`examples/demo/security/tokens`). */
const TOKEN_LABELS = {
  customer: 'of anna, a customer',
  visitor: 'of gus, a visitor',
  expired: 'of anna, ended',
  search: 'of anna, for search',
} as const;

export type TokenId = keyof typeof TOKEN_LABELS;
type Tokens = Readonly<Partial<Record<TokenId, string>>>;

const isToken = ({name}: LabHeader): boolean => name.toLowerCase() === 'authorization';

/** Which of the tokens a request carries. */
function tokenOf({headers}: LabRequest, tokens: Tokens): TokenId | 'none' | 'own' {
  const header = headers.find(isToken);
  if (!header) return 'none';
  const known = (Object.keys(tokens) as TokenId[]).find(
    id => header.value === `Bearer ${tokens[id]}`,
  );
  return known ?? 'own';
}

const keyOf = (behaviour: LabBehaviour): string => JSON.stringify(behaviour);

interface Props {
  caller: LabCaller;
  request: LabRequest;
  ready: readonly {label: string; caller: LabCaller; request: LabRequest}[];
  behaviours: Readonly<Record<string, LabBehaviour>>;
  /** Workloads that can be told how to behave. */
  workloads: readonly string[];
  seed: number;
  draw: number;
  busy: boolean;
  onCaller: (caller: LabCaller) => void;
  onRequest: (request: LabRequest) => void;
  onReady: (caller: LabCaller, request: LabRequest) => void;
  onBehaviour: (workload: string, behaviour: LabBehaviour) => void;
  onSeed: (seed: number) => void;
  onSend: (hundred: boolean) => void;
  onReplay: () => void;
}

/** Header fields with one way to add and to take away. */
function Headers({
  headers,
  onHeaders,
}: {
  headers: readonly LabHeader[];
  onHeaders: (headers: readonly LabHeader[]) => void;
}) {
  const put = (index: number, part: Partial<LabHeader>) =>
    onHeaders(headers.map((header, at) => (at === index ? {...header, ...part} : header)));
  return (
    <>
      {headers.map(({name, value}, index) => (
        <div className={styles.header} key={index}>
          <label>
            Header
            <input
              value={name}
              spellCheck={false}
              autoCapitalize="none"
              onChange={event => put(index, {name: event.target.value})}
            />
          </label>
          <label>
            Value
            <input
              value={value}
              spellCheck={false}
              autoCapitalize="none"
              onChange={event => put(index, {value: event.target.value})}
            />
          </label>
          <button
            type="button"
            className="tool"
            aria-label={`Take the header ${name} away`}
            onClick={() => onHeaders(headers.filter((_, at) => at !== index))}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </>
  );
}

/** Who asks for what, and how the other side behaves. */
export function Ask(props: Props) {
  const {caller, request, ready, behaviours, workloads, seed, draw, busy} = props;
  const {onCaller, onRequest, onReady, onBehaviour, onSeed, onSend, onReplay} = props;
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(false);
  };
  const put = (part: Partial<LabRequest>) => onRequest({...request, ...part});
  const [tokens, setTokens] = useState<Tokens>({});
  const takeToken = async (event: ChangeEvent<HTMLSelectElement>) => {
    const {value} = event.target;
    // A token is half a kilobyte: those of the demo come when one is asked for.
    const {TOKENS} = await import('./tokens');
    setTokens(TOKENS);
    const token = value in TOKENS ? TOKENS[value as TokenId] : null;
    const others = request.headers.filter(header => !isToken(header));
    put({
      headers:
        token === null ? others : [...others, {name: 'authorization', value: `Bearer ${token}`}],
    });
  };
  return (
    <form className={styles.ask} onSubmit={submit}>
      {ready.length > 1 && (
        <p className={styles.row}>
          {ready.map(({label, caller: who, request: what}) => (
            <button key={label} type="button" className="tool" onClick={() => onReady(who, what)}>
              {label}
            </button>
          ))}
        </p>
      )}
      <label>
        Caller
        <select value={caller} onChange={event => onCaller(event.target.value as LabCaller)}>
          {Object.entries(CALLERS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Method
        <select value={request.method} onChange={event => put({method: event.target.value})}>
          {METHODS.map(method => (
            <option key={method}>{method}</option>
          ))}
        </select>
      </label>
      <label>
        Host
        <input
          value={request.host}
          spellCheck={false}
          autoCapitalize="none"
          onChange={event => put({host: event.target.value})}
        />
      </label>
      <label>
        Path
        <input
          value={request.path}
          spellCheck={false}
          autoCapitalize="none"
          onChange={event => put({path: event.target.value})}
        />
      </label>
      <Headers headers={request.headers} onHeaders={headers => put({headers})} />
      <div className={styles.row}>
        <button
          type="button"
          className="tool"
          onClick={() => put({headers: [...request.headers, {name: '', value: ''}]})}
        >
          Add a header
        </button>
        <label className={styles.token}>
          Token
          <select value={tokenOf(request, tokens)} onChange={event => void takeToken(event)}>
            <option value="none">none</option>
            {Object.entries(TOKEN_LABELS).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
            <option value="own" disabled>
              one of your own
            </option>
          </select>
        </label>
      </div>
      {workloads.length > 0 && (
        <details className={styles.behaviours}>
          <summary>How the other side behaves</summary>
          {workloads.map(workload => (
            <label key={workload}>
              <code>{workload}</code>
              <select
                value={keyOf(behaviours[workload] ?? {type: 'fine'})}
                onChange={event =>
                  onBehaviour(workload, JSON.parse(event.target.value) as LabBehaviour)
                }
              >
                {behaviourChoices(behaviours[workload]).map(({label, behaviour}) => (
                  <option key={label} value={keyOf(behaviour)}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </details>
      )}
      <div className={styles.row}>
        <button type="submit" className="btn btn--main" disabled={busy}>
          Send one
        </button>
        <button type="button" className="btn" disabled={busy} onClick={() => onSend(true)}>
          Send a hundred
        </button>
        <span className={styles.seed}>
          <label htmlFor={`${id}seed`}>Seed</label>
          <input
            id={`${id}seed`}
            inputMode="numeric"
            value={seed}
            onChange={event => onSeed(Number(event.target.value.replace(/\D/g, '').slice(0, 9)))}
          />
          {draw > 1 && (
            <>
              draw {draw}
              <button type="button" className="tool" onClick={onReplay}>
                Again from draw 1
              </button>
            </>
          )}
        </span>
      </div>
    </form>
  );
}

/** The usual choices, and what a start or a link brought along. */
function behaviourChoices(own: LabBehaviour | undefined) {
  if (own === undefined || BEHAVIOURS.some(({behaviour}) => keyOf(behaviour) === keyOf(own)))
    return BEHAVIOURS;
  const label =
    own.type === 'slow'
      ? `takes ${own.ms} ms`
      : own.type === 'fail'
        ? `fails ${own.times === 0 ? 'always' : `${own.times} times`}, with ${own.status}`
        : own.type;
  return [...BEHAVIOURS, {label, behaviour: own}];
}
