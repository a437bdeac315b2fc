/** Joins class names, leaving out those that are not there: CSS modules are typed as if any name could be missing. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(name => typeof name === 'string').join(' ');
}
