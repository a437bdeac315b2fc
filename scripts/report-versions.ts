import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {THEN_AND_NOW} from '../src/data/then-and-now';
import {SUBJECTS, type Subject} from '../src/data/versions';
import {formatVersionReport, reportVersions} from './lib/version-report';

/** `npm run report:versions [-- envoy]`: what to look at again when a new minor version is out; of Istio, if nothing else is named. */
const root = join(__dirname, '..');

/** Records and generated files name versions on every other line, and are made anew by their own commands. */
const MADE =
  /^(?:conformance|schemas|diagrams|tests|static|scripts\/command-trees)\/|^package-lock\.json$/;
const TEXT = /\.(?:[cm]?[jt]sx?|mdx?|ya?ml|sh|txt|json)$/;

const [asked = 'istio', ...more] = process.argv.slice(2);
if (!(SUBJECTS as readonly string[]).includes(asked) || more.length > 0) {
  console.error(`usage: npm run report:versions [-- ${SUBJECTS.join('|')}]`);
  process.exitCode = 2;
} else {
  const files = execFileSync('git', ['ls-files'], {cwd: root, encoding: 'utf8'})
    .split('\n')
    .filter(file => TEXT.test(file) && !MADE.test(file))
    .map(file => ({file, text: readFileSync(join(root, file), 'utf8')}));
  console.log(formatVersionReport(reportVersions(asked as Subject, files, THEN_AND_NOW)));
}
