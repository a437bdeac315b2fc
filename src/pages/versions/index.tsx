import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import shown from '@generated/versions/default/versions.json';
import {CodeText} from '@site/src/components/CodeText';
import {CHANGES, VERSIONS, type VersionChange} from '@site/src/data/versions';

const {boxes, sources} = shown;

const FEEDS = [
  {name: 'RSS', type: 'application/rss+xml', file: '/versions/rss.xml'},
  {name: 'Atom', type: 'application/atom+xml', file: '/versions/atom.xml'},
] as const;

const placeOf = ({subject, minor}: VersionChange) => `${subject}-${minor.replace('.', '-')}`;

/** A box of then and now; its id is no heading of Markdown, which is all that the generator's own links know of. */
function Box({title, href}: {title: string; href: string}) {
  return (
    <a href={useBaseUrl(href)}>
      <CodeText>{title}</CodeText>
    </a>
  );
}

function FeedLink({name, file}: (typeof FEEDS)[number]) {
  return <a href={useBaseUrl(file)}>{name}</a>;
}

/** Which versions the course speaks of, since when, and what was checked against which. */
export default function Versions() {
  const [rss, atom] = FEEDS;
  const {collectAnchor} = useBrokenLinks();
  for (const change of CHANGES) collectAnchor(placeOf(change));
  const files = {[rss.file]: useBaseUrl(rss.file), [atom.file]: useBaseUrl(atom.file)};
  const against = [...new Set(boxes.map(({checkedAgainst}) => checkedAgainst))];
  return (
    <Layout
      title="Versions"
      description="Which versions of Istio, Envoy, Kubernetes and Gateway API the course speaks of, what was checked with them, and a feed of changes."
    >
      <Head>
        {FEEDS.map(({name, type, file}) => (
          <link
            key={name}
            rel="alternate"
            type={type}
            href={files[file]}
            title={`Versions (${name})`}
          />
        ))}
      </Head>
      <main className="sheet-width margin-vert--lg">
        <article className="markdown">
          <h1>Versions</h1>
          <p>
            What the course says holds for these versions. Where the talk’s days were different, a
            box on the page says so.
          </p>
          <ul>
            {sources.map(({subject, title, url}) => {
              const {name, minor, exact, checked} = VERSIONS[subject];
              return (
                <li key={subject}>
                  <b>
                    {name} {minor}
                  </b>
                  , checked with {exact}. {checked}{' '}
                  <a href={url} rel="noopener">
                    {title}
                  </a>
                </li>
              );
            })}
          </ul>
          <p>
            Which code of Istio and which Envoy answered stands on{' '}
            <Link to="/fidelity">the fidelity page</Link>; which versions the talk used, on{' '}
            <Link to="/about#events">the page about it</Link>.
          </p>

          <h2 id="changes">Changes</h2>
          <p>
            When the course begins to speak of another version, it stands here, and in a feed:{' '}
            <FeedLink {...rss} /> or <FeedLink {...atom} />.
          </p>
          <ul>
            {CHANGES.map(change => (
              <li key={placeOf(change)} id={placeOf(change)}>
                <time dateTime={change.day}>{change.day}</time>:{' '}
                <b>
                  {VERSIONS[change.subject].name} {change.minor}
                </b>
                . {change.text}
              </li>
            ))}
          </ul>

          <h2 id="then-and-now">Boxes of then and now</h2>
          <p>Each carries the version that its right-hand side was checked against.</p>
          {against.map(version => (
            <section key={version} aria-label={`Checked against ${version}`}>
              <h3>Checked against {version}</h3>
              <ul>
                {boxes
                  .filter(({checkedAgainst}) => checkedAgainst === version)
                  .map(({title, href}) => (
                    <li key={href}>
                      <Box title={title} href={href} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </article>
      </main>
    </Layout>
  );
}
