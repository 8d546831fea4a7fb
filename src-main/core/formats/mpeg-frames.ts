/** Frames of MPEG audio, layers I to III, and of bare AAC (ADTS), by their headers. */

type Layer = 1 | 2 | 3

/** Thousands of bits a second, by version 1 or 2 (and 2.5) and layer. */
const bitrates: Record<1 | 2, Record<Layer, readonly number[]>> = {
  1: {
    1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
  },
  2: {
    1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    3: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  }
}
const rates = [44_100, 48_000, 32_000]
/** The longest frame of a bitrate of its own choice that decoders take. */
const longestFree = 4096

export interface MpegHeader {
  version: 1 | 2 | 2.5
  layer: Layer
  /** Bytes; 0 where the frame has a bitrate of its own choice, whose length only the next one tells. */
  length: number
  /** Bits a second; 0 in the same way. */
  bitrate: number
  /** Samples a second, and of each channel in a frame. */
  rate: number
  samples: number
  channels: 1 | 2
  /** A checksum stands before the sound. */
  checked: boolean
}

/** The header of a frame of MPEG audio at a place; null where there is none. */
export function headerAt(bytes: Uint8Array, at: number): MpegHeader | null {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return null
  const layer = (4 - ((bytes[at + 1]! >> 1) & 3)) as Layer | 4
  const version = (bytes[at + 1]! >> 3) & 3
  const rate = rates[(bytes[at + 2]! >> 2) & 3]
  if (layer === 4 || version === 1 || rate === undefined) return null
  const kilobits = bitrates[version === 3 ? 1 : 2][layer][bytes[at + 2]! >> 4]
  if (kilobits === undefined) return null
  const samplingRate = rate / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const padding = (bytes[at + 2]! >> 1) & 1
  const size = (factor: number): number => Math.floor((factor * kilobits * 1000) / samplingRate)
  const half = layer === 3 && version !== 3
  const known = {
    version: version === 3 ? 1 : version === 2 ? 2 : 2.5,
    layer,
    bitrate: kilobits * 1000,
    rate: samplingRate,
    samples: layer === 1 ? 384 : half ? 576 : 1152,
    channels: bytes[at + 3]! >> 6 === 3 ? 1 : 2,
    checked: (bytes[at + 1]! & 1) === 0
  } as const
  if (kilobits === 0) return { ...known, length: 0 }
  if (layer === 1) return { ...known, length: (size(12) + padding) * 4 }
  return { ...known, length: size(half ? 72 : 144) + padding }
}

/** Whether a frame of this layer is at `at` and another follows: one sync word alone turns up in anything. */
function isFollowed(bytes: Uint8Array, at: number, layer: Layer): boolean {
  const header = headerAt(bytes, at)
  if (header?.layer !== layer || header.length === 0) return false
  const next = at + header.length
  // A file of a single frame has none to follow.
  return next + 4 > bytes.length ? at === 0 : isFrame(bytes, next, layer)
}

function isFrame(bytes: Uint8Array, at: number, layer: Layer): boolean {
  const header = headerAt(bytes, at)
  return header?.layer === layer && header.length > 0
}

/** Where the first layer III frame is; rubbish may stand before it. */
export function layer3Frames(head: Uint8Array): number | null {
  const start = behindZeros(head)
  if (isFree(head, start)) return start
  for (let at = 0; at + 4 <= head.length; at++) {
    if (isFollowed(head, at, 3)) return at
  }
  return null
}

/** Where layer I or II begins: at the start, or behind the zeros that encoders pad with. */
export function lowerLayerFrames(head: Uint8Array): number | null {
  const start = behindZeros(head)
  return isFollowed(head, start, 1) || isFollowed(head, start, 2) ? start : null
}

/** Where bare AAC begins, in the same way: the sync word of MPEG audio with the layer's bits at zero. */
export function adtsFrames(head: Uint8Array): number | null {
  const start = behindZeros(head)
  return head[start] === 0xff && (head[start + 1]! & 0xf6) === 0xf0 ? start : null
}

/** Layer III of a bitrate of its own choice: the next header looks the same but for the padding. */
function isFree(bytes: Uint8Array, at: number): boolean {
  const header = headerAt(bytes, at)
  if (header?.layer !== 3 || header.length > 0) return false
  for (let next = at + 4; next + 4 <= bytes.length && next <= at + longestFree; next++) {
    const same = bytes[next] === 0xff && bytes[next + 1] === bytes[at + 1]
    if (same && (bytes[next + 2]! & 0xfd) === (bytes[at + 2]! & 0xfd)) return true
  }
  return false
}

function behindZeros(head: Uint8Array): number {
  let start = 0
  while (start < head.length && head[start] === 0) start++
  return start
}

/** Seconds that the frame at the start of these bytes says there are in all (Xing, Info, VBRI); null: it does not say. */
export function countedSeconds(head: Buffer): number | null {
  const header = headerAt(head, 0)
  if (header === null) return null
  const frames = xingFrames(head) ?? vbriFrames(head)
  return frames === null ? null : (frames * header.samples) / header.rate
}

/** Behind the frame's side information, of which there are three sizes. */
function xingFrames(head: Buffer): number | null {
  for (const at of [36, 21, 13]) {
    const name = head.toString('latin1', at, at + 4)
    if ((name !== 'Xing' && name !== 'Info') || head.length < at + 12) continue
    const counts = (head.readUInt32BE(at + 4) & 1) === 1
    return counts ? head.readUInt32BE(at + 8) : null
  }
  return null
}

/** At a place of its own, whatever the side information. */
function vbriFrames(head: Buffer): number | null {
  return head.length >= 54 && head.toString('latin1', 36, 40) === 'VBRI' ? head.readUInt32BE(50) : null
}
