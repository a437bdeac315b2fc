/** Written by src/plugins/voyage.ts. */
declare module '@generated/voyage/default/voyage.json' {
  const voyage: {
    harbours: import('@site/src/components/Chart/voyage').Harbour[];
    checks: {
      /** YAML files under `examples/` that are meant to be right. */
      examples: number;
      /** Recorded cases of real Istio and Envoy under `conformance/`. */
      recorded: number;
    };
  };
  export default voyage;
}
