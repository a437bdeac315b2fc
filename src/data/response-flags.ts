/** A response flag that a recorded case shows. */
export interface ResponseFlag {
  /** As the access log prints it. */
  flag: string;
  name: string;
  /** What the caller gets, with a recorded case for each. */
  answers: readonly {
    /** Left out: no answer, the connection ends. */
    status?: number;
    recorded: string;
  }[];
  cause: string;
  /** What to look at first. */
  check: string;
  /** Docs id of the page that explains it. */
  page: string;
}

/**
 * The flags that a reader may meet. Each is one that a real Envoy 1.39.3 wrote in a recorded case; a test holds the answers to the cases. Names
 * follow Envoy's `source/common/stream_info/utility.h`.
 */
export const RESPONSE_FLAGS: readonly ResponseFlag[] = [
  {
    flag: 'NR',
    name: 'no route',
    answers: [{status: 404, recorded: 'course/kubernetes-and-istio-first-match'}],
    cause:
      'No virtual host has this Host, or no rule of it matches the request. Without a status, it is a connection that the listener of a receiver refused.',
    check:
      'Read the rules from top to bottom, as the proxy does. Is there a last one without `match`?',
    page: 'kubernetes-and-istio/reading-a-rule',
  },
  {
    flag: 'NC',
    name: 'no cluster',
    answers: [
      {status: 503, recorded: 'course/observability-seven-answers'},
      {status: 500, recorded: 'traffic/httproute-missing-backend'},
    ],
    cause:
      'The rule sends to a host, a port or a subset that the caller’s proxy does not know. With an HTTPRoute the status is 500.',
    check:
      '`istioctl analyze` (`IST0101`). Is the subset defined in a DestinationRule that the caller sees?',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    flag: 'UH',
    name: 'no healthy upstream',
    answers: [{status: 503, recorded: 'course/observability-seven-answers'}],
    cause:
      'The Envoy cluster is known, and it has no endpoint to choose: no ready Pod, or all ejected.',
    check:
      '`istioctl proxy-config endpoint`. Which Pods have the labels of the subset, and are they ready?',
    page: 'envoy/outlier-detection',
  },
  {
    flag: 'UF',
    name: 'upstream connection failure',
    answers: [{status: 503, recorded: 'course/observability-seven-answers'}],
    cause:
      'No connection to the chosen endpoint: refused, too late, or the two sides do not agree on TLS. Retries run first, so it mostly comes as `URX,UF`.',
    check: 'Does the process listen on the target port? Do both sides agree on mutual TLS?',
    page: 'observability/kiali-and-access-logs',
  },
  {
    flag: 'UC',
    name: 'upstream connection termination',
    answers: [{status: 503, recorded: 'traffic/upstream-closes'}],
    cause:
      'The other side closed the connection before it answered. An application that stops does this, and so does a receiver that wants mutual TLS and gets plain text.',
    check: 'The log of the receiver’s proxy. If it is silent, compare the TLS of both sides.',
    page: 'security/mtls',
  },
  {
    flag: 'UPE',
    name: 'upstream protocol error',
    answers: [{status: 502, recorded: 'traffic/upstream-closes'}],
    cause: 'What came back is not HTTP.',
    check: 'Is the port named for the protocol that the application speaks?',
    page: 'envoy/reading-envoy',
  },
  {
    flag: 'UO',
    name: 'upstream overflow',
    answers: [{status: 503, recorded: 'rules/pool-budget-default'}],
    cause:
      'A limit is reached: the connection pool is full, or the retry budget had no room. Then the status is that of the try that failed.',
    check: '`connectionPool` of the DestinationRule, and how many requests are in flight at once.',
    page: 'envoy/retry-budget-and-circuit-breaking',
  },
  {
    flag: 'UT',
    name: 'upstream request timeout',
    answers: [{status: 504, recorded: 'course/observability-seven-answers'}],
    cause: 'The timeout of the rule, or of the last try, passed before the answer came.',
    check: '`timeout` and `perTryTimeout` of the rule, then why the other side is slow.',
    page: 'connect-and-control/when-things-go-wrong',
  },
  {
    flag: 'URX',
    name: 'upstream retry limit exceeded',
    answers: [
      {status: 503, recorded: 'course/observability-seven-answers'},
      {status: 504, recorded: 'course/envoy-retries-tuned'},
      {status: 502, recorded: 'course/connect-and-control-next-hop'},
      {status: 200, recorded: 'traffic/default-retry-covers-grpc-unavailable'},
    ],
    cause:
      'The proxy wanted to try again, and all attempts were used. The status is that of the last try, and for gRPC it is 200. It comes before the flag of the last failure.',
    check:
      'The flag beside it, or else the status: that is the failure. Then `attempts` and `retryOn`.',
    page: 'envoy/retries',
  },
  {
    flag: 'FI',
    name: 'fault injected',
    answers: [{status: 503, recorded: 'traffic/fault-abort-is-not-retried'}],
    cause: 'A rule ends requests on purpose. The status is any that the rule names.',
    check: '`fault.abort` in the VirtualService. Did somebody forget it?',
    page: 'connect-and-control/when-things-go-wrong',
  },
  {
    flag: 'DI',
    name: 'delay injected',
    answers: [{status: 200, recorded: 'course/connect-and-control-delay-and-timeout'}],
    cause: 'A rule delays requests on purpose. The answer itself is the real one.',
    check: '`fault.delay` in the VirtualService.',
    page: 'connect-and-control/when-things-go-wrong',
  },
  {
    flag: 'DC',
    name: 'downstream connection termination',
    answers: [{recorded: 'traffic/client-gives-up'}],
    cause:
      'The client left before the answer was there. The client may be the proxy of the caller, at the end of its own timeout.',
    check: 'The timeout of the client, and how long the request had been running.',
    page: 'connect-and-control/when-things-go-wrong',
  },
];
