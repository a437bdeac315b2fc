import type {ReactNode} from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import {useCopy} from '../useCopy';
import styles from './styles.module.css';

/** The address that a slide shows, and the picture of it. */
export function useShortLink(number: number): {path: string; address: string; picture: string} {
  const path = useBaseUrl(`/s/${number}`);
  const {url} = useDocusaurusContext().siteConfig;
  return {path, address: url + path, picture: `${path}.svg`};
}

/** A QR code, fetched when it comes into sight. */
export function QrCode({number, size}: {number: number; size: number}) {
  const {address, picture} = useShortLink(number);
  return (
    <img
      className={styles.code}
      src={picture}
      width={size}
      height={size}
      loading="lazy"
      alt={`QR code of ${address}`}
    />
  );
}

/** Copies an address; without JavaScript there is nothing to press. */
export function CopyAddress({address}: {address: string}) {
  const {says, done, copy} = useCopy();
  return (
    <button type="button" className={styles.copy} onClick={() => copy(address)}>
      {says} <span className="sr-only">{address}</span>
      <span className="sr-only" role="status">
        {done ? says : ''}
      </span>
    </button>
  );
}

/** A short link; opened, it shows the whole address and its QR code. */
export function ShortLink({number, children}: {number: number; children?: ReactNode}) {
  const {path, address} = useShortLink(number);
  return (
    <details className={styles.short}>
      <summary>{children ?? `/s/${number}`}</summary>
      <QrCode number={number} size={176} />
      <p>
        <a href={path}>{address.replace(/^https?:\/\//, '')}</a> <CopyAddress address={address} />
      </p>
    </details>
  );
}

/** The code as paper shows it; a screen neither shows nor fetches it. */
export function PaperCode({number}: {number: number}) {
  const {address} = useShortLink(number);
  return (
    <figure className={styles.paper}>
      <QrCode number={number} size={80} />
      <figcaption>{address.replace(/^https?:\/\//, '')}</figcaption>
    </figure>
  );
}
