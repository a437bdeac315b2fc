import Link from '@docusaurus/Link';
import {Buoy} from '@site/src/components/symbols';
import {classes} from '@site/src/components/classes';
import styles from './styles.module.css';

/** Off the chart, with two ways back. */
export default function NotFoundContent() {
  return (
    <main className={classes('sheet-width', styles.page)}>
      <div className={styles.sea}>
        <Buoy className={styles.buoy} width={72} height={72} />
        <p className={styles.word}>404, no bottom found</p>
        <h1>You sailed off the chart</h1>
        <p>
          No page lies at this address. It may have a typing mistake, or the link that brought you
          here is wrong.
        </p>
        <div className={styles.go}>
          <Link className="btn btn--main" to="/">
            Back to the chart
          </Link>
          <Link className="btn" to="/docs/evolution">
            Start at harbour 1
          </Link>
        </div>
      </div>
    </main>
  );
}
