import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from '../files/cache-folder.ts'
import { makeSubfolderSync } from '../files/make-folder.ts'
import { writeWholeSync } from '../files/whole-file.ts'

/** Where each track lies by likeness, 0..1 both ways. */
export interface Layout {
  ids: Uint32Array
  /** What tells the vector of each that was placed from another. */
  marks: Float32Array
  x: Float32Array
  y: Float32Array
  /** How many were laid out together; the others came later, and were put beside what is like them. */
  together: number
}

interface Model {
  name: string
  version: string
  dimension: number
}

const sumBytes = 32
const headBytes = 8
const rowBytes = 16

/** The file of the layout that a model made; what is damaged, or was never made, is laid out again. */
export class KeptLayout {
  readonly #path: string

  constructor(dataFolder: string, { name, version, dimension }: Model) {
    const key = createHash('sha256')
      .update(JSON.stringify([name, version, dimension]))
      .digest('hex')
    this.#path = join(cacheFolder(dataFolder), `map-${key.slice(0, 24)}.bin`)
  }

  read(): Layout | null {
    let bytes: Buffer
    try {
      bytes = readFileSync(this.#path)
    } catch {
      return null
    }
    const body = bytes.subarray(0, -sumBytes)
    if (bytes.length < headBytes + sumBytes || !sumOf(body).equals(bytes.subarray(-sumBytes))) return null
    const all = body.buffer.slice(body.byteOffset, body.byteOffset + body.length)
    const [count = 0, together = 0] = new Uint32Array(all, 0, 2)
    if (body.length !== headBytes + count * rowBytes) return null
    const part = (number: number): [ArrayBuffer, number, number] => [
      all as ArrayBuffer,
      headBytes + number * count * 4,
      count
    ]
    return {
      ids: new Uint32Array(...part(0)),
      marks: new Float32Array(...part(1)),
      x: new Float32Array(...part(2)),
      y: new Float32Array(...part(3)),
      together
    }
  }

  /** Throws what the system throws. */
  write({ ids, marks, x, y, together }: Layout): void {
    const head = Uint32Array.of(ids.length, together)
    const body = Buffer.concat(
      [head, ids, marks, x, y].map(part => Buffer.from(part.buffer, part.byteOffset, part.byteLength))
    )
    makeSubfolderSync(dirname(this.#path))
    writeWholeSync(this.#path, Buffer.concat([body, sumOf(body)]), 'none')
  }
}

const sumOf = (body: Buffer): Buffer => createHash('sha256').update(body).digest()

/** Another number for another vector, as good as always. */
export function markOf(vector: Float32Array): number {
  let mark = 0
  for (let k = 0; k < vector.length; k++) mark += vector[k]! * ((k % 13) + 1)
  return Math.fround(mark)
}
