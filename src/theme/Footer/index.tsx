import Link from '@docusaurus/Link';
import {useThemeConfig} from '@docusaurus/theme-common';
import {classes} from '@site/src/components/classes';
import styles from './styles.module.css';

/** What this is, what it is not, and where to look behind it. */
export default function Footer() {
  const links = useThemeConfig().footer?.links as ({label: string} & (
    {to: string} | {href: string}
  ))[];
  return (
    <footer className={classes('theme-layout-footer', 'footer', styles.foot)}>
      <div className={classes('sheet-width', styles.line)}>
        <p>
          A tutorial that mirrors the talk{' '}
          <i lang="fr">Istio ⛵️, le meilleur ami de votre cluster K8S ❤️</i>. Every picture is drawn
          for this site. Not a publication of the Istio project. Not to be used for navigation at
          sea.
        </p>
        <ul>
          {links.map(({label, ...target}) => (
            <li key={label}>
              <Link {...target}>{label}</Link>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
