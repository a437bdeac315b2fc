import {stringify} from 'yaml';
import {compileServices} from './compile';

export const CODE_FILE = 'examples/demo/app/demo-code-config-map.yaml';

/** The manifest that carries the compiled services, so that no image has to be built. */
export function codeConfigMap(): string {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'demo-code'},
    data: Object.fromEntries(compileServices()),
  };
  return `# Made by scripts/demo-code.ts from demo/services: change those files, not this one.\n${stringify(manifest, {blockQuote: 'literal', lineWidth: 0})}`;
}
