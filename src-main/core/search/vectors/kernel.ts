import { kernelBytes } from './kernel-bytes.ts'

/** The little of WebAssembly that is used: the library of types for Node alone does not know it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: unknown }
}

interface Exports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  dot(rows: number, query: number, count: number, bytes: number, stride: number, out: number): void
  dotSmall(rows: number, list: number, query: number, count: number, size: number, out: number): void
  shrink(row: number, to: number, rest: number, size: number): number
}

let compiled: object | null = null

/** One instance of the SIMD kernel with a memory of its own. Addresses are bytes; the dimension a multiple of 16. */
export class Kernel {
  readonly run: Exports

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'))
    this.run = new WebAssembly.Instance(compiled).exports as Exports
  }

  /** Makes room for `bytes` in all. Views made before are void afterwards. Throws RangeError when there is none. */
  reserve(bytes: number): void {
    const missing = bytes - this.run.memory.buffer.byteLength
    if (missing > 0) this.run.memory.grow(Math.ceil(missing / 65_536))
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.run.memory.buffer, at, length)
  }

  bytes(at: number, length: number): Int8Array {
    return new Int8Array(this.run.memory.buffer, at, length)
  }

  /** Writes a query as int16, an error below 1/30,000 of its largest number; gives what one of these is worth. */
  putQuery(at: number, query: Float32Array): number {
    let largest = 0
    for (const x of query) largest = Math.max(largest, Math.abs(x))
    const scale = largest > 0 ? 32767 / largest : 0
    this.shorts(at, query.length).set(Int16Array.from(query, x => Math.round(x * scale)))
    return scale > 0 ? 1 / scale : 0
  }

  longs(at: number, length: number): Uint32Array {
    return new Uint32Array(this.run.memory.buffer, at, length)
  }

  shorts(at: number, length: number): Int16Array {
    return new Int16Array(this.run.memory.buffer, at, length)
  }
}
