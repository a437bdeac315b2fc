interface Options {
  end?: boolean;
  strict?: boolean;
  sensitive?: boolean;
}

/** A path of this site is literal, or `*` for all. Parameters are refused: no route has one. */
function refuseParameters(path: string): void {
  if (/[:()?+]|.\*|\*./.test(path)) throw new Error(`${path}: only literal paths and * are routed`);
}

function pathToRegexp(path: string, _keys?: unknown, options: Options = {}): RegExp {
  refuseParameters(path);
  const {end = true, strict = false, sensitive = false} = options;
  const flags = sensitive ? '' : 'i';
  if (path === '*') return new RegExp('^(.*)$', flags);
  const literal = path.replace(/[.\\^$|[\]{}]/g, String.raw`\$&`);
  const open = strict ? literal : `${literal.replace(/\/$/, '')}(?:/(?=$))?`;
  const close = end ? '$' : strict && path.endsWith('/') ? '' : '(?=/|$)';
  return new RegExp(`^${open}${close}`, flags);
}

function compile(path: string): () => string {
  refuseParameters(path);
  return () => path;
}

/** The shape of the library: a function that carries another. */
export default Object.assign(pathToRegexp, {compile});
