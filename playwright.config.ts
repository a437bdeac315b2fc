import {defineConfig} from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 4173);

/** `scripts/test.ts` finds or installs the browser and passes its path. */
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  outputDir: 'test-results',
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM_PATH === undefined
        ? {}
        : {executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH}),
      args: ['--no-sandbox', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `npx tsx scripts/serve.ts --port ${port}`,
    port,
    reuseExistingServer: false,
  },
});
