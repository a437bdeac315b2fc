import {useHistory, useLocation} from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import bingo from '@generated/stage/default/bingo.json';
import {Bingo} from '@site/src/widgets/Bingo';

/** The bingo of the talk, for a room or for one reader. */
export default function BingoPage() {
  const {search} = useLocation();
  const history = useHistory();
  const path = useBaseUrl('/bingo');
  const {url} = useDocusaurusContext().siteConfig;
  const live = useIsBrowser();
  return (
    <Layout
      title="Bingo"
      description="The bingo of the talk: a card of 5 × 5 words from Docker to Envoy, to play while somebody talks about Istio, with cards to print and words to draw."
    >
      <main className="sheet-width margin-vert--lg">
        <article>
          <header className="no-print">
            <h1>Bingo</h1>
            <p>
              The talk begins with a bingo. Mark a word when you hear it; five in a row, a column or
              a diagonal win. Whoever opens the same address has the same card.
            </p>
          </header>
          <Bingo
            words={bingo.words}
            free={bingo.free}
            address={url + path}
            search={live ? search : undefined}
            open={query => history.push({search: query})}
            pick={most => Math.floor(Math.random() * most) + 1}
          />
        </article>
      </main>
    </Layout>
  );
}
