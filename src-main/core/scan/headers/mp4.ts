import type { AudioFile } from '../audio-file.ts'
import type { Part } from '../parse.ts'
import type { HeaderFacts } from './facts.ts'

/** As the other reader words them. */
const codecs: Readonly<Record<string, string>> = { mp4a: 'MPEG-4/AAC', alac: 'ALAC' }
/** What may stand at the top beside the table of contents. */
const top = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide'])
/** What holds other atoms, in a track. */
const holders = new Set(['mdia', 'minf', 'stbl', 'udta'])
/** A track with one of these is for the other reader. */
const odd = new Set(['meta', 'tref', 'moof', 'ilst', '<id>'])
/** Lengths of samples, of a week of AAC. */
const longestTable = 16 * 1024 * 1024
const mostAtoms = 10_000
const noLength = [0, 0xffff_ffff, Number(0xffff_ffff_ffff_ffffn)]

interface Atom {
  name: string
  /** Of what it holds. */
  at: number
  end: number
}

/** Of one track of sound, AAC or ALAC; null for a file of more, and for one that is out of the ordinary. */
export function mp4Facts(file: AudioFile, { from, end }: Part): HeaderFacts | null {
  const atoms = atomsIn(file, from, end)
  if (atoms === null || atoms.some(({ name }) => !top.has(name))) return null
  const [type, contents] = [one(atoms, 'ftyp'), one(atoms, 'moov')]
  const container = type === null ? null : containerOf(file, type)
  const inside = contents === null ? null : atomsIn(file, contents.at, contents.end)
  if (container === null || inside === null || !isMovieHeader(file, one(inside, 'mvhd'))) return null
  const track = one(inside, 'trak')
  const parts = track === null ? null : leavesOf(file, track)
  const sound = parts === null ? null : soundOf(file, parts)
  return sound === null ? null : { ...sound, container, alone: true }
}

/** Null where one has no right length: the other reader gives up there. */
function atomsIn(file: AudioFile, from: number, end: number): Atom[] | null {
  const atoms: Atom[] = []
  for (let at = from; at < end;) {
    const head = file.bytes(at, 16)
    if (end - at < 8 || head.length < 8 || atoms.length === mostAtoms) return null
    const wide = head.readUInt32BE(0) === 1
    if (wide && (end - at < 16 || head.length < 16)) return null
    const length = wide ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0)
    if (length < (wide ? 16 : 8) || length > end - at) return null
    atoms.push({ name: head.toString('latin1', 4, 8), at: at + (wide ? 16 : 8), end: at + length })
    at += length
  }
  return atoms
}

function one(atoms: readonly Atom[], wanted: string): Atom | null {
  const found = atoms.filter(({ name }) => name === wanted)
  return found.length === 1 ? found[0]! : null
}

/** All atoms of a track that hold no others; null where one is odd. */
function leavesOf(file: AudioFile, { at, end }: Atom): Atom[] | null {
  const leaves: Atom[] = []
  const waiting = [{ at, end }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const atoms = atomsIn(file, next.at, next.end)
    if (atoms === null || leaves.length > mostAtoms) return null
    for (const atom of atoms) {
      if (odd.has(atom.name)) return null
      if (holders.has(atom.name)) waiting.push(atom)
      else leaves.push(atom)
    }
  }
  return leaves
}

/** Names of what the file is compatible with, each once; null where they are no plain text. */
function containerOf(file: AudioFile, { at, end }: Atom): string | null {
  const bytes = file.bytes(at, Math.min(end - at, 1024))
  if (bytes.length < end - at || bytes.length < 8 || bytes.length % 4 !== 0) return null
  if (bytes.some(byte => byte > 0x7f)) return null
  const names = Array.from({ length: bytes.length / 4 }, (_, i) =>
    bytes.toString('latin1', i * 4, i * 4 + 4).replace(/\W/g, '')
  )
  return [...new Set(names.filter(name => name !== ''))].join('/')
}

/** The other reader gives up a file whose header is too short. */
function isMovieHeader(file: AudioFile, atom: Atom | null): boolean {
  if (atom === null) return false
  const [version] = file.bytes(atom.at, 1)
  return (version === 0 && atom.end - atom.at >= 100) || (version === 1 && atom.end - atom.at >= 112)
}

function soundOf(file: AudioFile, parts: readonly Atom[]): Omit<HeaderFacts, 'container' | 'alone'> | null {
  const bytesOf = (name: string, least: number, most = least): Buffer | null => {
    const atom = one(parts, name)
    if (atom === null || atom.end - atom.at < least) return null
    return file.bytes(atom.at, Math.min(most, atom.end - atom.at))
  }
  const header = bytesOf('tkhd', 38, 50)
  if (header === null || header[0]! > 1 || (header[0] === 1 && header.length < 50)) return null
  if (bytesOf('hdlr', 28)?.toString('latin1', 8, 12) !== 'soun') return null
  const seconds = secondsOf(bytesOf('mdhd', 24, 36))
  const described = descriptionOf(one(parts, 'stsd'), bytesOf('stsd', 44))
  const bytes = bytesIn(file, one(parts, 'stsz'))
  if (seconds === null || described === null || bytes === null) return null
  const told = bytes > 0 && seconds.duration !== null
  return { ...described, ...seconds, bitrate: told ? (8 * bytes) / seconds.duration! : null }
}

function secondsOf(header: Buffer | null): { duration: number | null } | null {
  if (header === null || header[0]! > 1 || (header[0] === 1 && header.length < 36)) return null
  const wide = header[0] === 1
  const scale = header.readUInt32BE(wide ? 20 : 12)
  const length = wide ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  return scale === 0 ? null : { duration: noLength.includes(length) ? null : length / scale }
}

/** Of the one description of samples. */
function descriptionOf(
  atom: Atom | null,
  table: Buffer | null
): Pick<HeaderFacts, 'codec' | 'sampleRate' | 'channels'> | null {
  if (atom === null || table === null || table.readUInt32BE(4) !== 1) return null
  const length = table.readUInt32BE(8)
  if (length < 36 || length > atom.end - atom.at - 8) return null
  const codec = codecs[table.toString('latin1', 12, 16)]
  const version = table.readInt16BE(24)
  if (codec === undefined || (version !== 0 && version !== 1)) return null
  const sampleRate = table.readUInt16BE(40) + table.readUInt16BE(42) / 10_000
  return sampleRate === 0 ? null : { codec, sampleRate, channels: table.readInt16BE(32) }
}

/** Of all samples; null where they are not told one by one. */
function bytesIn(file: AudioFile, atom: Atom | null): number | null {
  if (atom === null || atom.end - atom.at > longestTable) return null
  const table = file.bytes(atom.at, atom.end - atom.at)
  if (table.length < 12 || table.readUInt32BE(4) !== 0) return null
  if (table.length - 12 !== table.readUInt32BE(8) * 4) return null
  let bytes = 0
  for (let at = 12; at < table.length; at += 4) bytes += table.readUInt32BE(at)
  return bytes
}
