import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode } from '../files/errors.ts'
import { pathForFs } from '../files/paths.ts'

const pageSize = 65_536
/** So much of one file is read for its tags and no more: a hostile one could make us read all of it many times. */
const readLimit = 256 * 1024 * 1024

/**
 * A file open for reading, in pages of 64 kB and synchronously: in a worker that is eight times faster than one
 * asynchronous read a tag. Two pages are kept, since parsers look at the head and the tail in turn.
 */
export class AudioFile {
  readonly size: number
  /** Unix milliseconds. */
  readonly mtime: number
  readonly #descriptor: number
  readonly #pages: [Page, Page] = [freePage(), freePage()]
  #read = 0

  /** Throws no-access, not-found or unreadable-file. Never waits for a pipe, never writes, not even the access time. */
  constructor(path: string) {
    this.#descriptor = guard(() => open(path))
    try {
      const stat = guard(() => fstatSync(this.#descriptor))
      if (!stat.isFile()) throw new EarshotError('unreadable-file', 'This is not a regular file.')
      this.size = stat.size
      this.mtime = Math.floor(stat.mtimeMs)
    } catch (thrown) {
      closeSync(this.#descriptor)
      throw thrown
    }
  }

  /** Copies bytes from `position` into `target`; gives how many there were. */
  read(target: Uint8Array, position: number): number {
    if (target.length > pageSize) return this.#fill(target, position)
    const page = this.#pageAt(position, target.length)
    const from = position - page.start
    const count = Math.max(0, Math.min(target.length, page.length - from))
    target.set(page.bytes.subarray(from, from + count))
    return count
  }

  /** Up to `length` bytes from `position`. */
  bytes(position: number, length: number): Buffer {
    const target = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - position)))
    return target.subarray(0, this.read(target, position))
  }

  close(): void {
    closeSync(this.#descriptor)
    keepPages(this.#pages)
  }

  #pageAt(position: number, length: number): Page {
    const [recent, older] = this.#pages
    if (holds(recent, position, length, this.size)) return recent
    this.#pages.reverse()
    if (!holds(older, position, length, this.size)) {
      older.start = position
      older.length = this.#fill(older.bytes, position)
    }
    return older
  }

  #fill(target: Uint8Array, position: number): number {
    const wanted = Math.max(0, Math.min(target.length, this.size - position))
    let count = 0
    while (count < wanted) {
      const got = readSync(this.#descriptor, target, count, wanted - count, position + count)
      if (got === 0) break
      count += got
    }
    this.#read += count
    if (this.#read > readLimit) throw new EarshotError('unreadable-file', 'Its tags never end.')
    return count
  }
}

interface Page {
  bytes: Uint8Array
  start: number
  length: number
}

/**
 * Pages of files that were closed, for the next ones: 128 kB made anew for each file have the heap collected all the time.
 * A file at a time is open in a thread, mostly.
 */
const kept: Uint8Array[] = []
const mostKept = 4

function freePage(): Page {
  return { bytes: kept.pop() ?? Buffer.allocUnsafe(pageSize), start: 0, length: 0 }
}

/** They are empty to their file from now on. */
function keepPages(pages: readonly Page[]): void {
  for (const page of pages) {
    if (kept.length < mostKept) kept.push(page.bytes)
    page.bytes = none
    page.length = 0
  }
}

const none = new Uint8Array(0)

function holds(page: Page, position: number, length: number, size: number): boolean {
  const end = Math.min(position + length, size)
  return page.length > 0 && position >= page.start && end <= page.start + page.length
}

function guard<T>(call: () => T): T {
  try {
    return call()
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}

function open(path: string): number {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
  const name = pathForFs(path)
  try {
    // Leaves the access time alone; Linux grants it to the owner of the file only.
    return openSync(name, flags | (constants.O_NOATIME ?? 0))
  } catch (thrown) {
    if (systemCode(thrown) !== 'EPERM') throw thrown
    return openSync(name, flags)
  }
}
