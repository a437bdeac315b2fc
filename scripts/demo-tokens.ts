import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {makeTokens, SECURITY_FOLDER} from '../demo/tokens';

/** `npx tsx scripts/demo-tokens.ts`: a new key set and new tokens for the demo's security steps. The old tokens stop working. */
async function main(): Promise<void> {
  for (const [name, text] of await makeTokens()) {
    const file = path.resolve(__dirname, '..', SECURITY_FOLDER, name);
    mkdirSync(path.dirname(file), {recursive: true});
    writeFileSync(file, text);
    console.log(`Wrote ${SECURITY_FOLDER}/${name}`);
  }
}

void main();
