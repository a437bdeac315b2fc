import {join} from 'node:path';
import {checkExamples, describeProblem, loadKinds} from './lib/examples';
import {SOURCES, verifySchemas} from './lib/schemas';

const root = join(__dirname, '..');

/** `npm run check:examples` */
async function main(): Promise<void> {
  const schemas = join(root, 'schemas');
  const damaged = verifySchemas(schemas, SOURCES);
  const problems =
    damaged.length > 0
      ? damaged
      : (await checkExamples(root, loadKinds(schemas))).map(describeProblem);
  problems.forEach(problem => {
    console.error(problem);
  });
  console.log(problems.length === 0 ? 'examples: all right' : `examples: ${problems.length} wrong`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
