/** What the plan of the course gives to a page; `npm run report:content` holds the written page to it. */
export interface PlannedPage {
  /** Docs id. */
  page: string;
  /** The one idea. */
  idea: string;
  diagram?: true;
  /** Shows YAML of `examples/`. */
  yaml?: true;
  thenNow?: true;
  quiz?: true;
  /** Moment of the video that the outline points to. */
  second?: number;
  /** Word of the vocabulary. */
  widget?: string;
  /** Numbers of the confusions that it clears up. */
  confusions?: readonly string[];
}

/** Every page of the course, in reading order. */
export const CONTENTS: readonly PlannedPage[] = [
  {
    page: 'start/index',
    idea: 'What you will be able to do, the map of the voyage, three ways to follow (read · play in the page · on your own cluster), how long each chapter takes',
    diagram: true,
  },
  {
    page: 'start/your-own-cluster',
    idea: 'From nothing to `ui` answering through a mesh on a laptop: kind, istioctl (Istio 1.31), injection, the demo app, how to check each step, how to remove all of it, what each error looks like',
    yaml: true,
  },
  {
    page: 'start/the-demo',
    idea: 'The talk’s two services, `ui` → `search`, in versions v1 and v2: what they answer, how they run without any cluster',
    diagram: true,
    yaml: true,
  },
  {
    page: 'evolution/index',
    idea: 'One application does all the things: what the monolith gave for free (one call stack, one log, one transaction, one deployment) and where it stopped growing',
    diagram: true,
  },
  {
    page: 'evolution/docker',
    idea: 'Containers: an application that starts the same everywhere; what an image is, and what it is not',
    diagram: true,
  },
  {
    page: 'evolution/microservices',
    idea: 'Splitting the application: independent deployment, teams, languages; the real maps of Netflix and Amazon',
    diagram: true,
  },
  {
    page: 'evolution/hard-in-production',
    idea: 'The network is now inside the application: the eight fallacies; a fan-out of calls multiplies failure and latency',
    diagram: true,
    quiz: true,
    widget: 'CallCost',
  },
  {
    page: 'evolution/kubernetes',
    idea: 'Kubernetes solves some problems: desired state, scheduling, restart, Service, rollout',
    diagram: true,
    yaml: true,
  },
  {
    page: 'evolution/not-its-responsibility',
    idea: 'But not all, and on purpose: no retries, no canary by header, no mTLS, no tracing; the library answer (Netflix stack) and its price per language',
    diagram: true,
  },
  {
    page: 'evolution/istio-rises',
    idea: 'The same answers moved out of the application into a proxy beside it; what changes, what it costs, when you do not need a mesh',
    diagram: true,
    quiz: true,
    widget: 'NeedAMesh',
  },
  {
    page: 'history/index',
    idea: 'Lyft brought the proxy, IBM and Google the control plane: who, when, why together; the release tweet and the 0.1.0 announcement with their links',
    diagram: true,
  },
  {
    page: 'history/zero-dot-x',
    idea: 'The 0.x years, 0.7 → 0.8 above all: `RouteRule`/`DestinationPolicy` became `VirtualService`/`DestinationRule`; the same rule written in both',
    yaml: true,
    thenNow: true,
  },
  {
    page: 'history/one-dot-zero-to-today',
    idea: 'From 1.0 to 1.31: istiod, CNCF, Gateway API, ambient; what a reader of 2026 must know about old articles',
    thenNow: true,
    quiz: true,
    widget: 'ReleaseTimeline',
  },
  {
    page: 'goals/index',
    idea: 'The talk’s sentence, taken apart: reliable · loosely coupled · production-grade · microservices; connect, secure, control, observe',
    diagram: true,
  },
  {
    page: 'goals/technology-agnostic',
    idea: 'From the application’s point of view: any language, no library. From the infrastructure’s: containers, VMs, several clusters',
    diagram: true,
  },
  {
    page: 'goals/local-vs-remote',
    idea: 'The same line of code, two worlds: local call and remote call; what can go wrong in each',
    diagram: true,
    quiz: true,
    widget: 'CallCost',
  },
  {
    page: 'goals/distributed-tools',
    idea: 'A distributed system requires distributed tools, but our tools did not change: a stack trace, a log file and a debugger, and what replaces each; with a section "Improve observability for Dev and Ops"',
    diagram: true,
  },
  {
    page: 'goals/what-it-costs',
    idea: 'Published figures for CPU, memory and latency, sidecar and ambient; the other costs; how to measure your own',
    quiz: true,
  },
  {
    page: 'architecture/index',
    idea: 'Service mesh: an additional layer between infrastructure and services; two planes',
    diagram: true,
  },
  {
    page: 'architecture/data-plane',
    idea: 'The proxies that carry every byte: what they do to one request, hop by hop',
    diagram: true,
  },
  {
    page: 'architecture/envoy-and-injection',
    idea: 'Envoy beside every pod: the webhook, the init container or CNI, iptables, the life of a request through the ports 15001 and 15006; how to see it and turn it off',
    diagram: true,
    yaml: true,
  },
  {
    page: 'architecture/control-plane-then',
    idea: 'Pilot, Mixer, Citadel, Galley: what each was for in the talk’s days, and the price of Mixer',
    diagram: true,
    thenNow: true,
  },
  {
    page: 'architecture/istiod',
    idea: 'One binary: where each of the four went; xDS push; what happens when istiod is down',
    diagram: true,
    thenNow: true,
    quiz: true,
  },
  {
    page: 'architecture/ambient',
    idea: 'No sidecar: ztunnel and waypoints; what moves, what stays true of this course, how to choose',
    diagram: true,
    thenNow: true,
    quiz: true,
  },
  {
    page: 'kubernetes-and-istio/index',
    idea: 'Responsibility of each one: object by object, who decides what',
    diagram: true,
  },
  {
    page: 'kubernetes-and-istio/more-yaml',
    idea: 'New objects: the map of every Istio kind, what it configures, who reads it, when you first need it',
    diagram: true,
    quiz: true,
  },
  {
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
    idea: 'How a request finds a pod: host → rule → subset → endpoint; short names, the caller’s side',
    diagram: true,
    yaml: true,
    confusions: ['3', '5', '6'],
  },
  {
    page: 'kubernetes-and-istio/reading-a-rule',
    idea: 'Order, AND/OR, prefixes, several files for a host',
    diagram: true,
    yaml: true,
    quiz: true,
    confusions: ['1', '2', '11'],
  },
  {
    page: 'kubernetes-and-istio/gateway-and-serviceentry',
    idea: 'The two edges of the mesh: traffic that enters, traffic that leaves',
    diagram: true,
    yaml: true,
    confusions: ['4'],
  },
  {
    page: 'kubernetes-and-istio/gateway-api',
    idea: 'The same with Gateway API: roles, `HTTPRoute`, most specific wins; which to choose',
    diagram: true,
    yaml: true,
    thenNow: true,
    confusions: ['1'],
  },
  {
    page: 'kubernetes-and-istio/dev-and-ops',
    idea: 'Dev and Ops points of view: the Venn diagram of Kubernetes and Istio responsibilities',
    widget: 'DevOpsVenn',
  },
  {
    page: 'connect-and-control/index',
    idea: 'New patterns of deployment; what was in Kubernetes (Ingress, Service, Deployment, ReplicaSet, Pods) and where a rolling update stops',
    diagram: true,
    yaml: true,
  },
  {
    page: 'connect-and-control/what-istio-adds',
    idea: 'Deploying is not releasing: version in the pod’s labels, share in the route',
    diagram: true,
    yaml: true,
    quiz: true,
  },
  {
    page: 'connect-and-control/canary',
    idea: 'Canary by header (and more: cookie, user, path); headers must travel',
    diagram: true,
    yaml: true,
    quiz: true,
    second: 1184,
    confusions: ['7', '8'],
  },
  {
    page: 'connect-and-control/mirroring',
    idea: 'Following the next version with real traffic and no user on it; writes are real',
    diagram: true,
    yaml: true,
    quiz: true,
    second: 1458,
    confusions: ['9'],
  },
  {
    page: 'connect-and-control/blue-green',
    idea: 'Several versions in production: 100/0 switch, 90/10, 70/30, back again',
    diagram: true,
    yaml: true,
    quiz: true,
    second: 1795,
    confusions: ['8'],
  },
  {
    page: 'connect-and-control/when-things-go-wrong',
    idea: 'Timeouts, retries, fault injection; what is on by default',
    diagram: true,
    yaml: true,
    quiz: true,
    confusions: ['10'],
  },
  {
    page: 'connect-and-control/automate-it',
    idea: 'Argo Rollouts and Flagger: the ramp, judged by metrics',
    diagram: true,
    yaml: true,
  },
  {
    page: 'observability/index',
    idea: 'Three signals that the proxies emit without a line of code, and the one thing that they cannot do',
    diagram: true,
    confusions: ['7'],
  },
  {
    page: 'observability/grafana',
    idea: 'Prometheus scrapes, Grafana draws: the standard metrics, the standard dashboards, four questions with their PromQL',
    diagram: true,
    yaml: true,
    quiz: true,
  },
  {
    page: 'observability/zipkin',
    idea: 'What a trace is: spans, context, sampling; Zipkin’s model and headers; parallel or sequential calls, seen in a trace',
    diagram: true,
    yaml: true,
    widget: 'TraceView',
    confusions: ['7'],
  },
  {
    page: 'observability/jaeger-and-opentelemetry',
    idea: 'Jaeger and OpenTracing then, OpenTelemetry now: dates, what became of each, today’s configuration with the Telemetry API',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
  },
  {
    page: 'observability/kiali-and-access-logs',
    idea: 'The graph of the mesh; reading an access log line and its response flags',
    diagram: true,
    yaml: true,
    quiz: true,
  },
  {
    page: 'security/index',
    idea: 'Security as a service: identity, encryption and policy without touching the application',
    diagram: true,
  },
  {
    page: 'security/mtls',
    idea: 'TLS, then mutual TLS; SPIFFE identity, certificate life; PERMISSIVE, STRICT and how to migrate',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
    confusions: ['12'],
  },
  {
    page: 'security/jwt-and-oidc',
    idea: 'Definitions: OAuth 2.0, OpenID Connect, JWT, JWS, JWKS, issuer, audience, claims; the parts of one real token',
    diagram: true,
    widget: 'TokenReader',
  },
  {
    page: 'security/request-authentication',
    idea: 'The mesh checks the token: what is refused, what passes, and why "no token" passes',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
    confusions: ['12'],
  },
  {
    page: 'security/authorization',
    idea: 'Who may do what: ALLOW, DENY, CUSTOM, the order; from "deny all" to least privilege; the talk’s own policy file, brought up to date',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
    confusions: ['12'],
  },
  {
    page: 'envoy/index',
    idea: 'Listener, filter chain, route, cluster, endpoint: one request through them; where Envoy comes from, who else runs it',
    diagram: true,
  },
  {
    page: 'envoy/load-balancing',
    idea: 'Every algorithm (round robin, least request, random, ring hash, Maglev, passthrough, locality, priority): how it picks, when it hurts',
    diagram: true,
    yaml: true,
    quiz: true,
    widget: 'LoadBalancer',
    confusions: ['8'],
  },
  {
    page: 'envoy/retries',
    idea: 'Fine-tuning of retries: attempts, conditions, per-try timeout, back-off, which host next; then and now',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
    confusions: ['10'],
  },
  {
    page: 'envoy/retry-budget-and-circuit-breaking',
    idea: 'The budget that stops a storm; connection pools; what an overflow looks like',
    diagram: true,
    yaml: true,
    quiz: true,
  },
  {
    page: 'envoy/outlier-detection',
    idea: 'Pool ejection: consecutive errors, ejection time, the percentage that protects the rest',
    diagram: true,
    yaml: true,
    quiz: true,
  },
  {
    page: 'envoy/reading-envoy',
    idea: '`istioctl proxy-config`, config dump, statistics, flags: from a symptom to the rule that caused it',
    diagram: true,
    quiz: true,
  },
  {
    page: 'reference/cheat-sheet',
    idea: 'one printable page: the kinds, the fields used most, the commands',
  },
  {
    page: 'reference/glossary',
    idea: 'every term, English with its French twin, each with the page that teaches it; generated from typed data',
  },
  {
    page: 'reference/response-flags',
    idea: 'every flag a reader may meet, cause, first thing to check',
  },
  {
    page: 'reference/then-and-now',
    idea: 'every difference between the talk’s days and today on one page, generated from the same data as the boxes',
  },
  {page: 'reference/examples', idea: 'index of `examples/`: file, page, kinds, how it is checked'},
  {page: 'reference/further-reading', idea: 'sources by chapter'},
];
