/** What a file is by its first bytes; names and extensions lie. */
export type Container =
  | 'mp3'
  | 'flac'
  | 'ogg-vorbis'
  | 'ogg-opus'
  | 'ogg-flac'
  | 'wav'
  | 'aiff'
  // Known by name only: the built-in decoders cannot read these.
  | 'mp4'
  | 'aac'
  | 'wma'
  | 'wavpack'
  | 'ape'
  | 'matroska'
  | 'ogg'

export interface Sniffed {
  container: Container
  /** Where the audio's own bytes start: after an ID3 tag or leading rubbish. */
  offset: number
}

/** How much of the file's start `sniff` wants to see. */
export const sniffBytes = 64 * 1024

/**
 * Null when nothing is recognised. An ID3 tag at the start may be longer than the bytes at hand: then `offset` lies
 * beyond them and the container is null; read there and ask again.
 */
export function sniff(head: Uint8Array): Sniffed | { container: null; offset: number } | null {
  if (word(head, 0, 3) === 'ID3' && head.length >= 10) return behindTag(head)
  const container = magic(head)
  if (container !== null) return { container, offset: 0 }
  const frame = firstMpegFrame(head)
  return frame === null ? null : { container: 'mp3', offset: frame }
}

function behindTag(head: Uint8Array): Sniffed | { container: null; offset: number } | null {
  const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!
  const offset = 10 + size + ((head[5]! & 0x10) === 0 ? 0 : 10)
  if (offset >= head.length) return { container: null, offset }
  const inner = sniff(head.subarray(offset))
  return inner === null ? null : { ...inner, offset: offset + inner.offset }
}

function magic(head: Uint8Array): Container | null {
  const four = word(head, 0, 4)
  if (four === 'RIFF' && word(head, 8, 4) === 'WAVE') return 'wav'
  if (four === 'FORM' && /^AIF[FC]$/.test(word(head, 8, 4))) return 'aiff'
  if (four === 'fLaC') return 'flac'
  if (four === 'OggS') return oggCodec(head)
  if (word(head, 4, 4) === 'ftyp') return 'mp4'
  if (four === 'wvpk') return 'wavpack'
  if (four === 'MAC ') return 'ape'
  if (four === '\x30\x26\xb2\x75') return 'wma'
  if (four === '\x1a\x45\xdf\xa3') return 'matroska'
  // ADTS: the sync word of MPEG audio with the layer bits at zero.
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return 'aac'
  return null
}

function oggCodec(head: Uint8Array): Container {
  const packet = 27 + (head[26] ?? 0)
  if (word(head, packet, 7) === '\x01vorbis') return 'ogg-vorbis'
  if (word(head, packet, 8) === 'OpusHead') return 'ogg-opus'
  if (word(head, packet, 5) === '\x7fFLAC') return 'ogg-flac'
  return 'ogg'
}

/** Offset of the first frame that another frame follows: one sync word alone turns up in anything. */
function firstMpegFrame(head: Uint8Array): number | null {
  for (let at = 0; at + 4 <= head.length; at++) {
    const length = mpegFrameLength(head, at)
    if (length === 0) continue
    const next = at + length
    if (next + 4 > head.length ? at === 0 : mpegFrameLength(head, next) > 0) return at
  }
  return null
}

const bitrates = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
}
const rates = [44_100, 48_000, 32_000]

/** Bytes of the MPEG layer III frame whose header is at `at`; 0 where there is none. */
function mpegFrameLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2) return 0
  const version = (bytes[at + 1]! >> 3) & 3
  const rate = rates[(bytes[at + 2]! >> 2) & 3]
  const bitrate = (version === 3 ? bitrates.mpeg1 : bitrates.mpeg2)[bytes[at + 2]! >> 4]
  if (version === 1 || rate === undefined || bitrate === undefined || bitrate === 0) return 0
  const slower = version === 3 ? 1 : version === 2 ? 2 : 4
  const padding = (bytes[at + 2]! >> 1) & 1
  return Math.floor(((version === 3 ? 144 : 72) * bitrate * 1000) / (rate / slower)) + padding
}

function word(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
