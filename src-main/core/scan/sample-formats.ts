import type { Sniffed } from '../formats/sniff.ts'
import type { AudioFile } from './audio-file.ts'

/** What a header says of its sound; only what is known. */
export interface HeaderFacts {
  codec: string
  lossless: boolean
  sampleRate: number
  channels: number
  /** Seconds. */
  duration: number | null
}

/** Samples as they are. Floating ones are named apart: some programs cannot play them. */
const whole = { codec: 'PCM', lossless: true } as const
const floating = { codec: 'PCM float', lossless: true } as const
type Kind = Pick<HeaderFacts, 'codec' | 'lossless'>

/**
 * What the headers of plain samples say, and of kinds that the reader of properties does not know: WAV and RF64, AIFF,
 * CAF, AU, True Audio. Null for every other kind, for samples that are packed some other way in WAV and AIFF (the
 * reader knows those), and for a header that is cut off.
 */
export function headerFacts(file: AudioFile, { format, offset }: Sniffed): HeaderFacts | null {
  try {
    if (format === 'wav' || format === 'rf64') return waveFacts(file)
    if (format === 'aiff') return aiffFacts(file)
    if (format === 'caf') return cafFacts(file)
    if (format === 'au') return auFacts(file)
    return format === 'tta' ? ttaFacts(file, offset) : null
  } catch (thrown) {
    if (thrown instanceof RangeError) return null // it ends before what it should say
    throw thrown
  }
}

interface Chunk {
  id: string
  at: number
  length: number
}

/** More chunks than stand before the sound anywhere. */
const mostChunks = 1000

/** The first chunk of a name from `at` on. `wide`: sizes of eight bytes, nothing filled up to even lengths. */
function chunk(file: AudioFile, at: number, wanted: string, little: boolean, wide = false): Chunk | null {
  for (let seen = 0; seen < mostChunks && at + 8 <= file.size; seen++) {
    const head = file.bytes(at, 12)
    const id = head.toString('latin1', 0, 4)
    const length = wide
      ? Number(head.readBigInt64BE(4))
      : little
        ? head.readUInt32LE(4)
        : head.readUInt32BE(4)
    const body = at + (wide ? 12 : 8)
    if (id === wanted) return { id, at: body, length }
    if (length < 0) return null
    at = body + length + (wide ? 0 : length & 1)
  }
  return null
}

const extensible = 0xfffe

function waveFacts(file: AudioFile): HeaderFacts | null {
  const form = chunk(file, 12, 'fmt ', true)
  if (form === null) return null
  const bytes = file.bytes(form.at, form.length)
  const tag = bytes.readUInt16LE(0)
  // The true number is the beginning of a longer one.
  const kind = tag === extensible ? bytes.readUInt16LE(24) : tag
  if (kind !== 1 && kind !== 3) return null
  const sampleRate = bytes.readUInt32LE(4)
  const frame = bytes.readUInt16LE(12)
  const data = chunk(file, 12, 'data', true)
  const long = chunk(file, 12, 'ds64', true)
  const said = data?.length === 0xffffffff && long !== null ? longLength(file, long) : (data?.length ?? 0)
  const there = data === null ? 0 : Math.min(said, file.size - data.at)
  return {
    ...(kind === 3 ? floating : whole),
    sampleRate,
    channels: bytes.readUInt16LE(2),
    duration: seconds(there / frame, sampleRate)
  }
}

const longLength = (file: AudioFile, { at }: Chunk): number => Number(file.bytes(at + 8, 8).readBigUInt64LE())

const aiffKinds: Readonly<Record<string, Kind>> = {
  NONE: whole,
  sowt: whole,
  twos: whole,
  in24: whole,
  in32: whole,
  fl32: floating,
  FL32: floating,
  fl64: floating,
  FL64: floating
}

