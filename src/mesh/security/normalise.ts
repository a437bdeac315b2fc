import type {MeshConfig} from '../model/spec';
import {normalisePath} from '../simulate/path';

type Normalization = NonNullable<NonNullable<MeshConfig['pathNormalization']>['normalization']>;

/**
 * A path as policies and the application see it; null: the proxy answers 400. Source: istio/istio
 * `pilot/pkg/networking/core/listener_builder.go`.
 */
export function normaliseFor(path: string, mode: Normalization): string | null {
  if (mode === 'NONE') return path;
  const mark = path.indexOf('?');
  let bare = mark < 0 ? path : path.slice(0, mark);
  const query = mark < 0 ? '' : path.slice(mark);
  if (/%00/.test(bare)) return null;
  if (mode === 'DECODE_AND_MERGE_SLASHES') bare = bare.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  const normal = normalisePath(bare + query);
  if (mode === 'BASE' || mode === 'DEFAULT') return normal;
  const end = normal.indexOf('?');
  return end < 0
    ? normal.replace(/\/{2,}/g, '/')
    : normal.slice(0, end).replace(/\/{2,}/g, '/') + normal.slice(end);
}
