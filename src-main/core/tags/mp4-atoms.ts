/** Atoms of MP4 as they lie in a buffer. */
export interface Atom {
  type: string
  at: number
  /** Of size, name and, for long ones, the second size. */
  head: number
  size: number
}

/** The atoms between two places; null where one reaches beyond the end. Fewer than eight bytes over are filling. */
export function atomsOf(bytes: Buffer, start: number, end: number): Atom[] | null {
  const atoms: Atom[] = []
  for (let at = start; at + 8 <= end;) {
    // "To the end", said with 0, is for the file's own atoms; QuickTime closes user data with a zero.
    const atom = bytes.readUInt32BE(at) === 0 ? null : atomAt(bytes, at, end - at)
    if (atom === null) return bytes.subarray(at, end).every(byte => byte === 0) ? atoms : null
    if (atom.size > end - at) return null
    atoms.push(atom)
    at += atom.size
  }
  return atoms
}

/** The atom whose header is at `at`; `rest` bytes are left to its parent's end. Null where it has no right size. */
export function atomAt(bytes: Buffer, at: number, rest: number): Atom | null {
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (short === 1) {
    if (at + 16 > bytes.length) return null
    const size = Number(bytes.readBigUInt64BE(at + 8))
    return size < 16 ? null : { type, at, head: 16, size }
  }
  if (short === 0 && type === '\0\0\0\0') return null
  const size = short === 0 ? rest : short
  return size < 8 ? null : { type, at, head: 8, size }
}

export function makeAtom(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** Every atom of the type below the given containers, wherever they are nested. */
export function findAll(bytes: Buffer, parent: Atom, path: string[]): Atom[] {
  const [type, ...rest] = path
  const inner = atomsOf(bytes, parent.at + parent.head, parent.at + parent.size) ?? []
  const found = inner.filter(atom => atom.type === type)
  return rest.length === 0 ? found : found.flatMap(atom => findAll(bytes, atom, rest))
}
