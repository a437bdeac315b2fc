import {ADMISSION, lint, pageOfDiagnostic, type RegexCompiler} from '../../../mesh';
import type {EditorFile, LabDiagnostic} from '../editor/contract';
import {meshOf, worldOf, type Read} from './mesh';

const SEVERITY = {Error: 'error', Warning: 'warning', Info: 'info'} as const;

/** Comes with the analyzers: a start has nothing that is refused. */
export {ADMISSION};

/** What is wrong with the reader's files: what cannot be read, what a cluster would refuse, and what `istioctl analyze` says. */
export function findings(
  world: readonly EditorFile[],
  read: Read,
  regex: RegexCompiler | undefined,
): LabDiagnostic[] {
  const {diagnostics} = meshOf(world, read, {regex, admission: ADMISSION});
  const names = new Set(read.documents.map(({file}) => file));
  const analysed = read.broken
    ? []
    : lint(read.documents, {
        cluster: worldOf(world),
        ...(regex ? {regex} : {}),
      }).flatMap(({code, level, message, place, resource, help, page}): LabDiagnostic[] =>
        // The model has said with its own codes what schema and webhook refuse.
        code === null || code === 'IST0106' || code === 'IST0133'
          ? []
          : [{code, severity: SEVERITY[level], message, place, resource, help, page}],
      );
  const refused = [
    ...read.diagnostics,
    ...diagnostics.filter(({place}) => place !== null && names.has(place.file)),
  ];
  return [
    ...refused.map(diagnostic => ({...diagnostic, page: pageOfDiagnostic(diagnostic)})),
    ...analysed,
  ];
}
