import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  FOLDER,
  SIGNATURE,
  checkDiagrams,
  orphansOf,
  report,
  signatureOf,
} from './lib/diagrams/check';
import {collectDiagrams} from './lib/diagrams/collect';
import {renderDiagrams} from './lib/diagrams/render';
import {findMistake} from './lib/diagrams/syntax';

const ROOT = join(__dirname, '..');

const fail = (lines: readonly string[]) => {
  for (const line of lines) console.error(line);
  process.exitCode = 1;
};

/** Draws the fences that have no picture, or all of them when the way of drawing has changed. */
async function draw(): Promise<void> {
  const {fences, problems} = collectDiagrams(ROOT);
  for (const {file, line, diagram} of fences) {
    const mistake = await findMistake(diagram.source);
    if (mistake !== undefined) {
      problems.push({
        file,
        line: line + (mistake.line ?? 0),
        message: `Mermaid cannot read the diagram. ${mistake.message}`,
      });
    }
  }
  if (problems.length > 0) {
    fail(problems.map(report));
    return;
  }
  const folder = join(ROOT, FOLDER);
  mkdirSync(folder, {recursive: true});
  const signature = signatureOf(ROOT);
  const signed = join(folder, SIGNATURE);
  const isOurs = existsSync(signed) && readFileSync(signed, 'utf8') === signature;
  const byHash = new Map(fences.map(fence => [fence.diagram.hash, fence]));
  const wanted = [...byHash.values()].filter(
    ({diagram: {hash}}) =>
      !isOurs || !['svg', 'txt'].every(ending => existsSync(join(folder, `${hash}.${ending}`))),
  );
  const {pictures, refused} = await renderDiagrams(
    ROOT,
    wanted.map(({diagram}) => diagram),
  );
  for (const [hash, {svg, text}] of pictures) {
    writeFileSync(join(folder, `${hash}.svg`), svg);
    writeFileSync(join(folder, `${hash}.txt`), text);
    const fence = byHash.get(hash);
    console.log(
      `drawn: ${fence?.file}:${fence?.line} → ${FOLDER}/${hash}.svg, ${Buffer.byteLength(svg)} bytes`,
    );
  }
  if (refused.size > 0) {
    fail(
      Array.from(refused, ([hash, message]) =>
        report({file: byHash.get(hash)?.file ?? hash, line: byHash.get(hash)?.line ?? 0, message}),
      ),
    );
    return;
  }
  const orphans = orphansOf(ROOT, new Set(byHash.keys()));
  for (const name of orphans) rmSync(join(folder, name));
  writeFileSync(signed, signature);
  console.log(
    `${pictures.size} drawn, ${byHash.size - pictures.size} as they were, ${orphans.length} files removed`,
  );
}

async function check(): Promise<void> {
  const problems = await checkDiagrams(ROOT, signatureOf(ROOT));
  if (problems.length > 0) fail(problems.map(report));
  else console.log('Every diagram has its picture.');
}

const [option, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (option !== undefined && option !== '--check')) {
  fail(['Usage: npm run diagrams [-- --check]']);
} else {
  (option === undefined ? draw() : check()).catch((error: unknown) => {
    fail([error instanceof Error ? error.message : String(error)]);
  });
}
