import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import groups from '@generated/stage/default/links.json';
import {CopyAddress, QrCode, useShortLink} from '@site/src/components/ShortLink';
import {classes} from '@site/src/components/classes';
import type {ShownLink} from '@site/src/data/stage';
import {href as sheet, styles} from './_styles';

function Card({number, title, href}: ShownLink) {
  const {path, address, picture} = useShortLink(number);
  return (
    <li id={`n${number}`}>
      <QrCode number={number} size={144} />
      <div>
        <p className={styles.title}>
          <a href={useBaseUrl(href)}>{title}</a>
        </p>
        <a className={styles.address} href={path}>
          {address.replace(/^https?:\/\//, '')}
        </a>
        <p className="no-print">
          <CopyAddress address={address} />{' '}
          <a href={picture} download={`qr-${number}.svg`}>
            SVG
          </a>
        </p>
      </div>
    </li>
  );
}

/** Every short link with its QR code, for who makes slides. */
export default function ShortLinks() {
  return (
    <Layout
      title="Short links"
      description="Every short link of the site with its QR code, to copy or to download for slides."
    >
      <link rel="stylesheet" href={sheet} precedence="widgets" />
      <main className={classes('sheet-width', styles.page)}>
        <h1>Short links</h1>
        <p className={styles.lede}>
          For slides: an address that can be typed from the last row, and a code that can be
          scanned. A number is never given to another page.
        </p>
        <p className={classes('no-print', styles.note)}>
          Slides in a browser can show a widget itself: put <code>?embed=1</code> behind the address
          of a page, and frame it. Its widget then stands alone, as{' '}
          <a href={useBaseUrl('/lab?embed=1')}>the lab does here</a>.
        </p>
        <p className="no-print">
          <a className="btn btn--main" href={useBaseUrl('/s/qr-codes.zip')} download>
            Download all codes as SVG
          </a>
        </p>
        <nav className={classes('no-print', styles.parts)} aria-label="Parts">
          {groups.map(({id, title}) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
        {groups.map(({id, title, links}) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            <ul className={styles.cards}>
              {links.map(link => (
                <Card key={link.number} {...link} />
              ))}
            </ul>
          </section>
        ))}
      </main>
    </Layout>
  );
}
