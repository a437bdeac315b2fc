/** The two ways to write the demo's routes; each is a folder of `examples/demo`. */
export const APIS = ['istio', 'gateway-api'] as const;
export type Api = (typeof APIS)[number];

/** Who asks: everyone, and those who send the header `version: beta`. */
export type Lane = 'everyone' | 'beta';

/** Share of version v2 among the answers, percent. */
export interface Shares {
  ui: number;
  search: number;
}

export interface RoutingStep {
  kind: 'routing';
  id: string;
  title: string;
  /** Folders of `examples/demo` to apply, in this order; `<api>` stands for the chosen way. */
  folders: readonly string[];
  /** What the audience should see. */
  see: string;
  shares: Readonly<Record<Lane, Shares>>;
  /** `ui` v2 gets a copy of every request. */
  mirrored?: true;
}

/** What one kind of caller gets at the gateway. */
export interface Ask {
  who: string;
  /** File of `examples/demo/security/tokens`, sent as a bearer token. */
  token?: string;
  path: string;
  status: number;
}

export interface SecurityStep {
  kind: 'security';
  id: string;
  title: string;
  folders: readonly string[];
  see: string;
  asks: readonly Ask[];
}

/** Changes nothing that a caller sees. */
export interface PreparationStep {
  kind: 'preparation';
  id: string;
  title: string;
  folders: readonly string[];
  see: string;
}

export type Step = PreparationStep | RoutingStep | SecurityStep;

const allV1 = {ui: 0, search: 0};
const both = (shares: Shares) => ({everyone: shares, beta: shares});

const routing = (step: Omit<RoutingStep, 'kind'>): RoutingStep => ({kind: 'routing', ...step});

const security = (step: Omit<SecurityStep, 'kind'>): SecurityStep => ({kind: 'security', ...step});

const injection: PreparationStep = {
  kind: 'preparation',
  id: 'injection',
  title: 'Injection on',
  folders: ['<api>/injection'],
  see: 'Nothing yet: from now on, each new Pod of this namespace gets a proxy.',
};
const v1Only = routing({
  id: 'v1-only',
  title: 'Both versions run, v1 answers',
  folders: ['app', '<api>/v1-only'],
  see: 'Only "ui (v1) => search (v1)", although v2 runs beside it.',
  shares: both(allV1),
});
const mirroring = routing({
  id: 'mirroring',
  title: 'Mirroring',
  folders: ['<api>/mirroring'],
  see: 'The answers stay on v1; the log of ui-v2 shows a copy of each request.',
  shares: both(allV1),
  mirrored: true,
});
const canary = routing({
  id: 'canary',
  title: 'Canary by header',
  folders: ['<api>/canary'],
  see: 'With the header "version: beta": "ui (v2)". Everyone else stays on v1.',
  shares: {everyone: allV1, beta: {ui: 100, search: 0}},
});
const canaryThrough = routing({
  id: 'canary-through',
  title: 'The same header, one hop further',
  folders: ['<api>/canary-through'],
  see: 'The beta loop reads "ui (v2) => search (v2)": ui handed the header on.',
  shares: {everyone: allV1, beta: {ui: 100, search: 100}},
});
const split10 = routing({
  id: 'split-10-90',
  title: '10 % on v2, 90 % on v1',
  folders: ['<api>/split-10-90'],
  see: 'About one answer in ten comes from v2, with or without the header.',
  shares: both({ui: 10, search: 0}),
});
const split70 = routing({
  id: 'split-70-30',
  title: '70 % on v2, 30 % on v1',
  folders: ['<api>/split-70-30'],
  see: 'About seven answers in ten come from v2.',
  shares: both({ui: 70, search: 0}),
});
const allOnV2 = routing({
  id: 'all-on-v2',
  title: 'All on v2',
  folders: ['<api>/all-on-v2'],
  see: 'Only "ui (v2)". v1 still runs, ready for the way back.',
  shares: both({ui: 100, search: 0}),
});
const backToV1 = routing({
  id: 'back-to-v1',
  title: 'Back to v1',
  folders: ['<api>/back-to-v1'],
  see: 'Only "ui (v1)" again, and no Pod was restarted.',
  shares: both(allV1),
});

const strictMtls = security({
  id: 'strict-mtls',
  title: 'Mutual TLS only',
  folders: ['security/strict-mtls'],
  see: 'The answers go on: the proxies spoke mutual TLS already. Plain text is refused now.',
  asks: [{who: 'anyone', path: '/', status: 200}],
});
const leastPrivilege = security({
  id: 'least-privilege',
  title: 'Each call needs a rule',
  folders: ['security/least-privilege'],
  see: 'The gateway may call ui, ui may call search, and nothing else is allowed.',
  asks: [
    {who: 'anyone, the answer', path: '/', status: 200},
    {who: 'anyone, another path', path: '/admin', status: 403},
  ],
});
const jwt = security({
  id: 'jwt',
  title: 'Customers only',
  folders: ['security/jwt'],
  see: 'Only the token with the role "customer" passes.',
  asks: [
    {who: 'no token', path: '/', status: 403},
    {who: 'a customer', token: 'customer.jwt', path: '/', status: 200},
    {who: 'a visitor', token: 'visitor.jwt', path: '/', status: 403},
    {who: 'a customer whose token has ended', token: 'expired.jwt', path: '/', status: 401},
  ],
});

const start = [injection, v1Only];
const shift = [split10, split70, allOnV2, backToV1];

/** The orders in which the steps are told. Each step sets the whole route anew, so any order works. */
export const ORDERS = {
  /** The speaker's script of November 2019. */
  live: [...start, mirroring, canary, ...shift],
  /** The talk's outline. */
  outline: [...start, canary, mirroring, ...shift],
  /** Chapter 6, "headers must travel". */
  headers: [...start, canary, canaryThrough],
  /** Chapter 8: the talk's security file, brought up to date. */
  security: [...start, strictMtls, leastPrivilege, jwt],
} as const satisfies Readonly<Record<string, readonly Step[]>>;
export type Order = keyof typeof ORDERS;

/** Every step once. */
export const STEPS: readonly Step[] = [...new Set<Step>(Object.values(ORDERS).flat())];

/** Folders of a step below `examples/demo`. */
export function foldersOf(step: Step, api: Api): readonly string[] {
  return step.folders.map(folder => folder.replace('<api>', api));
}
