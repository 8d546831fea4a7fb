import { lstat, readFile, writeFile } from 'node:fs/promises'
import { fileError, writeWhole } from '../engine/files.ts'
import { plain } from './terminal/text.ts'

/** What stands in a file that was named on the command line. Throws not-found, no-access, unreadable-file. */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((thrown: unknown) => {
    throw fileError(thrown, { doing: 'read', what: 'file', name: plain(path) })
  })
}

/**
 * Writes a file that was asked for, whole or not at all; a file that is there is replaced and keeps its permissions.
 * Through links, and into pipes and devices, is written as it comes. Throws not-found, read-only, disk-full.
 */
export async function writeText(path: string, text: string | Uint8Array): Promise<void> {
  try {
    const there = await lstat(path).catch(() => null)
    if (there !== null && !there.isFile()) await writeFile(path, text)
    else
      await writeWhole(path, text, { flush: 'file', ...(there === null ? {} : { mode: there.mode & 0o777 }) })
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'file', name: plain(path) })
  }
}
