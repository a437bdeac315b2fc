import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {agrees, checkPageOutcomes, checkQuizOutcomes} from '../../scripts/lib/content/outcomes';
import {readPages, say} from '../../scripts/lib/content/pages';
import type {Answer, Question} from '../../src/data/types';
import {readCourseData} from '../../src/remark/vocabulary/data';
import {readRecording, shownRecording} from '../../src/remark/vocabulary/recorded';
import {plant} from './planted';

const root = path.resolve(__dirname, '../..');
const pages = readPages(root);

const NO_SUBSET = 'course/kubernetes-and-istio-subset-without-rule';
const FIRST_MATCH = 'course/kubernetes-and-istio-first-match';
const SPLIT = 'traffic/blue-green';
const SHARE = 'course/connect-and-control-share-by-pods';
const V1_ONLY = 'examples/demo/istio/v1-only/search-virtual-service.yaml';

describe('the outcomes that pages and questions state', () => {
  it('are those that real Istio and Envoy answered, on pages', () => {
    expect(checkPageOutcomes(root, pages).map(say)).toEqual([]);
  });
  it('are those that real Istio and Envoy answered, in questions', () => {
    expect(checkQuizOutcomes(root, readCourseData(root).quizzes).map(say)).toEqual([]);
  });
});

const section = (text: string, more = '') =>
  `## A {/* #a */}\n\n\`\`\`yaml file=${V1_ONLY}\n\n\`\`\`\n\n<Confusion id="3" belief="It finds them" recorded="${NO_SUBSET}">\n\n${text}\n\n</Confusion>\n\n${more}`;

describe('a section that names a recorded case', () => {
  const check = (body: string) => checkPageOutcomes(root, [plant(body)]).map(say);
  const right = 'Status 503, flag `NC`.';

  it('passes when it says what was recorded', () => {
    expect(check(section(right, 'The log has `503 NC cluster_not_found`, `IST0101`.'))).toEqual([]);
  });
  it('may say anything of other requests in another section', () => {
    expect(check(section(right, '## B {/* #b */}\n\nStatus 404, flag `NR`.'))).toEqual([]);
  });
  it.each([
    ['another status', '503 or 504, flag `NC`.', 'status 504 was recorded in none'],
    ['another flag', 'Status 503, flag `NC`, not `UH`.', 'flag UH was recorded in none'],
    ['another message', `${right} See IST0109.`, 'message IST0109 was recorded in none'],
    [
      'another body',
      `${right} \`upstream request timeout\``,
      'body upstream request timeout was recorded in none',
    ],
    [
      'another cluster',
      `${right} \`outbound|8080||search.default.svc.cluster.local\``,
      'cluster outbound|8080||search.default.svc.cluster.local was recorded in none',
    ],
    ['no status', 'The flag is `NC`.', 'recorded status 503, and the section says nothing'],
    ['no flag', 'Status 503.', 'recorded flag NC, and the section says nothing'],
  ])('is refused when it says %s', (_name, text, message) => {
    expect(check(section(text))).toEqual([expect.stringContaining(message)]);
  });
  it('is refused when its YAML is not that of the case', () => {
    const other = 'examples/05-kubernetes-and-istio/own-namespace/search-virtual-service.yaml';
    expect(check(section(right).replace(V1_ONLY, other))).toEqual([
      expect.stringContaining('no YAML that was in force'),
    ]);
  });
  it('is refused when there is no such case or request', () => {
    expect(check('<Outcome recorded="traffic/gone" />')).toEqual([
      expect.stringMatching(/:10: <Outcome>: there is no recorded case conformance\/traffic\/gone/),
    ]);
    expect(check(`<Outcome recorded="${NO_SUBSET}" request="1" />`)).toEqual([
      expect.stringContaining('has the requests 0 to 0'),
    ]);
    expect(check('<Outcome recorded="lint/no-destination" />')).toEqual([
      expect.stringContaining('records no answer'),
    ]);
  });
});

describe('a question with a recorded case', () => {
  const right: Answer = {
    text: '503, flag `NC`',
    right: true,
    because: 'x',
    outcome: {status: 503, flags: 'NC'},
  };
  const wrong: Answer = {text: '200', because: 'x', outcome: {status: 200}};
  const check = (more: Partial<Question>) =>
    checkQuizOutcomes(root, [
      {
        id: 'quiz',
        questions: [{id: 'a', prompt: 'x', recorded: NO_SUBSET, answers: [right, wrong], ...more}],
      },
    ]).map(say);

  it('passes when the right answer was recorded and no other was', () => {
    expect(check({file: V1_ONLY})).toEqual([]);
  });
  it.each<[string, Partial<Question>, string]>([
    [
      'a right answer that was not recorded',
      {answers: [{...right, text: 'x', outcome: {status: 404}}, wrong]},
      'is marked right, and conformance/',
    ],
    [
      'a wrong answer that was recorded',
      {answers: [right, {...wrong, text: 'x', outcome: {flags: 'NC'}}]},
      'is marked wrong, and is what',
    ],
    ['an answer without claim', {answers: [right, {text: 'x', because: 'x'}]}, 'claims no outcome'],
    ['an empty claim', {answers: [right, {...wrong, text: 'x', outcome: {}}]}, 'claims no outcome'],
    [
      'a text of another status',
      {answers: [{...right, text: '404'}, wrong]},
      'claims status 503, which its text does not name',
    ],
    [
      'a text of another flag',
      {answers: [{...right, text: '`UH`'}, wrong]},
      'claims flag NC, which its text does not name',
    ],
    [
      'YAML of another case',
      {file: 'examples/05-kubernetes-and-istio/own-namespace/search-virtual-service.yaml'},
      'was not in force',
    ],
    ['a request that is not there', {request: 4}, 'has the requests 0 to 0'],
  ])('is refused with %s', (_name, more, message) => {
    expect(check(more)).toEqual([expect.stringContaining(message)]);
  });
  it('is refused when claims stand without a case', () => {
    const answers = [right, wrong];
    expect(
      checkQuizOutcomes(root, [{id: 'quiz', questions: [{id: 'a', prompt: 'x', answers}]}]),
    ).toHaveLength(1);
  });
});

