import type { Sniffed } from '../../formats/sniff.ts'
import type { AudioFile } from '../audio-file.ts'
import type { HeaderFacts } from './facts.ts'

/** Samples as they are. Floating ones are named apart: some programs cannot play them. */
const whole = 'PCM'
const floating = 'PCM float'

/**
 * What the headers of plain samples say, and of kinds that the reader of properties does not know: WAV and RF64, AIFF,
 * CAF, AU, True Audio, Monkey's Audio before 3.98. Null for every other kind, for samples that are packed some other way in WAV and AIFF (the
 * reader knows those), and for a header that is cut off.
 */
export function sampleFacts(file: AudioFile, { format, offset }: Sniffed): HeaderFacts | null {
  try {
    if (format === 'wav' || format === 'rf64') return waveFacts(file, offset)
    if (format === 'aiff') return aiffFacts(file, offset)
    if (format === 'caf') return cafFacts(file, offset)
    if (format === 'au') return auFacts(file, offset)
    if (format === 'ape') return oldApeFacts(file, offset)
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
const mostChunks = 200
/** All that is read of a chunk that describes the sound. */
const longestHead = 64

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

const headOf = (file: AudioFile, { at, length }: Chunk): Buffer =>
  file.bytes(at, Math.min(length, longestHead))

const extensible = 0xfffe

function waveFacts(file: AudioFile, offset: number): HeaderFacts | null {
  const form = chunk(file, offset + 12, 'fmt ', true)
  if (form === null) return null
  const bytes = headOf(file, form)
  const tag = bytes.readUInt16LE(0)
  // The true number is the beginning of a longer one.
  const kind = tag === extensible ? bytes.readUInt16LE(24) : tag
  if (kind !== 1 && kind !== 3) return null
  const sampleRate = bytes.readUInt32LE(4)
  const frame = bytes.readUInt16LE(12)
  const data = chunk(file, offset + 12, 'data', true)
  const long = chunk(file, offset + 12, 'ds64', true)
  const said = data?.length === 0xffffffff && long !== null ? longLength(file, long) : (data?.length ?? 0)
  const there = data === null ? 0 : Math.min(said, file.size - data.at)
  return {
    codec: kind === 3 ? floating : whole,
    sampleRate,
    channels: bytes.readUInt16LE(2),
    duration: seconds(there / frame, sampleRate)
  }
}

const longLength = (file: AudioFile, { at }: Chunk): number => Number(file.bytes(at + 8, 8).readBigUInt64LE())

const aiffKinds: Readonly<Record<string, string>> = {
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

function aiffFacts(file: AudioFile, offset: number): HeaderFacts | null {
  const common = chunk(file, offset + 12, 'COMM', false)
  if (common === null) return null
  const bytes = headOf(file, common)
  const packed = file.bytes(offset + 8, 4).toString('latin1') === 'AIFC'
  const codec = packed ? aiffKinds[bytes.toString('latin1', 18, 22)] : whole
  if (codec === undefined) return null
  const sampleRate = extended(bytes, 8)
  return {
    codec,
    sampleRate,
    channels: bytes.readUInt16BE(0),
    duration: seconds(bytes.readUInt32BE(2), sampleRate)
  }
}

/** A positive number of 80 bits. */
function extended(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64BE(at + 2)) * 2 ** ((bytes.readUInt16BE(at) & 0x7fff) - 16383 - 63)
}

const cafKinds: Readonly<Record<string, string>> = {
  alac: 'ALAC',
  flac: 'FLAC',
  'aac ': 'AAC',
  opus: 'Opus',
  ima4: 'ADPCM',
  ulaw: 'G.711',
  alaw: 'G.711',
  '.mp3': 'MP3'
}

function cafFacts(file: AudioFile, offset: number): HeaderFacts | null {
  const described = chunk(file, offset + 8, 'desc', false, true)
  if (described === null) return null
  const bytes = file.bytes(described.at, 32)
  const sampleRate = bytes.readDoubleBE(0)
  const name = bytes.toString('latin1', 8, 12)
  const float = (bytes.readUInt32BE(12) & 1) !== 0
  const codec = name === 'lpcm' ? (float ? floating : whole) : (cafKinds[name] ?? name)
  const frames = name === 'lpcm' ? cafSamples(file, offset, bytes.readUInt32BE(16)) : cafPackets(file, offset)
  return {
    codec,
    sampleRate,
    channels: bytes.readUInt32BE(24),
    duration: frames === null ? null : seconds(frames, sampleRate)
  }
}

function cafSamples(file: AudioFile, offset: number, frame: number): number | null {
  const data = chunk(file, offset + 8, 'data', false, true)
  if (data === null) return null
  const there = file.size - data.at
  // Four bytes count edits. A length of -1 means: to the end.
  return ((data.length < 0 ? there : Math.min(data.length, there)) - 4) / frame
}

function cafPackets(file: AudioFile, offset: number): number | null {
  const table = chunk(file, offset + 8, 'pakt', false, true)
  return table === null ? null : Number(file.bytes(table.at + 8, 8).readBigInt64BE())
}

const auKinds: Readonly<Record<number, { codec: string; bytes: number }>> = {
  1: { codec: 'G.711', bytes: 1 },
  2: { codec: whole, bytes: 1 },
  3: { codec: whole, bytes: 2 },
  4: { codec: whole, bytes: 3 },
  5: { codec: whole, bytes: 4 },
  6: { codec: floating, bytes: 4 },
  7: { codec: floating, bytes: 8 },
  27: { codec: 'G.711', bytes: 1 }
}

function auFacts(file: AudioFile, offset: number): HeaderFacts | null {
  const head = file.bytes(offset, 24)
  const known = auKinds[head.readUInt32BE(12)]
  if (known === undefined) return null
  const start = offset + head.readUInt32BE(4)
  const sampleRate = head.readUInt32BE(16)
  const channels = head.readUInt32BE(20)
  const length = Math.min(head.readUInt32BE(8), file.size - start)
  return {
    codec: known.codec,
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
    sampleRate,
    channels: head.readUInt16LE(6),
    duration: seconds(head.readUInt32LE(14), sampleRate)
  }
}

/** Since then there is a descriptor before the header, which the other reader looks for in older files as well. */
const firstWithDescriptor = 3980

function oldApeFacts(file: AudioFile, offset: number): HeaderFacts | null {
  const head = file.bytes(offset, 32)
  const version = head.readUInt16LE(4)
  if (version >= firstWithDescriptor) return null
  const level = head.readUInt16LE(6)
  const long = version >= 3900 || (version >= 3800 && level >= 4000)
  const perFrame = version >= 3950 ? 4 * 73_728 : long ? 73_728 : 9216
  const sampleRate = head.readUInt32LE(12)
  const frames = head.readUInt32LE(24)
  const samples = frames === 0 ? 0 : (frames - 1) * perFrame + head.readUInt32LE(28)
  return {
    codec: "Monkey's Audio",
    sampleRate,
    channels: head.readUInt16LE(10),
    duration: seconds(samples, sampleRate),
    alone: true
  }
}

const seconds = (frames: number, rate: number): number | null => {
  const length = frames / rate
  return Number.isFinite(length) && length > 0 ? length : null
}
