import {useDocsSidebar} from '@docusaurus/plugin-content-docs/client';
import {useLocation} from '@docusaurus/router';
import DocSidebar from '@theme/DocSidebar';
import {classes} from '@site/src/components/classes';
import type {Props} from '@theme/DocRoot/Layout';
import styles from './styles.module.css';

/** The route beside the page. */
export default function DocRootLayout({children}: Props) {
  const sidebar = useDocsSidebar();
  const {pathname} = useLocation();
  return (
    <div className={classes('sheet-width', styles.page)}>
      {sidebar && (
        <DocSidebar
          sidebar={sidebar.items}
          path={pathname}
          onCollapse={() => {}}
          isHidden={false}
        />
      )}
      <main className={styles.main}>{children}</main>
    </div>
  );
}
