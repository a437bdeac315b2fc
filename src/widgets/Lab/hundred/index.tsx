import {classes} from '@site/src/components/classes';
import type {Hundred} from '../model/types';
import {href, styles} from './sheet';

const percent = (value: number): string => `${Math.round(value * 10) / 10} %`;

/** How a hundred requests ended, beside what the rules ask for. */
export function HundredView({hundred: {total, shares, copies}}: {hundred: Hundred}) {
  return (
    <>
      <link rel="stylesheet" href={href} precedence="widgets" />
      <table className={styles.hundred}>
        <caption>A hundred requests</caption>
        <thead>
          <tr>
            <th scope="col">End</th>
            <th scope="col">Counted</th>
            <th scope="col">Expected</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({label, workload, status, count, expected}) => (
            <tr key={label}>
              <th scope="row">
                {label}
                <span
                  className={classes(
                    styles.bar,
                    status === null || status >= 400
                      ? styles.refused
                      : workload?.endsWith('v1') === true
                        ? styles.v1
                        : workload?.endsWith('v2') === true
                          ? styles.v2
                          : undefined,
                  )}
                  style={{width: `${(count * 100) / total}%`}}
                />
              </th>
              <td>{count}</td>
              <td>{expected === null ? '–' : percent(expected)}</td>
            </tr>
          ))}
          {copies.map(({workload, count}) => (
            <tr key={workload}>
              <th scope="row">copies to {workload}</th>
              <td>{count}</td>
              <td>–</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
