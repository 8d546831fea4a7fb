import { join } from 'node:path'
import { defineConfig } from 'vite'

/** The page's end of the bridge, alone. */
export default defineConfig({
  build: {
    target: 'es2024',
    lib: { entry: join(import.meta.dirname, 'bridge-page.ts'), formats: ['es'], fileName: 'page' }
  }
})
