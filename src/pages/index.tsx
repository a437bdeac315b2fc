import Link from '@docusaurus/Link';
import {HtmlClassNameProvider} from '@docusaurus/theme-common';
import Layout from '@theme/Layout';
import voyage from '@generated/voyage/default/voyage.json';
import {Chart} from '@site/src/components/Chart';
import {VoyageList} from '@site/src/components/Chart/VoyageList';
import {berthOf} from '@site/src/components/Chart/voyage';
import {Doors} from '@site/src/components/Landing/Doors';
import {classes} from '@site/src/components/classes';
import {ProgressControls} from '@site/src/components/progress/ProgressControls';
import {useProgress} from '@site/src/components/progress/store';
import {LiveCanary} from '@site/src/widgets/LiveCanary';
import styles from './index.module.css';

const {harbours, checks, doors} = voyage;
const start = harbours[0]?.href ?? '/';

/** What this is, and the voyage at a glance. */
function Sheet() {
  const {lastPage} = useProgress();
  const boat = berthOf(harbours, lastPage);
  return (
    <section className={styles.sheet} aria-label="Welcome">
      <Chart harbours={harbours} boat={boat} />
      <div className={styles.title}>
        <h1>
          Istio <span className={styles.sign}>⛵️</span>, your Kubernetes cluster’s best friend{' '}
          <span className={styles.sign}>❤️</span>
        </h1>
        <p>
          Learn in nine chapters how a service mesh connects, secures, controls and observes the
          services that you already run.
        </p>
        <p className={styles.who}>
          For developers and operators. The talk, page by page, with something to try.
        </p>
        <div className={styles.go}>
          {lastPage === undefined ? (
            <>
              <Link className="btn btn--main" to={start}>
                Set sail: harbour 1
              </Link>
              <a className="btn" href="#ways">
                Three ways to follow
              </a>
            </>
          ) : (
            <>
              <Link className="btn btn--main" to={lastPage.path}>
                Sail on: {lastPage.title}
              </Link>
              <Link className="btn" to={start}>
                Start at harbour 1
              </Link>
            </>
          )}
        </div>
      </div>
      <div className={styles.list}>
        <VoyageList harbours={harbours} boat={boat} />
      </div>
    </section>
  );
}

export default function Landing() {
  return (
    <HtmlClassNameProvider className="landing">
      <Layout description="A tutorial that mirrors the talk “Istio, your Kubernetes cluster’s best friend”: nine chapters about the service mesh, with YAML that you can try.">
        <main className={classes('sheet-width', styles.page)}>
          <Sheet />
          <section className={styles.strip} aria-labelledby="canary">
            <h2 id="canary">
              The canary of the talk, live{' '}
              <small>Move the weight, or send the header, and watch where requests land.</small>
            </h2>
            <LiveCanary />
          </section>
          <Doors start={start} {...doors} />
          <section className={styles.proof} aria-label="What is checked">
            <p>
              <b>{checks.examples}</b> YAML files stand behind the pages. A test reads each one as
              Kubernetes does and holds it to the schema of its kind.
            </p>
            <p>
              <b>{checks.same.toLocaleString('en')}</b>
              <span>
                of {checks.recorded.toLocaleString('en')} recorded cases of real Istio and Envoy get
                the same answer from the engine behind these pages.{' '}
                <Link to="/fidelity">What it reproduces, and what not</Link>
              </span>
            </p>
          </section>
          <div className={styles.pair}>
            <section aria-labelledby="not-for">
              <h2 id="not-for">Who it is not for</h2>
              <ul>
                <li>You look up one field: the reference documentation of Istio is quicker.</li>
                <li>
                  You run one application, or a few services in one language: chapter 1 shows what
                  to use instead.
                </li>
                <li>You have not met Kubernetes yet: learn Pod, Deployment and Service first.</li>
              </ul>
            </section>
            <section aria-labelledby="your-voyage">
              <h2 id="your-voyage">Your voyage</h2>
              <p>
                Where you stopped and what you read stays in this browser and goes nowhere else.
                Take it along to another one, or erase it.
              </p>
              <ProgressControls />
            </section>
          </div>
        </main>
      </Layout>
    </HtmlClassNameProvider>
  );
}
