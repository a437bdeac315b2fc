import type {Release, Theme} from '@site/src/data/releases';
import type {Day} from '@site/src/data/types';

/** What the reader follows: one theme, or every release. */
export type Choice = Theme | 'all';

export function matches(release: Release, choice: Choice): boolean {
  return choice === 'all' || release.themes.includes(choice);
}

/** Where a day stands between the starts of two years, from 0 to 1. Every year is as wide as the next. */
export function position(day: Day, firstYear: number, years: number): number {
  const date = new Date(`${day}T00:00:00Z`);
  const year = date.getUTCFullYear();
  const start = Date.UTC(year, 0, 1);
  const part = (date.getTime() - start) / (Date.UTC(year + 1, 0, 1) - start);
  return (year - firstYear + part) / years;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as the course writes it, `24 May 2017`; never in the reader's own time zone. */
export function writeDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
