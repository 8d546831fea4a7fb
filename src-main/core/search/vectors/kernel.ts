import { kernelOf, reserve, type WithMemory } from '../../kernels/instance.ts'
import { kernelBytes } from './kernel-bytes.ts'

interface Exports extends WithMemory {
  dot(rows: number, query: number, count: number, bytes: number, stride: number, out: number): void
  dotSmall(rows: number, list: number, query: number, count: number, size: number, out: number): void
  shortness(rows: number, count: number, size: number, out: number): void
  direction(first: number, rest: number, size: number, scale: number, middle: number, out: number): void
  scale(out: number, by: number, count: number, times: number, base: number): void
  add(out: number, of: number, count: number, times: number): void
  shrink(row: number, to: number, rest: number, size: number): number
}

const instance = kernelOf<Exports>(kernelBytes)

/** One instance of the SIMD kernel with a memory of its own. Addresses are bytes; the dimension a multiple of 16. */
export class Kernel {
  readonly run = instance()
  #room = 0
  #bytes = new Int8Array(0)
  #numbers = new Float32Array(0)

  constructor() {
    this.reserve(1)
  }

  /** Makes room for `bytes` in all. Views made before are void afterwards. Throws RangeError when there is none. */
  reserve(bytes: number): void {
    if (bytes <= this.#room) return
    reserve(this.run, bytes)
    const { buffer } = this.run.memory
    this.#room = buffer.byteLength
    this.#bytes = new Int8Array(buffer)
    this.#numbers = new Float32Array(buffer)
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.run.memory.buffer, at, length)
  }

  /** All of the memory; good until there is more. */
  get bytes(): Int8Array {
    return this.#bytes
  }

  /** The same as floats: making a view for a single track takes longer than it is used. */
  get numbers(): Float32Array {
    return this.#numbers
  }

  /** Writes a query as int16, an error below 1/30,000 of its largest number; gives what one of these is worth. */
  putQuery(at: number, query: Float32Array): number {
    let largest = 0
    for (let i = 0; i < query.length; i++) largest = Math.max(largest, Math.abs(query[i]!))
    const scale = largest > 0 ? 32767 / largest : 0
    const shorts = this.shorts(at, query.length)
    for (let i = 0; i < query.length; i++) shorts[i] = Math.round(query[i]! * scale)
    return scale > 0 ? 1 / scale : 0
  }

  longs(at: number, length: number): Uint32Array {
    return new Uint32Array(this.run.memory.buffer, at, length)
  }

  shorts(at: number, length: number): Int16Array {
    return new Int16Array(this.run.memory.buffer, at, length)
  }
}
