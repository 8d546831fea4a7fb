import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { HeardRow } from './heard-row.ts'

const lengthBytes = 4

/**
 * What was read and verified waits here until all of it was, since a transaction cannot wait for a file and a library may
 * not have the memory.
 */
export class Spool {
  readonly #folder = mkdtempSync(join(tmpdir(), 'earshot-vectors-'))
  readonly #file = openSync(join(this.#folder, 'rows'), 'w+')
  #end = 0

  add(row: HeardRow): void {
    const bytes = serialize(row)
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt32LE(bytes.length)
    for (const piece of [length, bytes]) {
      for (let at = 0; at < piece.length;) at += writeSync(this.#file, piece, at)
    }
    this.#end += lengthBytes + bytes.length
  }

  /** All of them, in their order. */
  *rows(): Generator<HeardRow> {
    for (let at = 0; at < this.#end;) {
      const length = this.#read(at, lengthBytes).readUInt32LE()
      yield deserialize(this.#read(at + lengthBytes, length)) as HeardRow
      at += lengthBytes + length
    }
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #read(from: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    for (let at = 0; at < length;) {
      const count = readSync(this.#file, bytes, at, length - at, from + at)
      if (count === 0) throw new Error('What waited to be taken in is not all there any more.')
      at += count
    }
    return bytes
  }
}
