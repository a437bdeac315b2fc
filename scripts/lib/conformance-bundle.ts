import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

export interface Bundle {
  code: string;
  bytes: number;
  gzipBytes: number;
}

/** The engine with `yaml` as a page would load it: bundled and minified. */
export async function bundleEngine(entry: string, format: 'esm' | 'cjs' = 'esm'): Promise<Bundle> {
  const result = await build({
    entryPoints: [entry],
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
