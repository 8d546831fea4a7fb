import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from './errors.ts'
import { pathForDisplay, pathForFs } from './paths.ts'

/**
 * Makes a folder and those around it where they are not, one by one: Node's own way to do it never ends where the
 * system says "not there" to every try, as below /proc. `mode`: permissions of the new ones, less the umask.
 * Throws not-a-folder where something else stands there or above it, read-only, disk-full, no-access, not-found.
 */
export function makeFolderSync(path: string, mode?: number): void {
  const name = pathForDisplay(path)
  const missing: string[] = []
  try {
    for (let at = path; !isFolder(at); at = dirname(at)) {
      missing.unshift(at)
      if (dirname(at) === at) break
    }
    for (const folder of missing) make(folder, mode)
    if (isFolder(path)) return
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'folder', name, otherwise: 'no-access' })
  }
  throw new EarshotError('not-found', `${name} leads to nothing.`)
}

/**
 * Makes a folder in one that must be there: where that has gone meanwhile, nothing is to come in its place.
 * Throws as `makeFolderSync` does.
 */
export function makeSubfolderSync(path: string, mode?: number): void {
  try {
    make(path, mode)
    isFolder(path) // whatever else stands there is told
  } catch (thrown) {
    throw fileError(thrown, {
      doing: 'write',
      what: 'folder',
      name: pathForDisplay(path),
      otherwise: 'no-access'
    })
  }
}

function make(folder: string, mode?: number): void {
  try {
    mkdirSync(pathForFs(folder), mode)
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') throw thrown // another process may have been quicker
  }
}

/** False where nothing is there; throws where something is that is no folder. */
function isFolder(path: string): boolean {
  const stat = statSync(pathForFs(path), { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (stat.isDirectory()) return true
  throw new EarshotError('not-a-folder', `${pathForDisplay(path)} is not a folder.`)
}
