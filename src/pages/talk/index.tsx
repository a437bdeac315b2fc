import {useSyncExternalStore} from 'react';
import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import Layout from '@theme/Layout';
import talk from '@generated/stage/default/talk.json';
import {TalkSection} from '@site/src/components/TalkMap';
import {classes} from '@site/src/components/classes';
import {href, styles} from '@site/src/components/TalkMap/sheet';

const ALL = {id: 'all', text: 'All of it'};

function watchHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The outline of the talk beside the course: for who was in the room, and for who prepares one. */
export default function Talk() {
  const hash = useSyncExternalStore(
    watchHash,
    () => location.hash,
    () => '',
  );
  const {siteConfig} = useDocusaurusContext();
  const {collectAnchor} = useBrokenLinks();
  collectAnchor(ALL.id);
  const chosen = talk.find(({id}) => `#${id}` === hash) ?? ALL;
  return (
    <Layout
      title="The talk, line by line"
      description="The outline of the talk, in the speaker’s order and words, each line beside the page that teaches it, with short links and QR codes for slides."
    >
      <link rel="stylesheet" href={href} precedence="widgets" />
      <main id={ALL.id} className={classes('sheet-width', styles.page)}>
        <header>
          <h1>The talk, line by line</h1>
          <p className={styles.lede}>
            The outline of <i lang="fr">Istio ⛵️, le meilleur ami de votre cluster K8S ❤️</i>, in
            its speaker’s order and words. Beside each line stands the page that teaches it, and a
            short link to it.
          </p>
          <p>
            The outline comes with{' '}
            <a href={siteConfig.customFields?.speaker as string} rel="noopener">
              the slides of Kevin Davin
            </a>
            . Three of its lines point into a video. Those links are older than the demo and every
            event that its code names, so the video is no recording of those sessions. Whose it is,
            the outline does not say.
          </p>
          <p className="no-print">
            This page prints as a handout: all of it, or the one section that you choose here. All
            codes for slides stand on <Link to="/s">one page</Link>, and the bingo has{' '}
            <Link to="/bingo">cards to play</Link>.
          </p>
        </header>
        <nav className={classes('no-print', styles.filter)} aria-label="Show one section">
          <ul>
            {[ALL, ...talk].map(({id, text}) => (
              <li key={id}>
                <a href={`#${id}`} aria-current={id === chosen.id ? 'true' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {talk.map(section => (
          <TalkSection
            key={section.id}
            section={section}
            // A link within the site changes the address without what CSS calls a target.
            hidden={chosen !== ALL && chosen !== section}
          />
        ))}
      </main>
    </Layout>
  );
}
