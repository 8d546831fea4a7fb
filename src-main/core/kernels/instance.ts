/** The little of WebAssembly that is used: the library of types for Node alone does not know it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: unknown }
}

/** What every kernel has beside its functions. */
export interface WithMemory {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
}

/** Makes instances of a kernel, each with a memory of its own; its code is compiled once, when it is first used. */
export function kernelOf<Exports extends WithMemory>(base64: string): () => Exports {
  let compiled: object | null = null
  return () => {
    compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64'))
    return new WebAssembly.Instance(compiled).exports as Exports
  }
}

/** Makes room for `bytes` in all. Views made before are void afterwards. Throws RangeError when there is none. */
export function reserve({ memory }: WithMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536))
}