describe('a claim about many requests', () => {
  const answer = readRecording(root, SPLIT).expect[0]!;
  it('names a share, within the spread of the draw', () => {
    expect(agrees({from: ['search-v1'], percent: 70}, answer)).toBe(true);
    expect(agrees({from: ['search-v2'], status: 200, percent: 30}, answer)).toBe(true);
    expect(agrees({from: ['search-v2'], percent: 50}, answer)).toBe(false);
    expect(agrees({subset: 'version-1', percent: 50}, answer)).toBe(false);
  });
  it('without a share is about all of them', () => {
    expect(agrees({status: 200, flags: '-'}, answer)).toBe(true);
    expect(agrees({from: ['search-v1']}, answer)).toBe(false);
  });
});

describe('a shown recording', () => {
  it('has command, end, who answered and the log line of each request', () => {
    const {keeper, requests} = shownRecording(root, NO_SUBSET, undefined);
    expect(keeper).toBe('ui');
    expect(requests).toEqual([
      {
        command: 'curl http://search:8080/',
        ends: [
          {
            count: 1,
            status: 503,
            flags: 'NC',
            from: [],
            log: '… "GET / HTTP/1.1" 503 NC cluster_not_found … - …',
          },
        ],
      },
    ]);
  });
  it('counts the ends of many requests', () => {
    const [request] = shownRecording(root, SPLIT, undefined).requests;
    expect(request?.ends.map(({count, from}) => [count, from])).toEqual([
      [1431, ['search-v1']],
      [569, ['search-v2']],
    ]);
  });
  it('counts who answered when one end came from several', () => {
    const [request] = shownRecording(root, SHARE, undefined).requests;
    const [end] = request?.ends ?? [];
    expect(end?.from).toEqual(['ui', 'ui-v2']);
    expect(end?.shares).toEqual([892, 108]);
    expect(end?.count).toBe(1000);
  });
  it('says how long it took, when it took long', () => {
    const end = (id: string) => shownRecording(root, id, '0').requests[0]?.ends[0];
    expect(end('course/connect-and-control-timeout')?.ms).toBe(1000);
    expect(end('course/connect-and-control-fault-and-retry')?.ms).toBeUndefined();
  });
  it('shows chosen requests alone, with their headers', () => {
    const all = shownRecording(root, 'course/demo-istio-canary-ui', undefined).requests;
    const [second, ...more] = shownRecording(root, 'course/demo-istio-canary-ui', '1').requests;
    expect(all).toHaveLength(2);
    expect(second).toEqual(all[1]);
    expect(second?.command).toBe("curl -H 'version: beta' http://localhost/");
    expect(more).toEqual([]);
  });
  it('names the file of a token, who calls, and what the proxy wrote', () => {
    const [request] = shownRecording(root, 'course/demo-security-jwt-ui', '9').requests;
    expect(request?.command).toBe(
      'curl -H "authorization: Bearer $(cat expired.jwt)" http://ui:8080/',
    );
    expect(request?.caller).toBe('as istio-system/istio-ingressgateway-service-account');
    expect(request?.ends[0]?.body).toBe('Jwt is expired');
    const [plain] = shownRecording(root, 'course/demo-security-jwt-ui', '0').requests;
    expect(plain?.caller).toBe('in plain text');
  });
  it('has the log line of the receiver’s proxy too, and whose answer it is', () => {
    const receiver = (id: string) => shownRecording(root, id, '0').requests[0]?.ends[0]?.receiver;
    expect(receiver('course/observability-refused-by-policy')).toEqual({
      service: 'search',
      answered: true,
      log: '… "GET / HTTP/1.1" 403 - rbac_access_denied_matched_policy[none] … inbound|8080|| …',
    });
    expect(receiver('course/envoy-caller-gives-up')?.answered).toBe(false);
    expect(receiver('course/connect-and-control-timeout')).toBeUndefined();
  });
  it('stands for the order of its case', () => {
    const {requests} = shownRecording(root, FIRST_MATCH, undefined);
    expect(requests.map(({command}) => command)).toEqual(
      readRecording(root, FIRST_MATCH).requests.map(
        ({url}) => expect.stringContaining(url) as string,
      ),
    );
  });
});
