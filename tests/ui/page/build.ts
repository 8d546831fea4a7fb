import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'

export const builtPage = resolve(import.meta.dirname, '../../../test-results/ui-page')

/** Builds the page with the fake bridge, once for a run of tests. */
export async function buildPage(): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    build: {
      outDir: builtPage,
      emptyOutDir: true,
      target: 'chrome152',
      rolldownOptions: { checks: { pluginTimings: false } }
    }
  })
}
