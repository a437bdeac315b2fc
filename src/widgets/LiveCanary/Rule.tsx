import useBaseUrl from '@docusaurus/useBaseUrl';
import {classes} from '@site/src/components/classes';
import type {Version} from '@site/src/components/Canary/course';
import type {Trip} from './fleet';
import {FILE, linesOf, MOST, ruleWith, type Weights} from './rule';
import {styles} from './sheet';

interface RuleProps {
  weights: Weights;
  /** The request that the proxy decided last. */
  decided: Trip | undefined;
  onWeight: (version: Version, weight: number) => void;
}

/** The rule as YAML: its weights can be written, and the lines that decided the last request are lit. */
export function Rule({weights, decided, onWeight}: RuleProps) {
  const [from, to] = decided?.lines ?? [0, 0];
  return (
    <div className={styles.rule}>
      <p>
        <a href={useBaseUrl(`/${FILE}`)}>search-virtual-service.yaml</a> the part that decides
      </p>
      <div className={styles.lines} role="group" aria-label="The rule, lines 7 to 24">
        {linesOf(ruleWith(weights)).map(({number, key, value, weight}) => (
          <div
            key={number}
            className={classes(
              number >= from && number <= to && styles.lit,
              number >= from && number <= to && decided && styles[decided.version],
            )}
          >
            <i aria-hidden="true">{number}</i>
            <b>{key}</b>{' '}
            {weight === undefined ? (
              <span>{value}</span>
            ) : (
              <input
                type="number"
                inputMode="numeric"
                min={0}
                max={MOST}
                value={String(weights[weight])}
                aria-label={`Weight of ${weight}`}
                onChange={({target}) =>
                  onWeight(weight, Math.min(MOST, Math.max(0, Math.trunc(Number(target.value)))))
                }
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
