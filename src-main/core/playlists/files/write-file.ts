import { createHash } from 'node:crypto'
import { lstat, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Writes a file whole or not at all: beside it, to the disk, then in its place. `mayReplace` says what of a file that
 * is there already. False when it is there as it should be. Throws changed-since, disk-full, read-only.
 */
export async function writeWhole(
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
    const temporary = temporaryOf(path)
    try {
      const file = await open(pathForFs(temporary), 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(pathForFs(temporary), pathForFs(path))
    } catch (thrown) {
      await rm(pathForFs(temporary), { force: true })
      throw thrown
    }
    await syncFolder(dirname(path))
    return true
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'playlist', name: pathForDisplay(path) })
  }
}

let temporaries = 0

export function temporaryOf(path: string): string {
  return join(dirname(path), `.earshot-${process.pid}-${++temporaries}.tmp`)
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

/** The name is only safe once the folder is on the disk; systems that cannot do that do it themselves. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(pathForFs(folder)).catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
