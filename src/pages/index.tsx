import Layout from '@theme/Layout';
import voyage from '@generated/voyage/default/voyage.json';
import {Chart} from '@site/src/components/Chart';
import {berthOf} from '@site/src/components/Chart/voyage';
import {useProgress} from '@site/src/components/progress';

export default function Landing() {
  const {lastPage} = useProgress();
  const {harbours} = voyage;
  return (
    <Layout>
      <main className="sheet-width">
        <Chart harbours={harbours} boat={berthOf(harbours, lastPage)} />
      </main>
    </Layout>
  );
}
