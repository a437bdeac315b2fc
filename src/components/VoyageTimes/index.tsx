import Link from '@docusaurus/Link';
import type {ShownLeg} from '@site/src/data/shown-words';

/** How long each chapter takes, counted from its pages. */
export function VoyageTimes({entry}: {entry: readonly ShownLeg[]}) {
  const sum = (of: 'pages' | 'minutes') => entry.reduce((total, leg) => total + leg[of], 0);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Chapter</th>
          <th scope="col">Pages</th>
          <th scope="col">Minutes to read</th>
        </tr>
      </thead>
      <tbody>
        {entry.map(({name, path, pages, minutes}) => (
          <tr key={name}>
            <td>{path === undefined ? name : <Link to={path}>{name}</Link>}</td>
            {path === undefined ? (
              <td colSpan={2}>not yet charted</td>
            ) : (
              <>
                <td>{pages}</td>
                <td>{minutes}</td>
              </>
            )}
          </tr>
        ))}
        <tr>
          <th scope="row">All</th>
          <td>{sum('pages')}</td>
          <td>{sum('minutes')}</td>
        </tr>
      </tbody>
    </table>
  );
}
