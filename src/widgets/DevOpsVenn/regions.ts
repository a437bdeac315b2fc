import type {Responsibility, Writer} from '../../data/responsibilities';

/** The three regions that two overlapping circles have. */
export type Region = 'kubernetes' | 'both' | 'istio';

export const REGIONS: readonly {value: Region; label: string}[] = [
  {value: 'kubernetes', label: 'Kubernetes alone'},
  {value: 'both', label: 'Both'},
  {value: 'istio', label: 'Istio alone'},
];

/** Where a task lies, from the systems that have a part in it. */
export function regionOf({objects}: Responsibility): Region {
  if (objects.kubernetes && objects.istio) return 'both';
  return objects.kubernetes ? 'kubernetes' : 'istio';
}

/** The tasks of one region, or of all, that one team writes, or any. */
export function tasksOf(
  tasks: readonly Responsibility[],
  region: Region | 'all',
  writer: Writer | 'all',
): readonly Responsibility[] {
  return tasks.filter(
    task =>
      (region === 'all' || regionOf(task) === region) &&
      (writer === 'all' || task.writer === writer),
  );
}
