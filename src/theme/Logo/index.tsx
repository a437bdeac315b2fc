import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import {useThemeConfig} from '@docusaurus/theme-common';
import {classes} from '@site/src/components/classes';
import {Boat} from '@site/src/components/symbols';
import styles from './styles.module.css';

/** Boat and name: inline, so that it follows the colour mode and costs no request. */
export default function Logo() {
  return (
    <Link to={useBaseUrl('/')} className={classes(styles.mark)}>
      <Boat width={26} height={26} />
      {useThemeConfig().navbar.title}
    </Link>
  );
}
