import { atomAt, findAll, type Atom } from '../../tags/mp4-atoms.ts'
import { longestTag, TagBytes, tried } from '../../tags/tag-bytes.ts'

/**
 * Seconds of sound in an MP4 file without what its encoder put before and behind, exact to the sample; null where the file does
 * not say it. ffmpeg leaves out what stands before, and gives what stands behind as silence. By what iTunes writes, else
 * by the edit list.
 */
export function mp4Length(path: string): number | null {
  return tried(() => {
    const file = new TagBytes(path, 'r')
    try {
      return lengthIn(file)
    } finally {
      file.close()
    }
  })
}

function lengthIn(file: TagBytes): number | null {
  if (file.read(4, 4).toString('latin1') !== 'ftyp') return null
  for (let at = 0; at + 8 <= file.size;) {
    const atom = atomAt(file.read(at, 16), 0, file.size - at)
    if (atom === null) return null
    if (atom.type === 'moov' && atom.size <= longestTag)
      return lengthOf(file.exactly(at, atom.size), { ...atom, at: 0 })
    at += atom.size
  }
  return null
}

function lengthOf(bytes: Buffer, moov: Atom): number | null {
  const track = findAll(bytes, moov, ['trak']).find(
    trak => findAll(bytes, trak, ['mdia', 'minf', 'smhd']).length > 0
  )
  const media = track && timesOf(bytes, findAll(bytes, track, ['mdia', 'mdhd'])[0])
  const movie = timesOf(bytes, findAll(bytes, moov, ['mvhd'])[0])
  if (!track || !media || !movie) return null
  const frames = framesOfItunes(bytes)
  if (frames !== null) return frames / media.scale
  const edits = findAll(bytes, track, ['edts', 'elst'])[0]
  const edit = edits === undefined ? null : soleEdit(bytes, edits)
  if (edit === null || edit.from < 0) return null
  // A movie counts in coarser steps than its sound: where both mean the same, the sound's is the exact one.
  const said = edit.length / movie.scale
  const rest = (media.length - edit.from) / media.scale
  return Math.abs(said - rest) <= 1.5 / movie.scale ? rest : said
}

/** `iTunSMPB`: samples before, behind and between, in hexadecimal. */
function framesOfItunes(bytes: Buffer): number | null {
  const at = bytes.indexOf('iTunSMPB', 0, 'latin1')
  if (at < 0) return null
  const said = bytes.toString('latin1', at, at + 200)
  const frames = / [\da-f]{8} [\da-f]{8} [\da-f]{8} ([\da-f]{16})/i.exec(said)?.[1]
  return frames === undefined ? null : Number.parseInt(frames, 16) || null
}

function timesOf(bytes: Buffer, atom: Atom | undefined): { scale: number; length: number } | null {
  if (atom === undefined) return null
  const at = atom.at + atom.head
  const long = bytes[at] === 1
  const scale = bytes.readUInt32BE(at + (long ? 20 : 12))
  const length = long ? Number(bytes.readBigUInt64BE(at + 24)) : bytes.readUInt32BE(at + 16)
  return scale > 0 ? { scale, length } : null
}

/** The one passage that is to be heard; null where there are several, or none. `from` is below 0 for a pause. */
function soleEdit(bytes: Buffer, atom: Atom): { length: number; from: number } | null {
  const at = atom.at + atom.head
  if (bytes.readUInt32BE(at + 4) !== 1) return null
  return bytes[at] === 1
    ? { length: Number(bytes.readBigUInt64BE(at + 8)), from: Number(bytes.readBigInt64BE(at + 16)) }
    : { length: bytes.readUInt32BE(at + 8), from: bytes.readInt32BE(at + 12) }
}
