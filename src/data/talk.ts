import type {TalkBullet} from './types';

/**
 * The outline of the talk, every line of it, in the speaker's words and order: his spelling is kept on purpose. An address that stands on a
 * line of its own in the outline belongs to the line before it.
 */
export const TALK: readonly TalkBullet[] = [
  {id: 'slide', text: 'Presentation slide', target: {place: '/'}},
  {
    id: 'evolution',
    text: 'Our system are evolving',
    target: {page: 'evolution/index'},
    bullets: [
      {id: 'app', text: '"do-all-the-thing" app', target: {page: 'evolution/index'}},
      {id: 'docker', text: 'Docker rising', target: {page: 'evolution/docker'}},
      {
        id: 'microservices',
        text: 'We split our app to follow micro-services logic',
        target: {page: 'evolution/microservices'},
      },
      {
        id: 'hard-in-production',
        text: "But it's hard to maintain in production",
        target: {page: 'evolution/hard-in-production'},
      },
      {
        id: 'kubernetes',
        text: 'Kubernetes solves some problems...',
        target: {page: 'evolution/kubernetes'},
      },
      {
        id: 'not-its-responsibility',
        text: "But not all... it's not its responsability",
        target: {page: 'evolution/not-its-responsibility'},
      },
      {id: 'istio-rises', text: 'Istio rises 🤩', target: {page: 'evolution/istio-rises'}},
    ],
  },
  {
    id: 'bingo',
    text: 'Bingo',
    target: {place: '/bingo'},
    bullets: [
      {
        id: 'bingo-microservices',
        text: 'Micro-services',
        target: {page: 'evolution/microservices'},
      },
      {id: 'bingo-docker', text: 'Docker', target: {page: 'evolution/docker'}},
      {id: 'bingo-kubernetes', text: 'Kubernetes', target: {page: 'evolution/kubernetes'}},
      {id: 'bingo-more', text: '...', target: {place: '/bingo'}},
    ],
  },
  {
    id: 'presentation',
    text: 'Presentation',
    target: {place: '/about'},
    bullets: [
      {id: 'me', text: 'Me, Myself and I', target: {place: '/about', heading: 'the-speaker'}},
      {id: 'stack-labs', text: 'Stack-Labs', target: {place: '/about', heading: 'the-speaker'}},
      {id: 'open-source', text: 'Open source', target: {place: '/about', heading: 'the-speaker'}},
      {
        id: 'toulouse',
        text: 'Work for someone with 🛰 and ✈ in TLS',
        target: {place: '/about', heading: 'the-speaker'},
      },
    ],
  },
  {
    id: 'history',
    text: 'History of Istio',
    target: {page: 'history/index'},
    bullets: [
      {
        id: 'who',
        text: 'Who is behind istio',
        target: {page: 'history/index'},
        bullets: [
          {
            id: 'lyft-ibm-google',
            text: 'Lyft, IBM and Google',
            target: {page: 'history/index', heading: 'three-companies'},
            bullets: [
              {
                id: 'release-tweet',
                text: 'Release tweet of Istio',
                target: {page: 'history/index', heading: 'release-tweet'},
              },
            ],
          },
          {
            id: 'release-0-1',
            text: 'Release 0.1.0 > https://istio.io/blog/2017/0.1-announcement/',
            url: 'https://istio.io/blog/2017/0.1-announcement/',
            now: 'istio-0-1',
            target: {page: 'history/index', heading: 'release-0-1'},
          },
          {
            id: 'zero-dot-x',
            text: 'Huge modification during 0.x version (especially 0.7 to 0.8)',
            target: {page: 'history/zero-dot-x'},
          },
        ],
      },
    ],
  },
  {
    id: 'goal',
    text: 'What is the main goal of Istio ?',
    target: {page: 'goals/index'},
    bullets: [
      {
        id: 'reliable',
        text: 'Writing reliable, loosely coupled, production-grade applications based on micro-services',
        target: {page: 'goals/index', heading: 'one-sentence'},
      },
      {
        id: 'technology-agnostic',
        text: 'Be technology agnostic',
        target: {page: 'goals/technology-agnostic'},
        bullets: [
          {
            id: 'application-view',
            text: 'From application POV',
            target: {page: 'goals/technology-agnostic', heading: 'application-view'},
          },
          {
            id: 'infrastructure-view',
            text: 'From infrastructure POV',
            target: {page: 'goals/technology-agnostic', heading: 'infrastructure-view'},
          },
        ],
      },
      {
        id: 'observability-for-dev-and-ops',
        text: 'Improve observability for dev and ops',
        target: {page: 'goals/distributed-tools', heading: 'dev-and-ops'},
        bullets: [
          {
            id: 'monolith-and-microservices',
            text: 'Comparison between the monolith model and micro-services model',
            target: {page: 'goals/local-vs-remote', heading: 'monolith-and-microservices'},
            bullets: [
              {
                id: 'local-vs-remote',
                text: 'local call VS remote call',
                target: {page: 'goals/local-vs-remote', heading: 'local-vs-remote'},
              },
            ],
          },
          {
            id: 'distributed-tools',
            text: 'Distributed system requires distributed tools...',
            target: {page: 'goals/distributed-tools', heading: 'distributed-systems'},
            bullets: [
              {
                id: 'same-tools',
                text: 'But our tools doesnt change',
                target: {page: 'goals/distributed-tools', heading: 'same-tools'},
              },
            ],
          },
        ],
      },
    ],
  },
  {
    id: 'architecture',
    text: 'Architecture of istio',
    target: {page: 'architecture/index'},
    bullets: [
      {
        id: 'service-mesh',
        text: 'Service Mesh',
        target: {page: 'architecture/index'},
        bullets: [
          {
            id: 'mesh-description',
            text: 'Description of Service Mesh',
            target: {page: 'architecture/index', heading: 'an-additional-layer'},
            bullets: [
              {
                id: 'additional-layer',
                text: 'Additional layer between Infrastructure and Services',
                target: {page: 'architecture/index', heading: 'an-additional-layer'},
              },
            ],
          },
        ],
      },
      {id: 'data-plane', text: 'Data Plane', target: {page: 'architecture/data-plane'}},
      {
        id: 'control-plane',
        text: 'Control Plane',
        target: {page: 'architecture/istiod'},
        bullets: [
          {
            id: 'pilot',
            text: 'Pilot',
            target: {page: 'architecture/control-plane-then', heading: 'pilot'},
          },
          {
            id: 'mixer',
            text: 'Mixer',
            target: {page: 'architecture/control-plane-then', heading: 'mixer'},
          },
          {
            id: 'citadel',
            text: 'Citadel',
            target: {page: 'architecture/control-plane-then', heading: 'citadel'},
          },
          {
            id: 'galley',
            text: 'Galley',
            target: {page: 'architecture/control-plane-then', heading: 'galley'},
          },
        ],
      },
      {
        id: 'envoy-sidecar',
        text: 'Envoy',
        target: {page: 'architecture/envoy-and-injection'},
        bullets: [
          {
            id: 'injection',
            text: 'auto-injection of envoy',
            target: {page: 'architecture/envoy-and-injection', heading: 'injection'},
          },
        ],
      },
    ],
  },
  {
    id: 'kubernetes-and-istio',
    text: 'K8S and Istio',
    target: {page: 'kubernetes-and-istio/index'},
    bullets: [
      {
        id: 'responsibility',
        text: 'Responsibility of each one',
        target: {page: 'kubernetes-and-istio/index'},
      },
      {
        id: 'dev-and-ops',
        text: 'Dev & Ops POV (vern diagram between K8S and Istio responsibility)',
        target: {page: 'kubernetes-and-istio/dev-and-ops', heading: 'the-venn-diagram'},
      },
      {
        id: 'more-yaml',
        text: 'New objects available... more YAML files !',
        target: {page: 'kubernetes-and-istio/more-yaml'},
      },
      {
        id: 'virtualservices',
        text: 'VirtualServices & Destination Rules',
        target: {page: 'kubernetes-and-istio/virtualservice-and-destinationrule'},
      },
      {
        id: 'service-entry-and-gateway',
        text: 'Service Entry & Gateway',
        target: {page: 'kubernetes-and-istio/gateway-and-serviceentry'},
      },
    ],
  },
  {
    id: 'connect-and-control',
    text: 'Connect and Control',
    target: {page: 'connect-and-control/index'},
    bullets: [
      {
        id: 'new-pattern',
        text: 'New pattern of deployment',
        target: {page: 'connect-and-control/index'},
        bullets: [
          {
            id: 'in-kubernetes',
            text: 'What was in K8S (Ingress|Service|Deployment|ReplicaSet|Pods)',
            target: {page: 'connect-and-control/index', heading: 'in-kubernetes'},
          },
          {
            id: 'what-istio-adds',
            text: 'What Istio add to this ❤️',
            target: {page: 'connect-and-control/what-istio-adds'},
          },
        ],
      },
      {
        id: 'canary',
        text: 'Canary Deployment',
        target: {page: 'connect-and-control/canary'},
        bullets: [
          {
            id: 'canary-headers',
            text: 'Headers (routing & more)',
            second: 1184,
            url: 'https://youtu.be/pi-ABBZ1AIw?t=1184',
            target: {page: 'connect-and-control/canary', heading: 'headers'},
          },
        ],
      },
      {
        id: 'mirroring',
        text: 'Traffic mirroring',
        target: {page: 'connect-and-control/mirroring'},
        bullets: [
          {
            id: 'mirroring-evolution',
            text: 'Follow the evolution without users on it',
            second: 1458,
            url: 'https://youtu.be/pi-ABBZ1AIw?t=1458',
            target: {page: 'connect-and-control/mirroring', heading: 'without-users'},
          },
        ],
      },
      {
        id: 'blue-green',
        text: 'Blue/Green Deployment',
        target: {page: 'connect-and-control/blue-green'},
        bullets: [
          {
            id: 'multi-version',
            text: 'Managing multi version in production',
            second: 1795,
            url: 'https://youtu.be/pi-ABBZ1AIw?t=1795',
            target: {page: 'connect-and-control/blue-green', heading: 'multi-version'},
          },
        ],
      },
    ],
  },
  {
    id: 'observability',
    text: 'Observability',
    target: {page: 'observability/index'},
    bullets: [
      {id: 'grafana', text: 'Graphana', target: {page: 'observability/grafana'}},
      {id: 'zipkin', text: 'Zipkin', target: {page: 'observability/zipkin'}},
      {
        id: 'jaeger',
        text: 'Jaeger & Open-Tracing',
        target: {page: 'observability/jaeger-and-opentelemetry'},
      },
    ],
  },
  {
    id: 'security',
    text: 'Security',
    target: {page: 'security/index'},
    bullets: [
      {
        id: 'security-as-a-service',
        text: 'Security as a service',
        target: {page: 'security/index', heading: 'security-as-a-service'},
      },
      {id: 'mtls', text: 'mTLS', target: {page: 'security/mtls'}},
      {id: 'jwt-oidc', text: 'JWT/OIDC + definitions', target: {page: 'security/jwt-and-oidc'}},
    ],
  },
  {
    id: 'envoy',
    text: 'Envoy',
    target: {page: 'envoy/index'},
    bullets: [
      {
        id: 'load-balancing',
        text: 'Supports many load-balancing algorithm',
        target: {page: 'envoy/load-balancing'},
      },
      {
        id: 'retries',
        text: 'Fine tuning of retries and budget > https://istio.io/docs/concepts/traffic-management/#fine-tuning',
        url: 'https://istio.io/docs/concepts/traffic-management/#fine-tuning',
        now: 'istio-resilience',
        target: {page: 'envoy/retries'},
      },
    ],
  },
];

/** Pages that no line of the talk asks for: what came after it, and what its words leave open. */
export const BEYOND: readonly string[] = [
  'history/one-dot-zero-to-today',
  'goals/what-it-costs',
  'architecture/ambient',
  'kubernetes-and-istio/gateway-api',
  'kubernetes-and-istio/reading-a-rule',
  'connect-and-control/automate-it',
  'connect-and-control/when-things-go-wrong',
  'observability/kiali-and-access-logs',
  'security/authorization',
  'security/request-authentication',
  'envoy/outlier-detection',
  'envoy/reading-envoy',
];

/** The line with that id as a chapter's head quotes it: section, then line. */
export function talkLine(id: string): string | undefined {
  for (const section of TALK) {
    if (section.id === id) return section.text;
    const line = find(section.bullets ?? [], id);
    if (line !== undefined) return `${section.text}, ${line.text}`;
  }
  return undefined;
}

function find(bullets: readonly TalkBullet[], id: string): TalkBullet | undefined {
  for (const bullet of bullets) {
    const found = bullet.id === id ? bullet : find(bullet.bullets ?? [], id);
    if (found !== undefined) return found;
  }
  return undefined;
}
