import { dirname } from 'node:path'
import { isWithin } from '../../files/paths.ts'

/**
 * What relative paths are relative to where nobody said where the file goes: the innermost of the library's `folders`
 * that holds all files, else the nearest folder above them all; null where nothing is (other drives), or for none.
 */
export function relativeBase(paths: readonly string[], folders: readonly string[]): string | null {
  if (paths.length === 0) return null
  const holdsAll = (folder: string): boolean => paths.every(path => isWithin(path, folder))
  const [innermost] = folders.filter(holdsAll).sort((a, b) => b.length - a.length)
  if (innermost !== undefined) return innermost
  let folder = dirname(paths[0]!)
  while (!holdsAll(folder)) {
    if (dirname(folder) === folder) return null
    folder = dirname(folder)
  }
  return folder
}
