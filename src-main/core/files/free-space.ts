import { statfsSync } from 'node:fs'
import { pathForFs } from './paths.ts'

/**
 * Bytes that are free on the drive of a folder. Infinity where the drive does not say how large it is, as some of
 * networks and of FUSE do not: it has room until it has none. Throws what the system throws.
 */
export function freeSpace(folder: string): number {
  const { blocks, bavail, bsize } = statfsSync(pathForFs(folder))
  return blocks === 0 ? Infinity : bavail * bsize
}
