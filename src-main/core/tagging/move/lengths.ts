import { platform } from 'node:process'
import { basename, sep } from 'node:path'
import { pathForDisplay, pathToBytes } from '../../files/paths.ts'

/** Bytes of one name on nearly all disks. */
const longestName = 255
/** Of a whole path, in what the system counts: bytes, and letters of UTF-16 on Windows without its long paths. */
const longestPath = platform === 'win32' ? 259 : platform === 'darwin' ? 1023 : 4095

/** What is too long of a path, in words; null where nothing is. */
export function longNames(path: string): string | null {
  const name = path.split(sep).find(one => pathToBytes(one).length > longestName)
  if (name !== undefined) {
    const bytes = pathToBytes(name).length
    return `A name of ${bytes} bytes is longer than the ${longestName} that disks take: ${pathForDisplay(name).slice(0, 60)}…`
  }
  const length = platform === 'win32' ? path.length : pathToBytes(path).length
  if (length <= longestPath) return null
  return `The path of ${pathForDisplay(basename(path))} would be ${length} long; the system takes ${longestPath}.`
}
