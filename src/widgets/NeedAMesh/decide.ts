/** Whether a mesh fits, as a pure decision. Every text is a plain sentence. */

export type Services = 'one' | 'few' | 'many';
export type Platform = 'kubernetes' | 'elsewhere';
export type Languages = 'one' | 'several';
export type Need = 'entrance' | 'resilience' | 'release' | 'telemetry' | 'identity';
export type Capacity = 'yes' | 'no';

export interface Answers {
  services: Services;
  platform: Platform;
  languages: Languages;
  needs: readonly Need[];
  capacity: Capacity;
}

export type OutcomeId =
  | 'one-application'
  | 'kubernetes-first'
  | 'kubernetes-alone'
  | 'entrance'
  | 'library'
  | 'not-yet'
  | 'ambient'
  | 'mesh';

export interface Outcome {
  verdict: 'No' | 'Not yet' | 'Yes';
  title: string;
  instead: string;
}

export interface Decision {
  outcome: OutcomeId;
  /** Which answers decided, one sentence each. */
  because: readonly string[];
}

interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export const SERVICES: readonly Choice<Services>[] = [
  {value: 'one', label: 'One'},
  {value: 'few', label: 'Two to ten'},
  {value: 'many', label: 'More than ten'},
];
export const PLATFORMS: readonly Choice<Platform>[] = [
  {value: 'kubernetes', label: 'On Kubernetes, all or most of them'},
  {value: 'elsewhere', label: 'Somewhere else'},
];
export const LANGUAGES: readonly Choice<Languages>[] = [
  {value: 'one', label: 'One'},
  {value: 'several', label: 'Several, or programs we cannot change'},
];
export const NEEDS: readonly Choice<Need>[] = [
  {value: 'entrance', label: 'Rules at the entrance: TLS, paths, headers, weights'},
  {value: 'resilience', label: 'Timeouts, retries and circuit breakers between services'},
  {value: 'release', label: 'A canary by header or by share, between services'},
  {value: 'telemetry', label: 'The same metrics and traces for every call'},
  {value: 'identity', label: 'Mutual TLS, and rules about who may call whom'},
];
export const CAPACITIES: readonly Choice<Capacity>[] = [
  {value: 'yes', label: 'Yes, with time for it each month'},
  {value: 'no', label: 'No'},
];

/** In the order in which they are asked. */
export const QUESTIONS: readonly {
  id: keyof Answers;
  question: string;
  choices: readonly Choice<string>[];
}[] = [
  {id: 'services', question: 'How many services call each other?', choices: SERVICES},
  {id: 'platform', question: 'Where do they run?', choices: PLATFORMS},
  {id: 'languages', question: 'In how many languages are they written?', choices: LANGUAGES},
  {
    id: 'needs',
    question: 'What do you need today? Choose all that hold, or none.',
    choices: NEEDS,
  },
  {
    id: 'capacity',
    question: 'Can somebody run, upgrade and understand one more system?',
    choices: CAPACITIES,
  },
];

/** In the order in which the decision looks for them. */
export const OUTCOMES: Readonly<Record<OutcomeId, Outcome>> = {
  'one-application': {
    verdict: 'No',
    title: 'Keep your application',
    instead: 'A mesh works on calls between services, and you have none. Enjoy it.',
  },
  'kubernetes-alone': {
    verdict: 'No',
    title: 'Your platform is enough',
    instead: 'Its own names, health checks and rolling updates do what you ask for.',
  },
  entrance: {
    verdict: 'No',
    title: 'A good entrance',
    instead:
      'On Kubernetes: a Gateway API implementation. Elsewhere: a proxy in front of your services.',
  },
  library: {
    verdict: 'No',
    title: 'A library',
    instead:
      'Take the one your language is known for, such as Resilience4j for Java, and OpenTelemetry for traces.',
  },
  'kubernetes-first': {
    verdict: 'Not yet',
    title: 'The platform first',
    instead:
      'The control plane of Istio runs on Kubernetes. Until you do, use libraries and a proxy at the entrance.',
  },
  'not-yet': {
    verdict: 'Not yet',
    title: 'The people first',
    instead:
      'Your needs point to a mesh. Find the time, or somebody who runs it for you, before you install one.',
  },
  ambient: {
    verdict: 'Yes',
    title: 'A mesh without sidecars',
    instead:
      'Start with the ambient mode of Istio: encryption and identity, with no proxy in your Pods.',
  },
  mesh: {
    verdict: 'Yes',
    title: 'A mesh',
    instead: 'Begin with one namespace and the need that you can name.',
  },
};

/** A library can do these: they need no agreement with the other side of the call. */
const LIBRARY_NEEDS: readonly Need[] = ['resilience', 'telemetry'];

/** The first rule that holds decides; `because` names the answers that it looked at. */
export function decide({services, platform, languages, needs, capacity}: Answers): Decision {
  if (services === 'one') {
    return {outcome: 'one-application', because: ['With one service there is no call to manage.']};
  }
  const between = needs.filter(need => need !== 'entrance');
  if (between.length === 0) {
    return needs.length === 0
      ? {outcome: 'kubernetes-alone', because: ['You named no need that a mesh would answer.']}
      : {
          outcome: 'entrance',
          because: ['What you need happens at the entrance, not between services.'],
        };
  }
  const libraryDoes = between.every(need => LIBRARY_NEEDS.includes(need));
  if (libraryDoes && languages === 'one' && services === 'few') {
    return {
      outcome: 'library',
      because: [
        'A library can do all that you need.',
        'With one language you add it once, and with few services you can release them all.',
      ],
    };
  }
  if (platform === 'elsewhere') {
    return {
      outcome: 'kubernetes-first',
      because: [
        'Your needs lie between services.',
        'Your services do not run where the control plane runs.',
      ],
    };
  }
  if (capacity === 'no') {
    return libraryDoes && languages === 'one'
      ? {
          outcome: 'library',
          because: [
            'A library can do all that you need, and you have one language.',
            'Nobody has the time to run a mesh.',
          ],
        }
      : {
          outcome: 'not-yet',
          because: [
            'What you need is hard to have without a mesh.',
            'A mesh that nobody has the time to run is a risk of its own.',
          ],
        };
  }
  if (between.every(need => need === 'identity')) {
    return {
      outcome: 'ambient',
      because: [
        'Encryption and identity are all that you need between services.',
        'They do not ask for a proxy that understands requests.',
      ],
    };
  }
  return {
    outcome: 'mesh',
    because: [
      libraryDoes
        ? 'A library would do, but you would have to add and update it many times.'
        : 'What you need asks for both sides of a call, or for rules outside the code.',
      'Somebody has the time to run it.',
    ],
  };
}
