/** The two systems of the Venn diagram. */
export type System = 'kubernetes' | 'istio';

/** Who writes the objects of a task: our sorting, after the roles of Gateway API. */
export type Writer = 'platform' | 'owner';

export interface Responsibility {
  id: string;
  task: string;
  /** The kinds in which each system keeps its part. A system without an entry has no part in the task. */
  objects: Readonly<Partial<Record<System, readonly string[]>>>;
  writer: Writer;
}

export const WRITERS: Readonly<Record<Writer, string>> = {
  platform: 'the platform team',
  owner: 'the team that owns the service',
};

/** In the order of a service's life: it runs, it is found, it is called, it is watched. */
export const RESPONSIBILITIES: readonly Responsibility[] = [
  {
    id: 'people',
    task: 'Namespaces, quotas and permissions for people',
    objects: {kubernetes: ['Namespace', 'ResourceQuota', 'RoleBinding']},
    writer: 'platform',
  },
  {
    id: 'run',
    task: 'Place Pods on nodes, and start them again when they stop',
    objects: {kubernetes: ['Deployment']},
    writer: 'owner',
  },
  {
    id: 'copies',
    task: 'The number of copies, fixed or by load',
    objects: {kubernetes: ['Deployment', 'HorizontalPodAutoscaler']},
    writer: 'owner',
  },
  {
    id: 'update',
    task: 'Replace one version by the next, and go back',
    objects: {kubernetes: ['Deployment']},
    writer: 'owner',
  },
  {
    id: 'configuration',
    task: 'Configuration, secrets and volumes of the application',
    objects: {kubernetes: ['ConfigMap', 'Secret', 'PersistentVolumeClaim']},
    writer: 'owner',
  },
  {
    id: 'name',
    task: 'Find a service by its name: inside the cluster, or outside',
    objects: {kubernetes: ['Service'], istio: ['ServiceEntry']},
    writer: 'owner',
  },
  {
    id: 'balance',
    task: 'Share the load: for each connection, or for each request',
    objects: {kubernetes: ['Service'], istio: ['DestinationRule']},
    writer: 'owner',
  },
  {
    id: 'entrance',
    task: 'Let traffic into the cluster',
    objects: {kubernetes: ['Ingress', 'Gateway API'], istio: ['Gateway']},
    writer: 'platform',
  },
  {
    id: 'permission',
    task: 'Who may call: by address and port, or by identity, method and path',
    objects: {kubernetes: ['NetworkPolicy'], istio: ['AuthorizationPolicy']},
    writer: 'owner',
  },
  {
    id: 'health',
    task: 'Stop sending to a Pod that is ill: it says so itself, or its answers show it',
    objects: {kubernetes: ['Deployment'], istio: ['DestinationRule']},
    writer: 'owner',
  },
  {
    id: 'share',
    task: 'The share of traffic of each version, apart from the number of its Pods',
    objects: {istio: ['VirtualService and DestinationRule', 'or HTTPRoute']},
    writer: 'owner',
  },
  {
    id: 'canary',
    task: 'Choose a version by header, or send a copy of the traffic to it',
    objects: {istio: ['VirtualService and DestinationRule', 'or HTTPRoute']},
    writer: 'owner',
  },
  {
    id: 'patience',
    task: 'Timeouts, retries, and failures on purpose',
    objects: {istio: ['VirtualService']},
    writer: 'owner',
  },
  {
    id: 'encryption',
    task: 'Encrypt calls between services, and prove who is calling',
    objects: {istio: ['no object by default', 'PeerAuthentication to insist on it']},
    writer: 'platform',
  },
  {
    id: 'tokens',
    task: 'Check the tokens of users',
    objects: {istio: ['RequestAuthentication']},
    writer: 'owner',
  },
  {
    id: 'measurements',
    task: 'Metrics, traces and an access log of every request',
    objects: {istio: ['Telemetry']},
    writer: 'platform',
  },
];
