/** Code is highlighted at build time: there is no Prism to teach languages to (`src/plugins/lean-client.ts`). */
export default function prismIncludeLanguages(): void {}
