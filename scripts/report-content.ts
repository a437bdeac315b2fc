import {join} from 'node:path';
import {CONTENTS} from '../src/data/contents';
import {readCourseData} from '../src/remark/vocabulary/data';
import {readPages} from './lib/content/pages';
import {formatReport, reportContent} from './lib/content-report';

/** `npm run report:content [-- --strict]`: with `--strict`, a written page that lacks something, or has no plan, fails. */
const root = join(__dirname, '..');
const [flag, ...more] = process.argv.slice(2);
if ((flag !== undefined && flag !== '--strict') || more.length > 0) {
  console.error('usage: npm run report:content [-- --strict]');
  process.exitCode = 2;
} else {
  const report = reportContent(readPages(root), CONTENTS, readCourseData(root));
  console.log(formatReport(report));
  const lacking =
    report.pages.some(({missing}) => missing.length > 0) || report.unplanned.length > 0;
  if (flag === '--strict' && lacking) process.exitCode = 1;
}
