import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const services = path.join(__dirname, 'services');

/**
 * The services as plain Node runs them: file name → text. The ConfigMap of the cluster and the demo without a cluster
 * are both made of it, so both run the same bytes.
 */
export function compileServices(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(services).sort()) {
    const text = readFileSync(path.join(services, name), 'utf8');
    if (name.endsWith('.ts')) {
      const {outputText} = ts.transpileModule(text, {
        fileName: name,
        compilerOptions: {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS},
      });
      files.set(name.replace(/\.ts$/, '.js'), outputText);
    } else {
      files.set(name, text);
    }
  }
  return files;
}

export function writeServices(folder: string): void {
  for (const [name, text] of compileServices()) writeFileSync(path.join(folder, name), text);
}
