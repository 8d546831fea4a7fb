import { chmodSync, lstatSync } from 'node:fs'
import { pathForFs } from './paths.ts'

/**
 * Takes from everybody but its owner the right to read and write a file (0600 at most) or a folder (0700 at most), and
 * says whether it is so now. What is not there, is a link, belongs to somebody else, or lies on a disk that knows no such
 * rights stays as it is.
 */
export function tighten(path: string): boolean {
  if (process.platform === 'win32') return false // the user's own folder is nobody else's there
  try {
    const stat = lstatSync(pathForFs(path))
    if (!stat.isFile() && !stat.isDirectory()) return false
    const others = stat.mode & 0o077
    if (others === 0) return true
    chmodSync(pathForFs(path), stat.mode & 0o700)
    return (lstatSync(pathForFs(path)).mode & 0o077) === 0
  } catch {
    return false
  }
}
