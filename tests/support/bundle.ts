import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const vite = resolve(root, 'node_modules/vite/bin/vite.js')

/**
 * Bundles a page into a folder by a Vite configuration, in a process of its own: the bundler is native code that stays in
 * the process it ran in, and what goes wrong in it must not end the tests.
 */
export function bundle(config: string, folder: string): void {
  const how = ['--config', config, '--configLoader', 'native', '--outDir', folder, '--emptyOutDir']
  execFileSync(process.execPath, [vite, 'build', ...how, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit']
  })
}
