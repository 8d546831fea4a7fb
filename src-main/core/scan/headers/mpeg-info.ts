import type { MpegHeader } from '../../formats/mpeg-frames.ts'

/** What a frame says that holds no sound, and where the next one is looked for. */
export interface MpegInfo {
  /** "CBR", or "V" and the quality that was asked for. */
  profile?: string
  /** Seconds. */
  duration?: number
  next: number
}

/** Bits of the header of an Xing frame. */
const has = { frames: 1, bytes: 2, places: 4, quality: 8 }
const placesLength = 100
/** Behind the name of the encoder and its version. */
const encoderLength = 27
/** More than is ever looked at of one frame. */
const mostLooked = 256

/**
 * Of a frame at a place. `isFirst`: its checksum, if any, counts among what is skipped before. Null for a frame that is out of
 * the ordinary or breaks off. Where a length was told, the next frame is looked for right behind it, as the other reader does.
 */
export function infoOf(bytes: Buffer, at: number, header: MpegHeader, isFirst: boolean): MpegInfo | null {
  if (at + mostLooked > bytes.length) return null
  const wide = header.version === 1
  const side = header.channels === 1 ? (wide ? 17 : 9) : wide ? 32 : 17
  const checksum = header.checked && !isFirst ? 2 : 0
  const behind = at + 4 + checksum + side + 4
  // As the other reader does, without the eighth bit of each letter.
  const name = bytes.toString('ascii', behind - 4, behind)
  if (name === 'LAME') return null
  if (name === 'Info' || name === 'Xing') return xing(bytes, at, behind, header, name)
  const end = at + header.length
  return { next: Math.max(end, behind) }
}

function xing(
  bytes: Buffer,
  start: number,
  from: number,
  header: MpegHeader,
  name: 'Info' | 'Xing'
): MpegInfo | null {
  const flags = bytes.readUInt32BE(from)
  let at = from + 4
  const next = (flag: number): number | null => {
    if ((flags & flag) === 0) return null
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const frames = next(has.frames)
  const length = next(has.bytes)
  if ((flags & has.places) !== 0) at += placesLength
  const quality = next(has.quality)
  const encoder = encoderAt(bytes, at)
  at = encoder.end
  const info: MpegInfo = { next: at }
  if (name === 'Info') info.profile = 'CBR'
  else if (quality !== null) info.profile = `V${Math.floor((100 - quality) / 10)}`
  if (encoder.duration !== null) info.duration = encoder.duration
  if (length !== null && length > 0 && frames !== null) {
    info.duration = (frames * header.samples) / header.rate
    return info
  }
  info.next = start + header.length
  return info.next < at ? null : info
}

/** What LAME says behind. */
function encoderAt(bytes: Buffer, at: number): { end: number; duration: number | null } {
  if (bytes.toString('ascii', at, at + 4) !== 'LAME') return { end: at, duration: null }
  const version = /\d+.\d+/.exec(bytes.toString('ascii', at + 4, at + 9))
  const [major = 0, minor = 0] =
    version === null ? [] : version[0].split('.').map(part => Number.parseInt(part, 10))
  if (major < 3 || minor < 90) return { end: at + 9, duration: null }
  const end = at + 9 + encoderLength
  return { end, duration: bytes.readUInt32BE(at + 9 + 20) / 1000 }
}
