/** Docs ids in the order of the lesson. */
export const connectAndControl: readonly string[] = [
  'connect-and-control/index',
  'connect-and-control/what-istio-adds',
  'connect-and-control/canary',
  'connect-and-control/mirroring',
  'connect-and-control/blue-green',
  'connect-and-control/when-things-go-wrong',
  'connect-and-control/automate-it',
];
