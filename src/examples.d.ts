/** The text of an example, as the file has it: src/plugins/living-yaml.ts. */
declare module '*.yaml?raw' {
  const text: string;
  export default text;
}
declare module '*.jwt?raw' {
  const text: string;
  export default text;
}
