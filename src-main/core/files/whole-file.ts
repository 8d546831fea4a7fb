import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { platform } from 'node:process'
import { pathForFs } from './paths.ts'
import { temporaryBeside } from './temporary.ts'

/**
 * Files that are there whole or not at all: made beside their place under a name of their own and then given it in one
 * step. What fails leaves neither a part nor that other file. All functions throw what the system throws.
 */

/**
 * What is to be on the disk before it is said to be done. `none`: what is lost with the power can be made again.
 * `file`: never half a file under a good name. `folder`: nor may the name be lost.
 */
export type Flush = 'none' | 'file' | 'folder'

interface Writing {
  flush: Flush
  /** Permissions of a new file; 0o666 less the umask without it. */
  mode?: number
}

/** Puts what `make` makes under the name it is given in the place of `path`. */
export async function makeWhole(
  path: string,
  make: (temporary: string) => Promise<void>,
  flush: Flush
): Promise<void> {
  const temporary = temporaryBeside(path, 'tmp')
  try {
    await make(temporary)
    if (flush !== 'none') await flushFile(temporary)
    await rename(pathForFs(temporary), pathForFs(path))
  } catch (thrown) {
    await rm(pathForFs(temporary), { force: true }).catch(() => null)
    throw thrown
  }
  if (flush === 'folder') await flushFolder(dirname(path))
}

/** The same in one go, for what may block. */
export function makeWholeSync(path: string, make: (temporary: string) => void, flush: Flush): void {
  const temporary = temporaryBeside(path, 'tmp')
  try {
    make(temporary)
    if (flush !== 'none') flushFileSync(temporary)
    renameSync(pathForFs(temporary), pathForFs(path))
  } catch (thrown) {
    removeSync(temporary)
    throw thrown
  }
  if (flush === 'folder') flushFolderSync(dirname(path))
}

/** Writes a file, or replaces what is there. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { flush, mode }: Writing
): Promise<void> {
  const options = { flag: 'wx', ...(mode === undefined ? {} : { mode }) }
  await makeWhole(path, temporary => writeFile(pathForFs(temporary), content, options), flush)
}

/** The same in one go. */
export function writeWholeSync(path: string, content: string | Uint8Array, flush: Flush): void {
  makeWholeSync(path, temporary => writeFileSync(pathForFs(temporary), content, { flag: 'wx' }), flush)
}

/** Waits until what is in a file is on the disk. */
export async function flushFile(path: string): Promise<void> {
  const file = await open(pathForFs(path), 'r+')
  await file.sync().finally(() => file.close())
}

/** The same in one go. */
export function flushFileSync(path: string, flags: 'r' | 'r+' = 'r+'): void {
  const file = openSync(pathForFs(path), flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Makes the names in a folder lasting, where that can be done: Windows knows no such thing. A disk that refuses may
 * lose a name with the power, but never half of what it stands for.
 */
export async function flushFolder(folder: string): Promise<void> {
  if (platform === 'win32') return
  const handle = await open(pathForFs(folder)).catch(() => null)
  await handle?.sync().catch(() => null)
  await handle?.close()
}

/** The same in one go. */
export function flushFolderSync(folder: string): void {
  if (platform === 'win32') return
  try {
    flushFileSync(folder, 'r')
  } catch {
    return
  }
}

/** Removes a file that was being made; whether nothing is left of it. */
export function removeSync(temporary: string): boolean {
  try {
    rmSync(pathForFs(temporary), { force: true })
    return true
  } catch {
    return false
  }
}
