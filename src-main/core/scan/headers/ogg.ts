import type { AudioFile } from '../audio-file.ts'
import type { Part } from '../parse.ts'
import type { HeaderFacts } from './facts.ts'

const headLength = 27
/** The other reader looks no further than this page for the length of a file, once it has its comments. */
const lastLookedAt = 12
/** A comment with a picture may be of many pages; one of more than this is for the other reader. */
const mostPages = 2000
const unknownTime = 0xffff_ffff_ffff_ffffn
const opusRate = 48_000

interface Page {
  continued: boolean
  first: boolean
  last: boolean
  /** Samples until its end; null: no packet ends on it. */
  samples: number | null
  serial: number
  number: number
  /** Where what it holds begins and ends. */
  body: number
  end: number
}

interface Start {
  codec: 'Vorbis I' | 'Opus'
  sampleRate: number
  channels: number
  bitrate: number | null
  /** Samples at the beginning that are not heard. */
  skipped: number
  /** How the packet of comments begins. */
  comments: string
}

/**
 * Of Vorbis and Opus. Only a short file says its length on the pages that are looked at. Null for a file of several
 * streams at a time, or one that is cut off there: those are for the other reader.
 */
export function oggFacts(file: AudioFile, part: Part): HeaderFacts | null {
  const first = pageAt(file, part.from, part.end)
  if (first === null || !first.first || first.last) return null
  const start = startOf(file.bytes(first.body, first.end - first.body))
  if (start === null) return null
  const { codec, sampleRate, channels } = start
  const pages = pagesAfter(first, start, file, part)
  if (pages === null) return null
  const facts = { codec, sampleRate, channels, alone: true } as const
  if (!pages.last.last || pages.last.samples === null)
    return { ...facts, duration: null, bitrate: start.bitrate }
  const duration = (pages.last.samples - start.skipped) / (codec === 'Opus' ? opusRate : sampleRate)
  const told = pages.comments === null || duration === 0 ? null : (8 * (part.end - pages.comments)) / duration
  return { ...facts, duration, bitrate: codec === 'Opus' ? told : start.bitrate }
}

function pageAt(file: AudioFile, at: number, most: number): Page | null {
  const head = file.bytes(at, headLength + 255)
  if (head.length < headLength || head.toString('latin1', 0, 4) !== 'OggS') return null
  const body = at + headLength + head[26]!
  if (head.length < body - at) return null
  let end = body
  for (let segment = headLength; segment < body - at; segment++) end += head[segment]!
  if (end > most) return null
  const flags = head[5]!
  const samples = head.readBigUInt64LE(6)
  return {
    continued: (flags & 1) !== 0,
    first: (flags & 2) !== 0,
    last: (flags & 4) !== 0,
    samples: samples === unknownTime ? null : Number(samples),
    serial: head.readUInt32LE(14),
    number: head.readUInt32LE(18),
    body,
    end
  }
}

function startOf(packet: Buffer): Start | null {
  const name = packet.toString('latin1', 0, 8)
  if (name.startsWith('\x01vorbis') && packet.length >= 30) {
    const sampleRate = packet.readUInt32LE(12)
    if (sampleRate === 0) return null
    const bitrate = packet.readInt32LE(20)
    return {
      codec: 'Vorbis I',
      sampleRate,
      channels: packet[11]!,
      bitrate,
      skipped: 0,
      comments: '\x03vorbis'
    }
  }
  if (name !== 'OpusHead' || packet.length < 19) return null
  const sampleRate = packet.readUInt32LE(12)
  if (sampleRate === 0) return null
  const skipped = packet.readUInt16LE(10)
  return { codec: 'Opus', sampleRate, channels: packet[9]!, bitrate: null, skipped, comments: 'OpusTags' }
}

/** The last page that the other reader looks at, and where, by its count, the packet of comments begins. */
function pagesAfter(
  first: Page,
  { comments: wanted }: Start,
  file: AudioFile,
  { end }: Part
): { last: Page; comments: number | null } | null {
  let page = first
  let comments: number | null = null
  /** What has begun and not ended: where, and how much of it there is. */
  let open: { at: number; length: number } | null = null
  for (let pages = 0; pages < mostPages; pages++) {
    const next = pageAt(file, page.end, end)
    if (next === null || next.serial !== first.serial || next.first) return null
    page = next
    const length = page.end - page.body
    if (page.continued) {
      if (open === null) return null
      open.length += length
    }
    if (page.last || !page.continued) {
      const begins = open === null ? '' : file.bytes(open.at, wanted.length).toString('latin1')
      if (open !== null && begins === wanted) comments = page.end - open.length
      open = page.last ? null : { at: page.body, length }
    }
    if (page.last || (page.number > lastLookedAt && comments !== null)) return { last: page, comments }
  }
  return null
}
