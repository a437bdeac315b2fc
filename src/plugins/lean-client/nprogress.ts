/** A client module of theme-classic draws a bar while a page loads. Pages here arrive before the bar would be seen. */
export default {
  configure(): void {},
  start(): void {},
  done(): void {},
};
