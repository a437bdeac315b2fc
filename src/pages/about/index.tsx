import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import Layout from '@theme/Layout';
import {classes} from '@site/src/components/classes';
import {ProgressControls} from '@site/src/components/progress/ProgressControls';
import styles from './styles.module.css';

const DEMO = 'https://github.com/davinkevin/istio-best-friends-k8s-demo';

/** As the demo's code names them, with the day on which each first stands in it. */
const EVENTS = [
  ['SnowCamp 2019', '13 January 2019'],
  ['Touraine Tech 2019', '31 January 2019'],
  ['BreizhCamp 2019', '24 February 2019'],
  ['Paris Container Day 2019', '3 June 2019'],
  ['Voxxed Days Luxembourg 2019', '20 June 2019'],
  ['BDX.io 2019', '14 November 2019'],
] as const;

const VERSIONS = [
  ['13 January 2019', 'Istio 1.0.5'],
  ['21 March 2019', 'Istio 1.1.0'],
  ['3 June 2019', 'Istio 1.1.7, Kubernetes 1.12.7'],
  ['14 November 2019', 'Spring Boot 2.2.1, Kotlin 1.3.50'],
] as const;

const HEADINGS = ['the-talk', 'the-speaker', 'events', 'not-known', 'this-site', 'privacy'];

/** Whose talk this is, what is known of it and what is not, and how this site relates to it. */
export default function About() {
  const speaker = useDocusaurusContext().siteConfig.customFields?.speaker as string;
  const {collectAnchor} = useBrokenLinks();
  HEADINGS.forEach(collectAnchor);
  return (
    <Layout
      title="About"
      description="The talk that this course mirrors, its speaker, what is known and not known of it, and what this site keeps of you: nothing."
    >
      <main className={classes('sheet-width', styles.page)}>
        <h1>About</h1>

        <h2 id="the-talk">The talk</h2>
        <p>
          Its slides call it <i lang="fr">Istio ⛵️, Le meilleur ami de votre cluster K8S ❤️</i>.
          They were written in December 2018, and they end where the architecture begins. Its{' '}
          <a href={DEMO} rel="noopener">
            demo
          </a>{' '}
          grew from January to November 2019. This course follows{' '}
          <Link to="/talk">the outline, line by line</Link>. Where the slides end, it rests on the
          outline and on the demo.
        </p>

        <h2 id="the-speaker">The speaker</h2>
        <p>
          Kevin Davin, of Stack Labs. His slides show the signs of Google Developer Experts and of
          Google Cloud, and the logos of the open source projects Spring Boot, Angular, Reactor and
          Kotlin. The outline adds that he works for someone with 🛰 and ✈ in TLS, the airport code
          of Toulouse.{' '}
          <a href={speaker} rel="noopener">
            His slides
          </a>{' '}
          are public.
        </p>

        <h2 id="events">Events that the demo’s code names</h2>
        <p>
          The days are those on which the code was prepared. They are not the days of the sessions.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">First in the code</th>
            </tr>
          </thead>
          <tbody>
            {EVENTS.map(([event, day]) => (
              <tr key={event}>
                <td>{event}</td>
                <td>{day}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>And the versions that its files name, by day:</p>
        <ul>
          {VERSIONS.map(([day, versions]) => (
            <li key={day}>
              {day}: {versions}
            </li>
          ))}
        </ul>

        <h2 id="not-known">What is not known</h2>
        <ul>
          <li>Whether a recording of any of these sessions exists.</li>
          <li>The day, the room and the length of each session, and what was said aloud.</li>
          <li>
            The slides of the second half: Kubernetes and Istio, connect and control, observability,
            security, Envoy.
          </li>
          <li>
            Whose video the outline points to. Its links are older than the demo, so it shows none
            of these sessions.
          </li>
        </ul>

        <h2 id="this-site">How this site relates to it</h2>
        <p>
          It mirrors the outline, and nothing of the slides is copied: every sentence, picture and
          file is made anew. It is not a publication of the Istio project. The code is under the MIT
          licence, the texts under CC BY 4.0. If a sentence is wrong or hard to understand, please
          propose a better one: the file <code>CONTRIBUTING.md</code> says how, and one command
          checks it.
        </p>

        <h2 id="privacy">Privacy</h2>
        <p>
          Nothing is collected, nothing is asked of another host, and there are no cookies. Your
          browser keeps which pages you read, what you answered, solved and typed, and how you set a
          page, so that you find it again. You can take that with you, or erase it, here:
        </p>
        <ProgressControls />
      </main>
    </Layout>
  );
}
