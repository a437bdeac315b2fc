import type {ReactNode} from 'react';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import {VERSIONS} from '@site/src/data/versions';
import report from '@site/conformance/report.json';

const NOT_COVERED = [
  'What the analyzers say of the random configurations: of those, the answers to requests are compared.',
  'Ambient mode: ztunnel and waypoints.',
  'WebAssembly, EnvoyFilter, and rate limits.',
  'Several clusters, and virtual machines.',
  'Keys that must be fetched from an address, and external authorization that really answers.',
  'What depends on a running cluster: conditions, webhooks of other tools, quotas.',
];

const sum = (field: 'total' | 'passed'): number =>
  report.topics.reduce((all, topic) => all + topic[field], 0);

/** How far the engine can be trusted, from the report that the tests keep fresh. */
export default function Fidelity(): ReactNode {
  const gaps: readonly {id: string; title: string; reason: string}[] = report.gaps;
  return (
    <Layout
      title="Fidelity"
      description="How the simulations of this site compare with recorded answers of real Istio and Envoy."
    >
      <main className="sheet-width markdown margin-vert--lg">
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
        <Heading as="h2" id="versions">
          Who answered
        </Heading>
        <ul>
          {report.versions.map(({istio, envoy}) => (
            <li key={`${istio} ${envoy}`}>
              {VERSIONS.istio.name}, release {VERSIONS.istio.minor}, commit <code>{istio}</code>;
              Envoy <code>{envoy}</code>
            </li>
          ))}
        </ul>
      </main>
    </Layout>
  );
}
