import type { Range } from './fields.ts'
import { findAll, type Atom } from './mp4-atoms.ts'

/** Where the sound of an MP4 file lies: the tables of its tracks. All of them in the bytes of "moov". */

interface Tables {
  /** "stco" and "co64": places of chunks in the file. */
  places: Atom[]
  /** Whether there are places of another kind, which nobody here corrects. */
  auxiliary: boolean
}

export function chunkTables(bytes: Buffer, moov: Atom): Tables {
  const tables = findAll(bytes, moov, ['trak', 'mdia', 'minf', 'stbl'])
  const of = (type: string): Atom[] => tables.flatMap(table => findAll(bytes, table, [type]))
  return { places: [...of('stco'), ...of('co64')], auxiliary: of('saio').length > 0 }
}

/** Width, first entry, and how many there are: no more than the atom has room for. */
function entries(bytes: Buffer, atom: Atom): { width: 4 | 8; first: number; count: number } {
  const width = atom.type === 'co64' ? 8 : 4
  const first = atom.at + atom.head + 8
  return { width, first, count: counted(bytes, atom, atom.head + 4, 8, width) }
}

/** A number of entries in an atom, held against its length. */
function counted(bytes: Buffer, atom: Atom, at: number, head: number, width: number): number {
  if (atom.size < atom.head + head) return 0
  return Math.min(bytes.readUInt32BE(atom.at + at), Math.floor((atom.size - atom.head - head) / width))
}

function read(bytes: Buffer, at: number, width: 4 | 8): number {
  return width === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at))
}

/** A copy in which every place is 0. */
export function withoutPlaces(bytes: Buffer, moov: Atom): Buffer {
  const copy = Buffer.from(bytes)
  for (const atom of chunkTables(bytes, moov).places) {
    const { width, first, count } = entries(bytes, atom)
    copy.fill(0, first, first + width * count)
  }
  return copy
}

/** Adds `by` to every place from `from` on; false where one grows too large for its table. */
export function moveChunks(bytes: Buffer, moov: Atom, from: number, by: number): boolean {
  for (const atom of chunkTables(bytes, moov).places) {
    const { width, first, count } = entries(bytes, atom)
    for (let i = 0; i < count; i++) {
      const at = first + i * width
      const place = read(bytes, at, width)
      if (place < from) continue
      if (width === 8) bytes.writeBigUInt64BE(BigInt(place + by), at)
      else if (place + by > 0xffffffff) return false
      else bytes.writeUInt32BE(place + by, at)
    }
  }
  return true
}

/** The chunks of every track, in its order. */
export function* soundOf(bytes: Buffer, moov: Atom): Iterable<Range> {
  for (const table of findAll(bytes, moov, ['trak', 'mdia', 'minf', 'stbl'])) {
    const one = (type: string): Atom | undefined => findAll(bytes, table, [type])[0]
    const place = one('stco') ?? one('co64')
    const runs = one('stsc')
    const sizes = one('stsz')
    if (place !== undefined && runs !== undefined && sizes !== undefined) {
      yield* chunksOf(bytes, place, runs, sizes)
    }
  }
}

function* chunksOf(bytes: Buffer, place: Atom, runs: Atom, sizes: Atom): Iterable<Range> {
  const { width, first, count } = entries(bytes, place)
  const runCount = counted(bytes, runs, runs.head + 4, 8, 12)
  const each = bytes.readUInt32BE(sizes.at + sizes.head + 4)
  // With one size for all there is no list; a chunk's length is a product then.
  const listed = each === 0 ? counted(bytes, sizes, sizes.head + 8, 12, 4) : 0
  let run = 0
  let sample = 0
  const runAt = (i: number, part: 0 | 4): number =>
    bytes.readUInt32BE(runs.at + runs.head + 8 + i * 12 + part)
  for (let i = 0; i < count; i++) {
    while (run + 1 < runCount && runAt(run + 1, 0) <= i + 1) run++
    const samples = runCount === 0 ? 0 : runAt(run, 4)
    let length = each * samples
    if (each === 0) {
      const end = Math.min(listed, sample + samples)
      for (; sample < end; sample++) length += bytes.readUInt32BE(sizes.at + sizes.head + 12 + sample * 4)
    }
    yield { at: read(bytes, first + i * width, width), length }
  }
}
