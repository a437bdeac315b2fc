import type {ReactNode} from 'react';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import exercises from '@generated/exercises/default/list.json';
import {useProgress} from '@site/src/components/progress/store';
import {href, styles} from './_exercise/sheet';

/** All exercises, and which of them this browser remembers as solved. */
export default function Exercises(): ReactNode {
  const {solved} = useProgress();
  const count = exercises.filter(({id}) => solved.includes(id)).length;
  return (
    <Layout
      title="Exercises"
      description="Ten rules that misbehave. Mend each of them in the page: any YAML that behaves as wished is right."
    >
      <link rel="stylesheet" href={href} precedence="exercises" />
      <main className="sheet-width markdown margin-vert--lg">
        <Heading as="h1">Exercises</Heading>
        <p>
          Ten rules that misbehave, one for each thing that many people believe of Istio. Mend them
          in the page. There is no model answer to guess: any YAML that behaves as wished is right.
        </p>
        <p role="status">
          {count} of {exercises.length} solved.
        </p>
        <ol className={styles.list}>
          {exercises.map(({id, path, title, description, confusion}) => (
            <li key={id}>
              <Link to={path}>{title}</Link>
              {solved.includes(id) && <b className={styles.solved}> Solved</b>}
              <small>Confusion {confusion} of 12</small>
              <p>{description}</p>
            </li>
          ))}
        </ol>
        <p>
          What you solved stays in this browser. To take it along, or to erase it, go to the foot of{' '}
          <Link to="/">the first page</Link>.
        </p>
      </main>
    </Layout>
  );
}
