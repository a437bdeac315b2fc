import type {ReactNode} from 'react';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import {VERSIONS} from '@site/src/data/versions';
import report from '@site/conformance/report.json';
import {CodeText} from '@site/src/components/CodeText';
import {LEFT_OUT_ANALYZERS, LEFT_OUT_WEBHOOK, type LeftOut} from '@site/src/mesh';
import {classes} from '@site/src/components/classes';
import {Cases} from './_cases/Cases';
import {href, styles} from './_styles';

const NOT_COVERED = [
  'What the analyzers say of the random configurations: of those, the answers to requests are compared.',
  'Ambient mode: ztunnel and waypoints.',
  'WebAssembly, EnvoyFilter, and rate limits.',
  'Several clusters, and virtual machines.',
  'Keys that must be fetched from an address, and external authorization that really answers.',
  'What depends on a running cluster: conditions, webhooks of other tools, quotas.',
];

const DATE = new Intl.DateTimeFormat('en-GB', {dateStyle: 'long', timeZone: 'UTC'});

/** Go names a commit without a release by the second of its making: `v0.0.0-20260827124520-eed52ebb66ad`. */
function commitOf(version: string): {commit: string; day: string} {
  const [, year, month, day, commit] = /-(\d{4})(\d{2})(\d{2})\d{6}-(\w+)$/.exec(version) ?? [];
  return commit === undefined
    ? {commit: version, day: ''}
    : {commit, day: DATE.format(new Date(`${year}-${month}-${day}`))};
}

const sum = (field: 'total' | 'passed'): number =>
  report.topics.reduce((all, topic) => all + topic[field], 0);

function LeftOutList({items}: {items: readonly LeftOut[]}): ReactNode {
  return (
    <ul>
      {items.map(({what, about, because}) => (
        <li key={about}>
          <b>{what.join(', ')}</b>, <CodeText>{about}</CodeText>. {because}
        </li>
      ))}
    </ul>
  );
}

/** How far the engine can be trusted, from the report that the tests keep fresh. */
export default function Fidelity(): ReactNode {
  const gaps: readonly {id: string; title: string; reason: string}[] = report.gaps;
  return (
    <Layout
      title="Fidelity"
      description="How the simulations of this site compare with recorded answers of real Istio and Envoy."
    >
      <link rel="stylesheet" href={href} precedence="widgets" />
      <main className={classes('sheet-width', 'markdown', styles.page)}>
        <Heading as="h1">Fidelity</Heading>
        <p>
          What you play with on these pages is a model of Istio’s behaviour, checked against
          recorded answers. It is not Istio itself.
        </p>
        <p>
          Real Istio code made the configuration, and a real Envoy answered the requests.{' '}
          <strong>
            {sum('passed')} of {sum('total')} recorded cases
          </strong>{' '}
          get the same answer from the model.
        </p>
        <Heading as="h2" id="by-topic">
          By topic
        </Heading>
        <div className={styles.scroll}>
          <table>
            <thead>
              <tr>
                <th scope="col">Topic</th>
                <th scope="col">Cases</th>
                <th scope="col">Same answer</th>
                <th scope="col">Known gaps</th>
              </tr>
            </thead>
            <tbody>
              {report.topics.map(({topic, total, passed, gaps: known}) => (
                <tr key={topic}>
                  <th scope="row">{topic}</th>
                  <td>{total}</td>
                  <td>{passed}</td>
                  <td>{known}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Heading as="h2" id="cases">
          Open a case
        </Heading>
        <p>
          Each case can be opened: its YAML, the requests, what Istio and Envoy answered, what the
          model answers, and how it gets there.
        </p>
        <Cases topics={report.topics} />
        <Heading as="h2" id="known-gaps">
          Known gaps
        </Heading>
        {gaps.length === 0 ? (
          <p>None of the recorded cases is answered otherwise.</p>
        ) : (
          <ul>
            {gaps.map(({id, title, reason}) => (
              <li key={id}>
                {title}: {reason}
              </li>
            ))}
          </ul>
        )}
        <Heading as="h2" id="not-covered">
          What is not covered
        </Heading>
        <ul>
          {NOT_COVERED.map(item => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <Heading as="h2" id="left-out">
          What the checks of your YAML leave out
        </Heading>
        <p>
          The lab and the examples are checked as the API server, the webhook of Istio and{' '}
          <code>istioctl analyze</code> check them. These findings of <code>istioctl analyze</code>{' '}
          are missing, because a page in a browser cannot know them or because the model has no such
          thing:
        </p>
        <LeftOutList items={LEFT_OUT_ANALYZERS} />
        <p>For these kinds the rules of the webhook are missing:</p>
        <LeftOutList items={LEFT_OUT_WEBHOOK} />
        <Heading as="h2" id="versions">
          Who answered
        </Heading>
        <ul>
          {report.versions.map(({istio, envoy}) => {
            const {commit, day} = commitOf(istio);
            return (
              <li key={`${istio} ${envoy}`}>
                {VERSIONS.istio.name}, branch of release {VERSIONS.istio.minor}, commit{' '}
                <code>{commit}</code>
                {day !== '' && ` of ${day}`}; Envoy <code>{envoy}</code>
              </li>
            );
          })}
          <li>
            This report is of {DATE.format(new Date(report.date))}. The tests of this site play all
            cases again, and fail when the report says something else.
          </li>
        </ul>
      </main>
    </Layout>
  );
}
