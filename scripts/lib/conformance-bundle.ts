import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

export interface Bundle {
  code: string;
  bytes: number;
  gzipBytes: number;
}

/** What a page that plays traffic takes from the door. */
export const TRAFFIC_DOOR = [
  'parseDocuments',
  'needsRegex',
  'buildMesh',
  'findCaller',
  'compileProxy',
  'createRequest',
  'createSession',
  'simulate',
  'simulateTogether',
  'renderTrace',
  'accessLogLine',
];

/**
 * The engine with `yaml` as a page would load it: bundled and minified. `names`: what is taken from the door; the rest is left out
 * as a page's bundler leaves it out. Without names, all of it.
 */
export async function bundleEngine(
  door: string,
  {names, format = 'esm'}: {names?: readonly string[]; format?: 'esm' | 'cjs'} = {},
): Promise<Bundle> {
  const wanted = names ? `{${names.join(', ')}}` : '*';
  const result = await build({
    stdin: {contents: `export ${wanted} from ${JSON.stringify(door)};`, resolveDir: '/'},
    bundle: true,
    minify: true,
    write: false,
    format,
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
  });
  const code = result.outputFiles[0]?.text ?? '';
  return {
    code,
    bytes: Buffer.byteLength(code),
    gzipBytes: gzipSync(code, {level: 9}).length,
  };
}
