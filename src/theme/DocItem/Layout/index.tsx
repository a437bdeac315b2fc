import {useDoc, useDocsSidebar} from '@docusaurus/plugin-content-docs/client';
import type {Props} from '@theme/DocItem/Layout';
import DocItemFooter from '@theme/DocItem/Footer';
import DocItemPaginator from '@theme/DocItem/Paginator';
import {Route} from '@site/src/theme/DocSidebar/Route';
import MDXContent from '@theme/MDXContent';
import TOCItems from '@theme/TOCItems';
import {classes} from '@site/src/components/classes';
import {ChapterHead} from '@site/src/components/ChapterHead';
import {positionOf, routeOf} from '@site/src/components/Chart/route';
import {Boat} from '@site/src/components/symbols';
import {CHAPTERS} from '@site/src/data/chapters';
import {HeadingLinks} from './HeadingLinks';
import styles from './styles.module.css';

/** What a chapter's front matter says beside the generator's own words, and what the build adds to it. */
interface CourseFrontMatter {
  lede?: string;
  know?: string[];
  /** Id of a line of the talk. */
  talk?: string;
  /** Added by the build: reading time, and the line of the talk in words. */
  minutes?: number;
  talkLine?: string;
}

/** Head, text, contents, legs. */
export default function DocItemLayout({children}: Props) {
  const {metadata, frontMatter, toc} = useDoc();
  const {lede, know, minutes, talk, talkLine} = frontMatter as CourseFrontMatter;
  const sidebar = useDocsSidebar();
  const route = routeOf(sidebar?.items ?? [], CHAPTERS);
  const position = positionOf(route, metadata.permalink);
  const stops = position?.group.stops ?? [];
  const first = stops[0];
  const page = position && {number: position.index + 1, of: stops.length};
  const contents = {toc, minHeadingLevel: 2, maxHeadingLevel: 2};
  return (
    <>
      {sidebar && position && page && (
        <nav className={styles.where} aria-label="Where you are">
          <details>
            <summary>
              <Boat width={22} height={22} />
              {position.group.number !== undefined && `${position.group.number}, `}
              {position.group.name}
              <span>
                page {page.number} of {page.of}
              </span>
            </summary>
            <Route sidebar={sidebar.items} path={metadata.permalink} />
          </details>
        </nav>
      )}
      <article>
        <ChapterHead
          harbour={position?.group.number}
          group={first && position && {name: position.group.name, href: first.href}}
          title={metadata.title}
          lede={lede}
          minutes={minutes}
          page={page}
          talk={
            talk === undefined || talkLine === undefined ? undefined : {id: talk, line: talkLine}
          }
          know={know}
        />
        <div className={styles.columns}>
          {toc.length > 0 && (
            <>
              <details className={styles.contents}>
                <summary>On this page</summary>
                <TOCItems {...contents} className={classes(styles.list)} />
              </details>
              <nav className={styles.toc} aria-label="On this page">
                <b>On this page</b>
                <TOCItems
                  {...contents}
                  className={classes(styles.list)}
                  linkClassName="toc-link"
                  linkActiveClassName={classes(styles.active)}
                />
              </nav>
            </>
          )}
          <div className="theme-doc-markdown markdown">
            <MDXContent>{children}</MDXContent>
          </div>
        </div>
        <DocItemFooter />
      </article>
      <DocItemPaginator />
      <HeadingLinks />
    </>
  );
}
