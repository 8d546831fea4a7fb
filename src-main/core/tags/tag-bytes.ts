import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { EarshotError } from '#contract/errors.ts'
import { fileError } from '../files/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'
import { editBack, type Edit } from './edits.ts'
import { usualCharset } from './legacy-text.ts'

/** No tag is longer; what claims to be is damaged, and is not read into memory. */
export const longestTag = 64 * 1024 * 1024
const block = 1024 * 1024

/** Bytes that somebody else opened and will close. */
export interface ByteSource {
  size: number
  /** Fills `target` from a place on and says how many there were. */
  read(target: Uint8Array, at: number): number
}

/** Null where a tag cannot be understood; what else goes wrong is thrown on. */
export function tried<Tag>(read: () => Tag): Tag | null {
  try {
    return read()
  } catch (thrown) {
    if (isDamage(thrown)) return null
    throw thrown
  }
}

/** An offset beyond the bytes at hand is damage too. */
const isDamage = (thrown: unknown): boolean =>
  thrown instanceof RangeError ||
  (thrown instanceof EarshotError && ['unreadable-file', 'tags-unwritable'].includes(thrown.code))

/** A file for reading, or for reading and writing. Close it. */
export class TagBytes {
  size: number
  readonly name: string
  /** How texts are read that do not say it (legacy-text.ts). */
  readonly charset: string
  /** Whether what is whole of a damaged tag is worth having: for showing it, never for writing. */
  readonly lenient: boolean
  #edits: Edit[] | null = []
  readonly #mode: 'r' | 'r+'
  readonly #handle: number
  readonly #source: ByteSource | null

  constructor(path: string, mode: 'r' | 'r+', source: ByteSource | null = null, charset = usualCharset) {
    this.name = pathForDisplay(path)
    this.charset = charset
    this.lenient = source !== null
    this.#mode = mode
    this.#source = source
    this.#handle = source === null ? this.#guard(() => openSync(pathForFs(path), mode)) : -1
    this.size = source?.size ?? 0
    if (source !== null) return
    const facts = fstatSync(this.#handle)
    this.size = facts.size
    if (facts.isFile() && facts.size > 0) return
    this.close()
    throw new EarshotError(
      'unreadable-file',
      facts.isFile() ? `${this.name} is empty.` : `${this.name} is not a file.`
    )
  }

  /** Of a file that is open already, for showing what it says. */
  static over(path: string, source: ByteSource, charset: string): TagBytes {
    return new TagBytes(path, 'r', source, charset)
  }

  close(): void {
    if (this.#source === null) closeSync(this.#handle)
  }

  /** The bytes at `at`; fewer where the file ends. */
  read(at: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - at))
    if (wanted > longestTag) throw this.damaged(`one part of its tag claims to be ${wanted} bytes long`)
    const bytes = Buffer.allocUnsafe(wanted)
    return bytes.subarray(0, this.readInto(bytes, at))
  }

  /** Fills `bytes` from `at` on and says how many there were. */
  readInto(bytes: Uint8Array, at: number): number {
    if (this.#source !== null) return this.#source.read(bytes, at)
    let done = 0
    while (done < bytes.length) {
      const got = this.#guard(() => readSync(this.#handle, bytes, done, bytes.length - done, at + done))
      if (got === 0) break
      done += got
    }
    return done
  }

  /** All bytes or a failure. */
  exactly(at: number, length: number): Buffer {
    const bytes = this.read(at, length)
    if (bytes.length < length) throw this.damaged('it ends in the middle')
    return bytes
  }

  write(at: number, bytes: Buffer): void {
    this.#keep(at, bytes.length, bytes)
    this.#put(at, bytes)
  }

  /** Puts `bytes` in the place of `length` bytes at `at`; what follows moves. */
  splice(at: number, length: number, bytes: Buffer): void {
    this.#keep(at, length, bytes)
    this.#move(at + length, bytes.length - length)
    this.#put(at, bytes)
  }

  /** What takes back everything written so far, the last first; null where that is too much to hold. */
  get back(): Edit[] | null {
    return this.#edits?.toReversed() ?? null
  }

  #keep(at: number, length: number, bytes: Buffer): void {
    if (length > longestTag) this.#edits = null
    if (this.#edits === null) return
    const edit = editBack(at, this.read(at, length), bytes)
    if (edit !== null) this.#edits.push(edit)
  }

  #put(at: number, bytes: Uint8Array): void {
    let done = 0
    while (done < bytes.length) {
      done += this.#guard(() => writeSync(this.#handle, bytes, done, bytes.length - done, at + done))
    }
    this.size = Math.max(this.size, at + bytes.length)
  }

  damaged(what: string): EarshotError {
    return new EarshotError(
      'unreadable-file',
      `${this.name} is damaged (${what}), so its tags cannot be changed safely.`
    )
  }

  refused(why: string): EarshotError {
    return new EarshotError('tags-unwritable', `Earshot cannot write the tags of ${this.name}: ${why}.`)
  }

  /** Moves everything from `from` to the end by `by` bytes. */
  #move(from: number, by: number): void {
    if (by === 0) return
    const end = this.size
    const buffer = Buffer.allocUnsafe(Math.min(block, end - from))
    for (let done = 0; done < end - from;) {
      const length = Math.min(block, end - from - done)
      const at = by > 0 ? end - done - length : from + done
      const part = buffer.subarray(0, length)
      if (this.readInto(part, at) < length) throw this.damaged('it became shorter meanwhile')
      this.#put(at + by, part)
      done += length
    }
    this.size = end + by
    if (by < 0) this.#guard(() => ftruncateSync(this.#handle, this.size))
  }

  #guard<T>(call: () => T): T {
    try {
      return call()
    } catch (thrown) {
      const doing = this.#mode === 'r' ? 'read' : 'write'
      throw fileError(thrown, { doing, what: 'file', name: this.name, otherwise: 'unreadable-file' })
    }
  }
}
