/** How a service makes several calls. */
export type Order = 'sequence' | 'parallel';

export const ORDERS: readonly {value: Order; label: string}[] = [
  {value: 'sequence', label: 'One after the other'},
  {value: 'parallel', label: 'All at the same time'},
];

/** When each call begins, in the unit of `duration`, counted from the first. */
export function startsOf(calls: number, duration: number, order: Order): number[] {
  return Array.from({length: calls}, (_, index) => (order === 'sequence' ? index * duration : 0));
}
