/**
 * The one helper `@docusaurus/utils-common` calls. The server bundle uses this file too, so that a call of another helper
 * fails the build of the first page instead of a reader's browser.
 */
export function __importDefault(module: {__esModule?: boolean}): object {
  return module.__esModule === true ? module : {default: module};
}
