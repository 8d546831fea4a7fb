import { lstatSync, realpathSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { makeSubfolderSync } from '../../files/make-folder.ts'
import { isWithin, pathForDisplay, pathForFs, pathFromBytes } from '../../files/paths.ts'
import { flushFolderSync } from '../../files/whole-file.ts'

/**
 * The folder nearest to a file's new place that is there already. Throws not-found where the folder it must stay below has
 * gone, not-a-folder, and write-unsafe where a link in between leads out of it.
 */
export function standingFolder(path: string, root: string): string {
  if (!isFolder(root)) throw new EarshotError('not-found', `${pathForDisplay(root)} is not there.`)
  let at = dirname(path)
  while (at !== root && isWithin(at, root) && !isFolder(at)) at = dirname(at)
  if (!isWithin(at, root) || !isWithin(realPath(at), realPath(root))) {
    throw new EarshotError('write-unsafe', `${pathForDisplay(path)} is not below ${pathForDisplay(root)}.`)
  }
  return at
}

/** Makes the folders between one that is there and a file's new place, lasting; the innermost last. */
export function makeFolders(path: string, standing: string): string[] {
  const missing: string[] = []
  for (let at = dirname(path); at !== standing; at = dirname(at)) missing.unshift(at)
  const made: string[] = []
  try {
    for (const folder of missing) {
      makeSubfolderSync(folder)
      made.push(folder)
      flushFolderSync(dirname(folder))
    }
  } catch (thrown) {
    unmakeFolders(made)
    throw thrown
  }
  return made
}

/** Takes folders away that were made for nothing, as far as nobody else uses them. */
export function unmakeFolders(made: readonly string[]): void {
  for (const folder of made.toReversed()) if (!removeIfEmpty(folder)) return
}

/** Removes a folder that is empty now, and those around it that are by that; never the root. */
export function removeEmptyFolders(folder: string, root: string): void {
  for (let at = folder; at !== root && isWithin(at, root); at = dirname(at)) {
    if (!removeIfEmpty(at)) return
    flushFolderSync(dirname(at))
  }
}

/** The system itself refuses to remove what holds anything. A link to a folder is none. */
function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(pathForFs(folder))
    return true
  } catch {
    return false
  }
}

/** Throws not-a-folder where something else stands there. A link to a folder will do. */
function isFolder(path: string): boolean {
  const stat = lstatSync(pathForFs(path), { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (stat.isDirectory() || lstatSync(pathForFs(realPath(path))).isDirectory()) return true
  throw new EarshotError('not-a-folder', `${pathForDisplay(path)} is not a folder.`)
}

const realPath = (path: string): string => pathFromBytes(realpathSync(pathForFs(path), 'buffer'))
