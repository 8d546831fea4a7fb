import type { FileHandle } from 'node:fs/promises'
import { formats, type DecoderKey, type FormatId } from '../formats/table.ts'

/** Decoded audio, one plane a channel. */
export interface Planes {
  channelData: readonly Float32Array[]
  sampleRate: number
  /** Damage that was stepped over; only some decoders tell. */
  errors?: readonly { message: string }[]
}

/** A decoder that is fed pieces of a file in order. */
export interface PcmStream {
  decode(piece: Uint8Array): Planes
  flush(): Planes
  free(): void
}

type Open = (file: FileHandle, offset: number) => Promise<PcmStream>

/** What is built in, by the key that the table of formats has; each is loaded when it is first wanted. */
const streams = {
  mp3: async () => {
    const { decoder } = await import('@audio/decode-mp3')
    const stream = await decoder()
    return { ...methods(stream), flush: () => ({ channelData: [], sampleRate: 0 }) }
  },
  flac: async () => (await import('@audio/decode-flac')).decoder(),
  vorbis: async () => (await import('@audio/decode-vorbis')).decoder(),
  opus: async () => (await import('@audio/decode-opus')).decoder(),
  wav: async () => (await import('@audio/decode-wav')).decoder(),
  aiff: async (file, offset) => {
    const { decoder } = await import('@audio/decode-aiff')
    return limited(decoder(), await aiffFrames(file, offset))
  }
} satisfies Record<DecoderKey, Open>

/** The decoder for a file of a format; null where none is built in. */
export async function openStream(
  format: FormatId,
  file: FileHandle,
  offset: number
): Promise<PcmStream | null> {
  const key = formats[format].decoder
  if (key === null) return null
  const open: Open = streams[key]
  return open(file, offset)
}

function methods(stream: Pick<PcmStream, 'decode' | 'free'>): Pick<PcmStream, 'decode' | 'free'> {
  return { decode: piece => stream.decode(piece), free: () => stream.free() }
}

/** The AIFF decoder would play the tags that stand behind the audio; the header knows where that ends. */
function limited(stream: PcmStream, frames: number): PcmStream {
  let left = frames
  const cut = (planes: Planes): Planes => {
    const channelData = planes.channelData.map(plane => plane.subarray(0, left))
    left -= channelData[0]?.length ?? 0
    return { ...planes, channelData }
  }
  return {
    decode: piece => cut(stream.decode(piece)),
    flush: () => cut(stream.flush()),
    free: () => stream.free()
  }
}

/** Frames the header claims; chunks of any length may stand before it. */
async function aiffFrames(file: FileHandle, offset: number): Promise<number> {
  const head = Buffer.alloc(18)
  let at = offset + 12
  for (let chunk = 0; chunk < 64; chunk++) {
    const { bytesRead } = await file.read(head, 0, head.length, at)
    if (bytesRead < head.length) break
    if (head.toString('latin1', 0, 4) === 'COMM') return head.readUInt32BE(10) || Infinity
    const size = head.readUInt32BE(4)
    at += 8 + size + (size & 1)
  }
  return Infinity
}
