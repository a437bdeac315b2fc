import {useDoc} from '@docusaurus/plugin-content-docs/client';
import EditThisPage from '@theme/EditThisPage';
import LastUpdated from '@theme/LastUpdated';
import {ReadingMark} from '@site/src/components/progress/ReadingMark';
import {PaperCode, ShortLink} from '@site/src/components/ShortLink';
import styles from './styles.module.css';

/** How to pass the page on, how to mend it, and how fresh it is. On paper its code leads back to it. */
export default function DocItemFooter() {
  const {metadata, frontMatter} = useDoc();
  const {editUrl, lastUpdatedAt} = metadata;
  const {short} = frontMatter as {short?: number};
  return (
    <footer className={styles.foot}>
      <ReadingMark />
      {short !== undefined && (
        <>
          <div className="no-print">
            <ShortLink number={short}>Share: /s/{short}</ShortLink>
          </div>
          <PaperCode number={short} />
        </>
      )}
      {editUrl != null && <EditThisPage editUrl={editUrl} />}
      {lastUpdatedAt != null && <LastUpdated lastUpdatedAt={lastUpdatedAt} />}
    </footer>
  );
}
