/** What a flag in the access log means, what to look at first, and the page that teaches it. */
export interface FlagNote {
  name: string;
  text: string;
  /** Docs id, and a heading of that page. */
  page: string;
  heading?: string;
}

const VIRTUAL_SERVICE = 'kubernetes-and-istio/virtualservice-and-destinationrule';
const WRONG = 'connect-and-control/when-things-go-wrong';

export const FLAG_NOTES: Readonly<Record<string, FlagNote>> = {
  NR: {
    name: 'No route.',
    text: 'The proxy has no rule for this host or path. Look first at the hosts, then at the last rule: is there one for the rest?',
    page: 'kubernetes-and-istio/reading-a-rule',
  },
  NC: {
    name: 'No cluster.',
    text: 'The route names a destination that this proxy does not know. Look first at the DestinationRule: does it define the subset, and does this caller find it?',
    page: VIRTUAL_SERVICE,
    heading: 'confusion-3',
  },
  UH: {
    name: 'No healthy upstream.',
    text: 'There is a place to go, and nobody is there. Compare the labels of the subset with those of the Pods; then look whether Pods were ejected.',
    page: VIRTUAL_SERVICE,
    heading: 'forgotten-label',
  },
  UF: {
    name: 'Upstream connection failure.',
    text: 'The proxy found a Pod and could not connect to it. Look whether the application listens, and whether both sides agree about TLS.',
    page: WRONG,
  },
  UC: {
    name: 'Upstream connection termination.',
    text: 'The Pod closed the connection before it answered. Look at the log of the application.',
    page: WRONG,
  },
  UO: {
    name: 'Upstream overflow.',
    text: 'A limit of the connection pool is reached: the proxy refuses, to protect the Pod.',
    page: 'envoy/retry-budget-and-circuit-breaking',
  },
  UT: {
    name: 'Upstream timeout.',
    text: 'The answer took longer than the rule allows. Look at `timeout` and at `perTryTimeout`.',
    page: WRONG,
  },
  UPE: {
    name: 'Upstream protocol error.',
    text: 'What the Pod answered is not HTTP. Look at the name and the protocol of the port.',
    page: WRONG,
  },
  URX: {
    name: 'Upstream retry limit exceeded.',
    text: 'All tries that the rule allows are used up, and the last one failed too.',
    page: WRONG,
  },
  DI: {
    name: 'Delay injected.',
    text: 'The rule made this request wait, on purpose.',
    page: WRONG,
  },
  FI: {
    name: 'Fault injected.',
    text: 'The rule made the proxy answer by itself, on purpose. No Pod was asked.',
    page: WRONG,
  },
  DC: {
    name: 'Downstream connection termination.',
    text: 'The caller went away before there was an answer.',
    page: WRONG,
  },
};
