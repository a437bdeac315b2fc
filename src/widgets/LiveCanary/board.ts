import uiService from '@site/examples/demo/app/ui-service.yaml?raw';
import uiDeployment from '@site/examples/demo/app/ui-v1-deployment.yaml?raw';
import searchService from '@site/examples/demo/app/search-service.yaml?raw';
import searchV1 from '@site/examples/demo/app/search-v1-deployment.yaml?raw';
import searchV2 from '@site/examples/demo/app/search-v2-deployment.yaml?raw';
import searchRule from '@site/examples/demo/istio/v1-only/search-destination-rule.yaml?raw';
import {
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findCaller,
  parseDocuments,
  simulate,
  type TraceEvent,
} from '@site/src/mesh';
import type {Board, Decision} from './fleet';
import {FILE, ruleWith} from './rule';

const WORLD = [uiService, uiDeployment, searchService, searchV1, searchV2, searchRule].flatMap(
  (text, index) => parseDocuments(text, `world-${index}.yaml`).documents,
);

/** Lines of the rule that a decision rests on: the drawn destination, or the match. */
function linesOf(event: TraceEvent | undefined): readonly [number, number] {
  const place = event?.place;
  if (place == null) throw new Error('A decision of the canary rule has no place in it.');
  const {start, end} = place;
  return [start.line, end.column === 1 ? end.line - 1 : end.line];
}

function decisionOf(events: readonly TraceEvent[], header: boolean, answered: string): Decision {
  const draw = events.find(event => event.type === 'weights');
  const match = events.find(event => event.type === 'route-matched');
  return {
    version: answered === 'v2' ? 'v2' : 'v1',
    header,
    ...(draw === undefined ? {} : {draw: {weight: draw.weight, of: draw.total}}),
    lines: linesOf(draw ?? match),
  };
}

/** The demo with the rule in sight: the engine decides as the proxy of `ui` would. */
export const board: Board = ({weights, header, seed}) => {
  const rule = parseDocuments(ruleWith(weights), FILE);
  const {mesh, diagnostics} = buildMesh([...WORLD, ...rule.documents]);
  const refusal = [...rule.diagnostics, ...diagnostics].find(({severity}) => severity === 'error');
  if (refusal !== undefined) return {refused: refusal.message};
  const caller = findCaller(mesh, {workload: 'ui-v1', namespace: 'default'});
  const {request} = createRequest({
    url: 'http://search:8080/',
    headers: header ? {version: 'beta'} : {},
  });
  if (caller === null || request === null) throw new Error('The demo has no ui that calls search.');
  const session = createSession(compileProxy(mesh, caller), {seed});
  return {
    pilot: () => {
      const {outcome, events} = simulate(session, request, {trace: true});
      return decisionOf(events, header, outcome.endpoint?.labels.version ?? '');
    },
  };
};
