import {useEffect, useState, type ReactNode} from 'react';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import starts from '!!lab-loader!@site/src/data/labs/index.ts';
import {Lab} from '@site/src/widgets/Lab';
import {openHash, type Opened} from '@site/src/widgets/Lab/share';
import {styles} from '@site/src/widgets/Lab/sheet';

interface Open {
  id: string;
  opened: Opened;
  /** Each address and each choice is a lab of its own. */
  turn: number;
}

const FIRST: Open = {id: starts[0]?.id ?? '', opened: {type: 'none'}, turn: 0};

const isStart = (id: string): boolean => starts.some(start => start.id === id);

/** What the address asks for: a link in the hash, or the name of a start. */
async function readAddress({hash, search}: Location): Promise<Omit<Open, 'turn'>> {
  const opened = await openHash(hash);
  const id =
    opened.type === 'link' ? opened.link.preset : (new URLSearchParams(search).get('preset') ?? '');
  if (isStart(id)) return {id, opened};
  if (opened.type === 'link') return {id: FIRST.id, opened: {type: 'gone', link: opened.link}};
  return {id: FIRST.id, opened: id === '' ? opened : {type: 'gone', link: null}};
}

/** The lab by itself: any start, a link that somebody sent, or a reader's own files. */
export default function LabPage(): ReactNode {
  const [open, setOpen] = useState<Open>(FIRST);
  useEffect(() => {
    const {location} = window;
    const read = async () => {
      const found = await readAddress(location);
      if (found.id !== FIRST.id || found.opened.type !== 'none')
        setOpen(({turn}) => ({...found, turn: turn + 1}));
    };
    void read();
    // Another link in the same window; the lab itself changes the address without this event.
    const onHash = () => void read();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  const {id, opened, turn} = open;
  const start = starts.find(entry => entry.id === id);
  return (
    <Layout
      title="The request lab"
      description="Write a rule for Istio, send a request, and read who decided what: in your browser, without a cluster."
    >
      <main className="sheet-width">
        <div className={styles.top}>
          <Heading as="h1">The request lab</Heading>
          <p>Write a rule, send a request, read who decided what.</p>
          <label>
            Start from
            <select
              value={id}
              onChange={event => {
                window.history.replaceState(
                  window.history.state,
                  '',
                  `?preset=${event.target.value}`,
                );
                setOpen({id: event.target.value, opened: {type: 'none'}, turn: turn + 1});
              }}
            >
              {starts.map(entry => (
                <option key={entry.id} value={entry.id}>
                  {entry.title}
                </option>
              ))}
            </select>
          </label>
        </div>
        {start && <Lab key={turn} load={start.load} alone opened={opened} />}
      </main>
    </Layout>
  );
}
