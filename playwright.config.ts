import { defineConfig } from '@playwright/test'

/** Browser tests: `ui` (the page with a fake bridge), `serve` (loopback) and `app` (the Electron shell). */
export default defineConfig({
  testDir: 'tests',
  projects: [
    // Bundled once, while the first tests of the shells run, and only where tests of the page do.
    { name: 'page', testMatch: 'ui/page/bundle.ts' },
    { name: 'shells', testMatch: ['serve/**/*.spec.ts', 'app/**/*.spec.ts'] },
    // None of them waits for another: the workers take test by test, and end together.
    { name: 'window', testMatch: 'ui/**/*.spec.ts', dependencies: ['page'], fullyParallel: true }
  ],
  outputDir: 'test-results',
  // A browser waits for the page, and the page for the browser: two of them fill two cores.
  workers: 2,
  // Limits end what hangs. What is slow, beside whatever else the machine has to do, is no failure.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    trace: 'off',
    launchOptions: {
      executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
    }
  }
})
