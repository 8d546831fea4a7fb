/** Whether Electron's own program is here; its package brings none, it is fetched at first need. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'

const folder = join(root, 'node_modules', 'electron')

/** Path of Electron's program, or null where it has not been fetched. `ELECTRON_OVERRIDE_DIST_PATH` is obeyed. */
export function electronProgram() {
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const noted = join(folder, 'path.txt')
  const name = existsSync(noted) ? readFileSync(noted, 'utf8').trim() : null
  if (elsewhere) {
    const file = join(elsewhere, name ?? 'electron')
    return existsSync(file) ? file : null
  }
  const file = name && join(folder, 'dist', name)
  return file && existsSync(file) ? file : null
}

/** The script that fetches it. */
export const electronInstaller = join(folder, 'install.js')

/** A stand-in that behaves like Electron in tests, for machines that cannot have the program. */
export const standInFolder = join(root, 'tests', 'support', 'electron')
