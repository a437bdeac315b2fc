import Link from '@docusaurus/Link';

/** The request lab, opened from a chapter with a start of its own. */
export function Lab({preset}: {preset: string}) {
  return (
    <p>
      <Link to={`/lab?preset=${preset}`}>Try it in the request lab</Link>
    </p>
  );
}
