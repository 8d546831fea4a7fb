import { createReadStream, createWriteStream } from 'node:fs'
import { link, lstat, open, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { makeWhole } from '../../files/whole-file.ts'
import { numbered } from './safe-name.ts'

export interface Put {
  /** Where it is now. */
  path: string
  /** It was there already. */
  there: boolean
}

/** FAT keeps times to two seconds. */
const sameTime = 2000
const mostNumbers = 1000

/**
 * Puts a file into a folder under a name, or that name with a number where another file has it: nothing is ever
 * overwritten. `link`: a hard link where the disk can. Throws not-found, no-access, read-only, disk-full, cancelled.
 */
export async function putFile(
  from: string,
  folder: string,
  name: string,
  asLink: boolean,
  signal: AbortSignal
): Promise<Put> {
  for (let number = 1; number <= mostNumbers; number++) {
    const path = join(folder, numbered(name, number))
    const state = await compare(from, path)
    if (state === 'same') return { path, there: true }
    if (state === 'other') continue
    await bring(from, path, asLink, signal)
    return { path, there: false }
  }
  throw new EarshotError('no-access', `${pathForDisplay(folder)} has too many files called ${name}.`)
}

async function bring(from: string, path: string, asLink: boolean, signal: AbortSignal): Promise<void> {
  if (asLink && (await linked(from, path))) return
  try {
    await makeWhole(path, temporary => copy(from, temporary, signal), 'file')
  } catch (thrown) {
    if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.', { cause: thrown })
    throw failure(thrown, path)
  }
}

function failure(thrown: unknown, path: string): EarshotError {
  return fileError(thrown, { doing: 'write', what: 'file', name: pathForDisplay(path) })
}

async function linked(from: string, path: string): Promise<boolean> {
  try {
    await link(pathForFs(from), pathForFs(path))
    return true
  } catch (thrown) {
    // Another disk, or one that knows no links: then a copy.
    if (systemCode(thrown) === 'EEXIST') throw failure(thrown, path)
    return false
  }
}

async function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  const source = await open(pathForFs(from)).catch((thrown: unknown) => {
    throw fileError(thrown, { doing: 'read', what: 'file', name: pathForDisplay(from) })
  })
  const { atime, mtime } = await source.stat()
  await pipeline(
    createReadStream('', { fd: source, highWaterMark: 1 << 20 }),
    createWriteStream(pathForFs(to), { flags: 'wx' }),
    { signal }
  )
  await utimes(pathForFs(to), atime, mtime)
}

async function compare(from: string, to: string): Promise<'free' | 'same' | 'other'> {
  const there = await lstat(pathForFs(to)).catch(() => null)
  if (there === null) return 'free'
  if (!there.isFile()) return 'other'
  const source = await stat(pathForFs(from)).catch(() => null)
  if (source === null || source.size !== there.size) return 'other'
  if (source.ino === there.ino && source.dev === there.dev) return 'same'
  const near = Math.abs(source.mtimeMs - there.mtimeMs) <= sameTime
  return near || (await sameBytes(from, to)) ? 'same' : 'other'
}

async function sameBytes(one: string, other: string): Promise<boolean> {
  const files = await Promise.all([open(pathForFs(one)), open(pathForFs(other))])
  try {
    const blocks = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)] as const
    for (;;) {
      const [a, b] = await Promise.all([files[0].read(blocks[0]), files[1].read(blocks[1])])
      if (!blocks[0].subarray(0, a.bytesRead).equals(blocks[1].subarray(0, b.bytesRead))) return false
      if (a.bytesRead === 0) return true
    }
  } finally {
    await Promise.all(files.map(file => file.close()))
  }
}
