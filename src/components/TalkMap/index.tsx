import type {CSSProperties} from 'react';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type {ShownLine} from '@site/src/data/stage';
import {CodeText} from '../CodeText';
import {PaperCode, ShortLink} from '../ShortLink';
import {clock} from '../TalkMoment';
import {classes} from '../classes';
import {styles} from './sheet';

/** The speaker's words; an address among them is a link. */
function Words({line: {text, url}}: {line: ShownLine}) {
  if (url === undefined || !text.includes(url)) return text;
  const [before, after] = text.split(url);
  return (
    <>
      {before}
      <a href={url} rel="noopener">
        {url}
      </a>
      {after}
    </>
  );
}

/** Our own picture of a moment of the video: it is a link and nothing more, so that nobody is asked for anything here. */
function Video({second, url}: {second: number; url: string}) {
  const at = clock(second);
  return (
    <a className={styles.video} href={url} rel="noopener">
      <svg viewBox="0 0 64 40" aria-hidden="true">
        <rect x="1" y="1" width="62" height="38" rx="4" />
        <path d="M26 11v18l16-9Z" />
      </svg>
      <span>
        <b>{at}</b> of the video the outline points to, on YouTube
      </span>
    </a>
  );
}

function Target({line: {target}}: {line: ShownLine}) {
  if (target === undefined) return <i>Not yet charted</i>;
  const {href, harbour, page, heading} = target;
  return (
    <Link to={href}>
      {harbour !== undefined && <b>{harbour}</b>} {page}
      {heading !== undefined && <>: {heading}</>}
    </Link>
  );
}

/** A box of then and now; its id is no heading of Markdown, which is all that the generator's own links know of. */
function Since({title, href}: ShownLine['since'][number]) {
  return (
    <a href={useBaseUrl(href)}>
      <CodeText>{title}</CodeText>
    </a>
  );
}

/** What stands beside a line. */
function Beside({line}: {line: ShownLine}) {
  const {second, url, now, since} = line;
  return (
    <div className={styles.beside}>
      <Target line={line} />
      {second !== undefined && url !== undefined && <Video second={second} url={url} />}
      {now !== undefined && (
        <p>
          Today that address is{' '}
          <a href={now.url} rel="noopener">
            {now.title}
          </a>
        </p>
      )}
      {since.length > 0 && (
        <p>
          What changed since:{' '}
          {since.map(({title, href}, index) => (
            <span key={href}>
              {index > 0 && '; '}
              <Since href={href} title={title} />
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function Lines({lines, depth}: {lines: readonly ShownLine[]; depth: number}) {
  const {collectAnchor} = useBrokenLinks();
  return (
    <ul>
      {lines.map(line => {
        collectAnchor(line.id);
        return (
          <li key={line.id} id={line.id}>
            <div className={styles.row} style={{'--depth': depth} as CSSProperties}>
              <p className={styles.words}>
                <Words line={line} />
              </p>
              <Beside line={line} />
              {line.short !== undefined && <ShortLink number={line.short} />}
            </div>
            {line.lines.length > 0 && <Lines lines={line.lines} depth={depth + 1} />}
          </li>
        );
      })}
    </ul>
  );
}

/** A section of the talk, line by line. */
export function TalkSection({section, hidden}: {section: ShownLine; hidden: boolean}) {
  const {collectAnchor} = useBrokenLinks();
  collectAnchor(section.id);
  const heading = `${section.id}-title`;
  return (
    <section
      id={section.id}
      className={classes(styles.section)}
      aria-labelledby={heading}
      hidden={hidden}
    >
      <div className={styles.row}>
        <h2 id={heading}>{section.text}</h2>
        <Beside line={section} />
        {section.short !== undefined && <ShortLink number={section.short} />}
      </div>
      {section.short !== undefined && <PaperCode number={section.short} />}
      {section.lines.length > 0 && <Lines lines={section.lines} depth={0} />}
    </section>
  );
}
