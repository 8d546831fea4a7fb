import { createReadStream, createWriteStream, type BigIntStats } from 'node:fs'
import { link as hardLink, lstat, open, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { sameContent } from '../../files/same-content.ts'
import { makeWhole } from '../../files/whole-file.ts'
import type { FolderNames } from './folder-names.ts'
import { numbered } from '../../files/safe-name.ts'

export interface Put {
  /** Where it is now. */
  path: string
  /** It was there already. */
  there: boolean
}

const mostNumbers = 1000

export interface Putting {
  folder: string
  /** What is in the folder; what is put there is added. */
  names: FolderNames
  /** A hard link where the disk can. */
  link: boolean
  signal: AbortSignal
}

/**
 * Puts a file into a folder under a name, or that name with a number where another file has it or one that differs in
 * case or in how accents are written only: nothing is ever overwritten. A file is there already when one of those holds
 * the same bytes; size and time say nothing. Throws not-found, no-access, read-only, disk-full, cancelled.
 */
export async function putFile(from: string, name: string, putting: Putting): Promise<Put> {
  const { folder, names, link, signal } = putting
  const source = await stat(pathForFs(from), { bigint: true }).catch((thrown: unknown) => {
    throw readFailure(thrown, from)
  })
  for (let number = 1; number <= mostNumbers; number++) {
    const wanted = numbered(name, number)
    const path = join(folder, wanted)
    let free = true
    // The drive may take more names for one than we do.
    for (const there of new Set([...names.alike(wanted), wanted])) {
      const state = await compare(from, source, join(folder, there), signal)
      if (state === 'same') return { path: join(folder, there), there: true }
      free &&= state === 'free'
    }
    if (!free) continue
    await bring(from, path, link, signal)
    names.add(wanted)
    return { path, there: false }
  }
  throw new EarshotError('no-access', `${pathForDisplay(folder)} has too many files called ${name}.`)
}

async function bring(from: string, path: string, asLink: boolean, signal: AbortSignal): Promise<void> {
  if (asLink && (await linked(from, path))) return
  try {
    await makeWhole(path, temporary => copy(from, temporary, signal), 'file')
  } catch (thrown) {
    if (signal.aborted) throw cancelled(thrown)
    throw failure(thrown, path)
  }
}

function cancelled(cause: unknown): EarshotError {
  return new EarshotError('cancelled', 'Cancelled.', { cause })
}

function readFailure(thrown: unknown, path: string): EarshotError {
  return fileError(thrown, { doing: 'read', what: 'file', name: pathForDisplay(path) })
}

function failure(thrown: unknown, path: string): EarshotError {
  return fileError(thrown, { doing: 'write', what: 'file', name: pathForDisplay(path) })
}

async function linked(from: string, path: string): Promise<boolean> {
  try {
    await hardLink(pathForFs(from), pathForFs(path))
    return true
  } catch (thrown) {
    // Another disk, or one that knows no links: then a copy.
    if (systemCode(thrown) === 'EEXIST') throw failure(thrown, path)
    return false
  }
}

async function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  const source = await open(pathForFs(from)).catch((thrown: unknown) => {
    throw readFailure(thrown, from)
  })
  const { atime, mtime } = await source.stat()
  await pipeline(
    createReadStream('', { fd: source, highWaterMark: 1 << 20 }),
    createWriteStream(pathForFs(to), { flags: 'wx' }),
    { signal }
  )
  await utimes(pathForFs(to), atime, mtime)
}

type State = 'free' | 'same' | 'other'

async function compare(from: string, source: BigIntStats, to: string, signal: AbortSignal): Promise<State> {
  const there = await lstat(pathForFs(to), { bigint: true }).catch((thrown: unknown) => {
    if (systemCode(thrown) === 'ENOENT') return null
    throw failure(thrown, to)
  })
  if (there === null) return 'free'
  if (!there.isFile() || source.size !== there.size) return 'other'
  // As whole numbers: NTFS and others have some that a double cannot tell from their neighbours.
  if (source.ino === there.ino && source.dev === there.dev) return 'same'
  try {
    return (await sameContent(from, to, signal)) ? 'same' : 'other'
  } catch (thrown) {
    if (signal.aborted) throw cancelled(thrown)
    throw readFailure(thrown, from)
  }
}
