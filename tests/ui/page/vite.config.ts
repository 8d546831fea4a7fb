import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/** The page with the fake bridge. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [svelte({ configFile: false })],
  build: {
    target: 'chrome152',
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: { checks: { pluginTimings: false } }
  }
})
