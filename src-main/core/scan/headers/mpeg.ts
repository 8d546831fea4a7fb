import { headerAt, type MpegHeader } from '../../formats/mpeg-frames.ts'
import type { AudioFile } from '../audio-file.ts'
import type { Part } from '../parse.ts'
import type { HeaderFacts } from './facts.ts'
import { infoOf } from './mpeg-info.ts'

/** All that is read: a few frames are looked at, and what may stand between them. */
const looked = 32 * 1024
/** So far from one place on the other reader looks for a frame, and only where there is more than the least. */
const window = { most: 1024, least: 164 }
/** It believes in one bitrate once it has seen so many frames, and looks no further. */
const framesSeen = 4
const id3v1Length = 128

/**
 * Of layer III. The steps are those of the other reader, so that both say the same of a file's length. Null for whatever is
 * out of the ordinary: that is for the other reader.
 */
export function mpegFacts(file: AudioFile, { from, end }: Part): HeaderFacts | null {
  const size = end - from
  if (size < id3v1Length || file.bytes(end - id3v1Length, 3).toString('latin1') === 'TAG') return null
  const seen = firstFrames(file.bytes(from, Math.min(looked, size)), size)
  if (seen === null) return null
  const { header, constant, profile } = seen
  const sound = size - seen.first
  const told = seen.duration ?? 0
  const varies = told > 0 && !constant && profile.startsWith('V')
  const counted = (Math.round(sound / header.length) * header.samples) / header.rate
  return {
    codec: `MPEG ${header.version} Layer 3`,
    sampleRate: header.rate,
    channels: header.channels,
    duration: told === 0 && constant ? counted : seen.duration,
    bitrate: varies ? (sound * 8) / told : header.bitrate,
    alone: true
  }
}

interface Seen {
  /** The last one. */
  header: MpegHeader
  /** Where the first one is. */
  first: number
  /** What the first ones say of the bitrate; empty: nothing. */
  profile: string
  /** All have one bitrate. */
  constant: boolean
  /** Seconds, by the first frame; null: not told. */
  duration: number | null
}

function firstFrames(bytes: Buffer, size: number): Seen | null {
  let [at, first, frames, before] = [0, 0, 0, -1]
  let profile = ''
  let duration: number | null = null
  const bitrates = new Set<number>()
  for (;;) {
    const sync = syncFrom(bytes, at, size)
    if (sync === null || isAdts(bytes, sync)) return null
    // What was taken for a frame since the last one was none: begun anew.
    if (frames === before) frames = 0
    before = frames
    if (frames === 0) first = sync
    const header = headerAt(bytes, sync)
    if (header === null || header.bitrate === 0) {
      at = sync + 2
      continue
    }
    if (header.layer !== 3) return null
    frames++
    bitrates.add(header.bitrate)
    if (frames === framesSeen) return { header, first, profile, constant: bitrates.size === 1, duration }
    const info = infoOf(bytes, sync, header, frames === 1)
    if (info === null) return null
    profile = info.profile ?? profile
    duration = info.duration ?? duration
    at = info.next
  }
}

/** Where the next bytes are that may begin a frame; null where there are none so near. */
function syncFrom(bytes: Buffer, from: number, size: number): number | null {
  const end = Math.min(from + window.most, size)
  if (end - from < window.least || end > bytes.length) return null
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < end; at = bytes.indexOf(0xff, at + 1)) {
    if ((bytes[at + 1]! & 0xe0) === 0xe0) return at
  }
  return null
}

const isAdts = (bytes: Buffer, at: number): boolean => (bytes[at + 1]! & 0x16) === 0x10
