import type {CaseRequest} from '../../scripts/lib/conformance-case';
import type {Exercise, ExerciseCaller, ExerciseRow} from '../../src/data/exercises';

/** The same questions as an exercise asks, in the words of recorded cases. */

export const CALLERS: Readonly<Record<ExerciseCaller, object>> = {
  ui: {workload: 'ui', namespace: 'default'},
  search: {workload: 'search-v1', namespace: 'default'},
  cart: {workload: 'cart', namespace: 'shop'},
  outside: {gateway: 'ingress'},
};

export function requestsOf(row: ExerciseRow): CaseRequest[] {
  const {url, method, headers, times = 1, users, pods, wish} = row;
  return (users ?? [null]).map(user => {
    const sent = {...headers, ...(user === null ? {} : {'x-user': user})};
    return {
      url,
      ...(method === undefined ? {} : {method}),
      ...(Object.keys(sent).length === 0 ? {} : {headers: sent}),
      ...(times === 1 ? {} : {repeat: times}),
      ...(pods === undefined ? {} : {upstreams: {'search-v1': [...pods], 'search-v2': [...pods]}}),
      ...(wish.withinMs === undefined ? {} : {timed: true}),
    };
  });
}

/** Rows by caller, in the order in which the callers first ask. */
export function rowsByCaller({rows, hidden}: Exercise): Map<ExerciseCaller, ExerciseRow[]> {
  const result = new Map<ExerciseCaller, ExerciseRow[]>();
  for (const row of [...rows, ...hidden])
    result.set(row.caller, [...(result.get(row.caller) ?? []), row]);
  return result;
}
