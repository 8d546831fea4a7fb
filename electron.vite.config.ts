import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Native modules and WASM decoders stay out of the bundle: they find their own files beside themselves. */
const external = ['better-sqlite3', 'onnxruntime-node', 'music-metadata', /^@audio\//]

/** Packages that every start of the command line needs: looking for their files, one by one, takes longer than reading them. */
const bundled = ['commander', 'zod']

export default defineConfig({
  main: {
    build: {
      target: 'node24',
      externalizeDeps: { exclude: bundled },
      rollupOptions: {
        input: {
          main: at('src-main/app/main.ts'),
          'engine.process': at('src-main/engine/engine.process.ts'),
          'analysis.worker': at('src-main/engine/workers/analysis.worker.ts'),
          'analysis-apart.worker': at('src-main/engine/workers/analysis-apart.worker.ts'),
          'backup.worker': at('src-main/engine/workers/backup.worker.ts'),
          'covers.worker': at('src-main/engine/workers/covers.worker.ts'),
          'doubles.worker': at('src-main/engine/workers/doubles.worker.ts'),
          'map.worker': at('src-main/engine/workers/map.worker.ts'),
          'metadata.worker': at('src-main/engine/workers/metadata.worker.ts'),
          'model-check.worker': at('src-main/engine/workers/model-check.worker.ts'),
          'playlist-reader.worker': at('src-main/engine/workers/playlist-reader.worker.ts'),
          'search.worker': at('src-main/engine/workers/search.worker.ts'),
          'tag-writer.worker': at('src-main/engine/workers/tag-writer.worker.ts'),
          'watch.worker': at('src-main/engine/workers/watch.worker.ts'),
          cli: at('src-main/cli/main.ts')
        },
        external,
        // One flat folder: worker-files.ts looks for its siblings beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      // electron-vite asks for a Node target here; the code is what Chromium 152 runs all the same.
      target: 'node24',
      rollupOptions: {
        input: { preload: at('src-main/preload/preload.ts') },
        // A sandboxed preload must be CommonJS; "type": "module" would make it .mjs.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src-renderer'),
    // Relative addresses only: the page is served from app://bundle and from loopback alike.
    base: './',
    plugins: [svelte()],
    build: { target: 'chrome152', minify: true, rollupOptions: { input: at('src-renderer/index.html') } }
  }
})
