const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];

/** Last moment that `Date` can name, in seconds since 1970. */
const LAST_MOMENT = 8.64e12;

const two = (value: number) => String(value).padStart(2, '0');

/** `1 January 2026, 01:00:00 UTC`; the same on every computer. Null: no calendar reaches that far. */
export function writeMoment(seconds: number): string | null {
  if (Math.abs(seconds) > LAST_MOMENT) return null;
  const date = new Date(seconds * 1000);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day}, ${time} UTC`;
}

const UNITS: readonly [name: string, seconds: number][] = [
  ['year', 365.25 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `74 years`, `1 hour`, `90 seconds`: the largest unit of which there are at least two, or exactly one. */
export function writeDuration(seconds: number): string {
  const length = Math.abs(seconds);
  const [name, size] = UNITS.find(([, unit]) => length === unit || length >= 2 * unit) ?? [
    'second',
    1,
  ];
  const count = Math.round(length / size);
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`;
}
