import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {codeConfigMap, CODE_FILE} from '../demo/config-map';

/** `npx tsx scripts/demo-code.ts`: writes the compiled services into the ConfigMap that the Deployments mount. */
writeFileSync(path.resolve(__dirname, '..', CODE_FILE), codeConfigMap());
console.log(`Wrote ${CODE_FILE}`);
