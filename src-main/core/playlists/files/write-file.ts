import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { writeWhole } from '../../files/whole-file.ts'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Writes a file whole or not at all, and to the disk. `mayReplace` says what of a file that
 * is there already. False when it is there as it should be. Throws changed-since, disk-full, read-only.
 */
export async function writePlaylistFile(
  path: string,
  bytes: Uint8Array,
  mayReplace: (there: Uint8Array) => boolean
): Promise<boolean> {
  try {
    const there = await contentOf(path)
    if (there !== null) {
      if (there.equals(bytes)) return false
      if (!mayReplace(there)) {
        throw new EarshotError(
          'changed-since',
          `${pathForDisplay(path)} is there already and holds something else; replace it or choose another folder.`
        )
      }
    }
    await writeWhole(path, bytes, { flush: 'folder', mode: 0o644 })
    return true
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'playlist', name: pathForDisplay(path) })
  }
}

async function contentOf(path: string): Promise<Buffer | null> {
  const stats = await lstat(pathForFs(path)).catch((thrown: unknown) => {
    if (systemCode(thrown) === 'ENOENT') return null
    throw thrown
  })
  if (stats === null) return null
  // A link is replaced itself, never written through; anything else than a small file is somebody else's.
  if (!stats.isFile() || stats.size > 500_000_000) return Buffer.from([0])
  return readFile(pathForFs(path))
}
