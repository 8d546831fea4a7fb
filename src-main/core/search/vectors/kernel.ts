import { kernelOf, reserve, type WithMemory } from '../../kernels/instance.ts'
import { kernelBytes } from './kernel-bytes.ts'

interface Exports extends WithMemory {
  dot(rows: number, query: number, count: number, bytes: number, stride: number, out: number): void
  dotSmall(rows: number, list: number, query: number, count: number, size: number, out: number): void
  shrink(row: number, to: number, rest: number, size: number): number
}

const instance = kernelOf<Exports>(kernelBytes)

/** One instance of the SIMD kernel with a memory of its own. Addresses are bytes; the dimension a multiple of 16. */
export class Kernel {
  readonly run = instance()
  #bytes: Int8Array | null = null
  #floats: Float32Array | null = null

  /** Makes room for `bytes` in all. Views made before are void afterwards. Throws RangeError when there is none. */
  reserve(bytes: number): void {
    reserve(this.run, bytes)
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.run.memory.buffer, at, length)
  }

  /** All of the memory; good until it grows. */
  get bytes(): Int8Array {
    const { buffer } = this.run.memory
    if (this.#bytes?.buffer !== buffer) this.#bytes = new Int8Array(buffer)
    return this.#bytes
  }

  /** What lies at the beginning. */
  get firstFloat(): number {
    const { buffer } = this.run.memory
    if (this.#floats?.buffer !== buffer) this.#floats = new Float32Array(buffer)
    return this.#floats[0]!
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
