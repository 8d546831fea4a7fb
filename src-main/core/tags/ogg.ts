import type { Range, TaggedFile } from './fields.ts'
import {
  headOfRest,
  makePages,
  numbered,
  pageEnd,
  readPage,
  renumber,
  serialOf,
  type Page
} from './ogg-pages.ts'
import { distinctPictures } from './pictures.ts'
import { longestTag, type TagBytes } from './tag-bytes.ts'
import {
  changeComments,
  commentTexts,
  otherComments,
  parseComments,
  renderComments
} from './vorbis-comments.ts'
import { changeEntryPictures, entryPicture } from './vorbis-pictures.ts'

export type OggCodec = 'ogg-vorbis' | 'ogg-opus' | 'ogg-flac'

/** What stands before the comments in their packet. */
const marks = { 'ogg-vorbis': '\x03vorbis', 'ogg-opus': 'OpusTags', 'ogg-flac': '' } as const

interface Headers {
  serial: number
  /** From the second page to the last one with a header. */
  pages: Page[]
  /** Of those pages: the comments come first. */
  packets: Buffer[]
  first: Buffer
  /** The sound on the last of those pages, as a page of its own without a body; null where it begins on a fresh one. */
  sound: { head: Buffer; body: Range } | null
}

/**
 * Ogg with one stream at its beginning. Comments are the second packet; the pages of the headers are laid out afresh
 * and, where that makes more or fewer of them, the pages behind get new numbers. Their content stays.
 */
export function openOgg(codec: OggCodec): (file: TagBytes, offset: number) => TaggedFile {
  return (file, offset) => {
    const headers = readHeaders(file, offset, codec)
    const packet = headers.packets[0]!
    const mark = codec === 'ogg-flac' ? 4 : marks[codec].length
    const comments = parseComments(packet.subarray(mark))
    if (comments === null) throw file.damaged('its comments break off')
    const end = pageEnd(headers.pages.at(-1)!)
    return {
      tags: ['Vorbis comments'],
      texts: commentTexts(comments.entries, file.charset),
      tagBytes: end - headers.pages[0]!.at,
      *others(changed) {
        if (offset > 0) yield ['before', file.read(0, offset)]
        yield ['first page', headers.first]
        yield* otherComments(comments, changed)
        for (const other of headers.packets.slice(1)) yield ['header', other]
      },
      audio: () => audioOf(file, end, headers.sound),
      pictures: () => distinctPictures(comments.entries.flatMap(entry => entryPicture(entry) ?? [])),
      write: (changes, pictures) => {
        const said = changeComments(comments, changes, file.charset)
        const entries = pictures === undefined ? said.entries : changeEntryPictures(said.entries, pictures)
        const fresh = renderComments({ ...said, entries })
        const start = headers.pages[0]!.at
        const packets = [startOf(codec, packet, fresh), ...headers.packets.slice(1)]
        if (packets[0]!.equals(packet)) return
        const pages = makePages(packets, headers.serial, 1)
        if (headers.sound !== null) pages.push(soundPage(file, headers.sound, 1 + pages.length))
        const by = pages.length - headers.pages.length
        const bytes = Buffer.concat(pages)
        file.splice(start, end - start, bytes)
        if (by !== 0) renumber(file, start + bytes.length, headers.serial, by)
      }
    }
  }
}

function startOf(codec: OggCodec, old: Buffer, comments: Buffer): Buffer {
  if (codec !== 'ogg-flac') return Buffer.concat([old.subarray(0, marks[codec].length), comments])
  const head = Buffer.from(old.subarray(0, 4))
  head.writeUIntBE(comments.length, 1, 3)
  return Buffer.concat([head, comments])
}

/** Sound that shared a page with the headers gets its own, as the format wants it. */
function soundPage(file: TagBytes, sound: NonNullable<Headers['sound']>, sequence: number): Buffer {
  const { head, body } = sound
  return numbered(Buffer.concat([head, file.exactly(body.at, body.length)]), sequence)
}

function readHeaders(file: TagBytes, offset: number, codec: OggCodec): Headers {
  const front = readPage(file, offset)
  if (front === null) throw file.damaged('its first page is cut off')
  const first = file.exactly(front.at, front.head.length + front.bodyLength)
  const wanted = headerCount(codec, first.subarray(front.head.length))
  const serial = serialOf(front)
  const pages: Page[] = []
  const packets: Buffer[] = []
  let sound: Headers['sound'] = null
  let open: Buffer[] = []
  let total = 0
  for (let at = pageEnd(front); packets.length < wanted;) {
    const page = readPage(file, at)
    if (page === null) throw file.damaged('its headers break off')
    if (serialOf(page) !== serial) throw file.refused('it has several streams side by side')
    at = pageEnd(page)
    total += page.bodyLength
    if (total > longestTag) throw file.damaged('its headers have no end')
    let from = page.at + page.head.length
    for (const [i, segment] of page.head.subarray(27).entries()) {
      if (packets.length === wanted) {
        sound = { head: headOfRest(page, i), body: { at: from, length: at - from } }
        break
      }
      open.push(file.exactly(from, segment))
      from += segment
      if (segment === 255) continue
      packets.push(Buffer.concat(open))
      open = []
    }
    pages.push(page)
  }
  if (!isComment(codec, packets[0]!)) throw file.damaged('its second packet holds no comments')
  return { serial, pages, packets, first, sound }
}

/** Packets of headers after the first one. */
function headerCount(codec: OggCodec, first: Buffer): number {
  if (codec === 'ogg-vorbis') return 2
  if (codec === 'ogg-opus') return 1
  // 0 means: nobody counted. Then the comments' own page is all there is to rely on.
  return first.length < 9 ? 1 : Math.max(1, first.readUInt16BE(7))
}

function isComment(codec: OggCodec, packet: Buffer): boolean {
  if (codec === 'ogg-flac') return packet.length >= 4 && (packet[0]! & 0x7f) === 4
  return packet.toString('latin1', 0, marks[codec].length) === marks[codec]
}

/** Times, tables and content of every page: all but its number and checksum. */
function* audioOf(file: TagBytes, start: number, sound: Headers['sound']): Iterable<Range | Uint8Array> {
  const facts = (head: Buffer): Buffer => Buffer.concat([head.subarray(4, 18), head.subarray(26)])
  if (sound !== null) {
    yield facts(sound.head)
    yield sound.body
  }
  let at = start
  for (let page = readPage(file, at); page !== null; page = readPage(file, at)) {
    yield facts(page.head)
    yield { at: page.at + page.head.length, length: page.bodyLength }
    at = pageEnd(page)
  }
  yield { at, length: file.size - at }
}
