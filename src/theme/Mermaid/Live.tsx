import {useLayoutEffect, useRef} from 'react';
import ErrorBoundary from '@docusaurus/ErrorBoundary';
import {useMermaidRenderResult} from '@docusaurus/theme-mermaid/client';
import {CONFIG, finish, withLooks} from './drawing';

function Drawing({source}: {source: string}) {
  const ref = useRef<HTMLDivElement>(null);
  const result = useMermaidRenderResult({text: withLooks(source), config: CONFIG});
  useLayoutEffect(() => {
    const place = ref.current;
    if (place === null || result === null) return;
    place.innerHTML = result.svg;
    const svg = place.querySelector('svg');
    if (svg !== null) finish(svg);
  }, [result]);
  return <div ref={ref} />;
}

/** What `npm run diagrams` would draw, drawn by the browser: the same steps without the last, making it small. */
export default function Live({source}: {source: string}) {
  return (
    <ErrorBoundary fallback={({error}) => <pre>{error.message}</pre>}>
      <Drawing source={source} />
    </ErrorBoundary>
  );
}
