/** Builds out/ where it is missing or older than the sources. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, runQuietly, say } from './bootstrap.mjs'

const sources = [
  'src-main',
  'src-renderer',
  'electron.vite.config.ts',
  'package-lock.json',
  'tsconfig.base.json'
]
const built = [
  'out/main/cli.js',
  'out/main/main.js',
  'out/main/engine.process.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html'
]

/** Time of the newest file below a path, milliseconds. */
function newest(path) {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

const oldest = paths => Math.min(...paths.map(path => statSync(path).mtimeMs))
const inRoot = paths => paths.map(path => join(root, path))

/** Whether out/ holds what the sources say now. */
export function isBuilt() {
  const files = inRoot(built)
  return files.every(existsSync) && oldest(files) >= Math.max(...inRoot(sources).map(newest))
}

export function ensureBuilt(node) {
  if (isBuilt()) return
  say('Building …')
  const started = Date.now()
  runQuietly(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    what: 'The build'
  })
  say(`Built (${Math.round((Date.now() - started) / 1000)} s).`)
}
