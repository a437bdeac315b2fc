import {useDoc} from '@docusaurus/plugin-content-docs/client';
import EditThisPage from '@theme/EditThisPage';
import LastUpdated from '@theme/LastUpdated';
import {ReadingMark} from '@site/src/components/progress/ReadingMark';
import styles from './styles.module.css';

/** How to mend the page, and how fresh it is. */
export default function DocItemFooter() {
  const {editUrl, lastUpdatedAt} = useDoc().metadata;
  return (
    <footer className={styles.foot}>
      <ReadingMark />
      {editUrl != null && <EditThisPage editUrl={editUrl} />}
      {lastUpdatedAt != null && <LastUpdated lastUpdatedAt={lastUpdatedAt} />}
    </footer>
  );
}
