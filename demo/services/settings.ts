/** What both services read from the environment; `<NAME>` is `UI` or `SEARCH`. */
export interface Settings {
  name: string;
  /** `<NAME>_VERSION` */
  version: string;
  /** HOST; left out: every address of the machine, as a container wants it. */
  host: string | undefined;
  /** PORT, 8080; 0 takes a free one. */
  port: number;
  /** HEALTH_PORT, 8181 */
  healthPort: number;
  /** `<NAME>_DELAY_MS`: waits before each answer, milliseconds. */
  delayMs: number;
  /** `<NAME>_FAIL_STATUS`: answers with this status instead; 0 never. */
  failStatus: number;
  /** `<NAME>_FAIL_EVERY`: only every n-th request fails. */
  failEvery: number;
}

/** @throws Error that names the variable and what was expected. */
export function readNumber(name: string, fallback: number, most: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d+$/.test(text) || Number(text) > most) {
    throw new Error(`${name} is "${text}": expected a whole number from 0 to ${most}`);
  }
  return Number(text);
}

export function readSettings(name: string): Settings {
  const prefix = name.toUpperCase();
  const failStatus = readNumber(`${prefix}_FAIL_STATUS`, 0, 599);
  if (failStatus !== 0 && failStatus < 400) {
    throw new Error(
      `${prefix}_FAIL_STATUS is "${failStatus}": expected 0 or a status from 400 to 599`,
    );
  }
  return {
    name,
    version: process.env[`${prefix}_VERSION`] ?? 'v1',
    host: process.env.HOST,
    port: readNumber('PORT', 8080, 65_535),
    healthPort: readNumber('HEALTH_PORT', 8181, 65_535),
    delayMs: readNumber(`${prefix}_DELAY_MS`, 0, 3_600_000),
    failStatus,
    failEvery: Math.max(1, readNumber(`${prefix}_FAIL_EVERY`, 1, 1_000_000)),
  };
}

/** One JSON object a line on stdout, so that `kubectl logs` can be filtered. */
export function log({name, version}: Settings, fields: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({time: new Date().toISOString(), service: name, version, ...fields}));
}
