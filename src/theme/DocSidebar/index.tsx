import {NavbarSecondaryMenuFiller, useWindowSize} from '@docusaurus/theme-common';
import {useNavbarMobileSidebar} from '@docusaurus/theme-common/internal';
import type {Props} from '@theme/DocSidebar';
import {Route} from './Route';
import styles from './styles.module.css';

type Place = Pick<Props, 'sidebar' | 'path'>;

function MenuRoute({sidebar, path}: Place) {
  const {toggle} = useNavbarMobileSidebar();
  return <Route sidebar={sidebar} path={path} onPick={toggle} />;
}

/** The voyage beside the page; on a small screen, in the menu. */
export default function DocSidebar({sidebar, path}: Props) {
  const isSmall = useWindowSize() === 'mobile';
  return (
    <>
      <nav className={styles.voyage} aria-label="The voyage">
        <h2>The voyage</h2>
        <Route sidebar={sidebar} path={path} />
      </nav>
      {isSmall && <NavbarSecondaryMenuFiller component={MenuRoute} props={{sidebar, path}} />}
    </>
  );
}