function aiffFacts(file: AudioFile): HeaderFacts | null {
  const common = chunk(file, 12, 'COMM', false)
  if (common === null) return null
  const bytes = file.bytes(common.at, common.length)
  const packed = file.bytes(8, 4).toString('latin1') === 'AIFC'
  const kind = packed ? aiffKinds[bytes.toString('latin1', 18, 22)] : whole
  if (kind === undefined) return null
  const sampleRate = extended(bytes, 8)
  return {
    ...kind,
    sampleRate,
    channels: bytes.readUInt16BE(0),
    duration: seconds(bytes.readUInt32BE(2), sampleRate)
  }
}

/** A positive number of 80 bits. */
function extended(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64BE(at + 2)) * 2 ** ((bytes.readUInt16BE(at) & 0x7fff) - 16383 - 63)
}

const cafKinds: Readonly<Record<string, Kind>> = {
  alac: { codec: 'ALAC', lossless: true },
  flac: { codec: 'FLAC', lossless: true },
  'aac ': { codec: 'AAC', lossless: false },
  opus: { codec: 'Opus', lossless: false },
  ima4: { codec: 'ADPCM', lossless: false },
  ulaw: { codec: 'G.711', lossless: false },
  alaw: { codec: 'G.711', lossless: false },
  '.mp3': { codec: 'MP3', lossless: false }
}

function cafFacts(file: AudioFile): HeaderFacts | null {
  const described = chunk(file, 8, 'desc', false, true)
  if (described === null) return null
  const bytes = file.bytes(described.at, 32)
  const sampleRate = bytes.readDoubleBE(0)
  const name = bytes.toString('latin1', 8, 12)
  const float = (bytes.readUInt32BE(12) & 1) !== 0
  const kind =
    name === 'lpcm' ? (float ? floating : whole) : (cafKinds[name] ?? { codec: name, lossless: false })
  const frames = name === 'lpcm' ? cafSamples(file, bytes.readUInt32BE(16)) : cafPackets(file)
  return {
    ...kind,
    sampleRate,
    channels: bytes.readUInt32BE(24),
    duration: frames === null ? null : seconds(frames, sampleRate)
  }
}

function cafSamples(file: AudioFile, frame: number): number | null {
  const data = chunk(file, 8, 'data', false, true)
  if (data === null) return null
  const there = file.size - data.at
  // Four bytes count edits. A length of -1 means: to the end.
  return ((data.length < 0 ? there : Math.min(data.length, there)) - 4) / frame
}

function cafPackets(file: AudioFile): number | null {
  const table = chunk(file, 8, 'pakt', false, true)
  return table === null ? null : Number(file.bytes(table.at + 8, 8).readBigInt64BE())
}

const auKinds: Readonly<Record<number, { kind: Kind; bytes: number }>> = {
  1: { kind: { codec: 'G.711', lossless: false }, bytes: 1 },
  2: { kind: whole, bytes: 1 },
  3: { kind: whole, bytes: 2 },
  4: { kind: whole, bytes: 3 },
  5: { kind: whole, bytes: 4 },
  6: { kind: floating, bytes: 4 },
  7: { kind: floating, bytes: 8 },
  27: { kind: { codec: 'G.711', lossless: false }, bytes: 1 }
}

function auFacts(file: AudioFile): HeaderFacts | null {
  const head = file.bytes(0, 24)
  const known = auKinds[head.readUInt32BE(12)]
  if (known === undefined) return null
  const start = head.readUInt32BE(4)
  const sampleRate = head.readUInt32BE(16)
  const channels = head.readUInt32BE(20)
  const length = Math.min(head.readUInt32BE(8), file.size - start)
  return {
    ...known.kind,
    sampleRate,
    channels,
    duration: seconds(length / (known.bytes * channels), sampleRate)
  }
}

function ttaFacts(file: AudioFile, offset: number): HeaderFacts {
  const head = file.bytes(offset, 22)
  const sampleRate = head.readUInt32LE(10)
  return {
    codec: 'True Audio',
    lossless: true,
    sampleRate,
    channels: head.readUInt16LE(6),
    duration: seconds(head.readUInt32LE(14), sampleRate)
  }
}

const seconds = (frames: number, rate: number): number | null => {
  const length = frames / rate
  return Number.isFinite(length) && length > 0 ? length : null
}
