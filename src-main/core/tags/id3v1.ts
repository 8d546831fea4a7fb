import { apeFootLength, apeLength } from './ape-tag.ts'
import { noTexts, say, type FieldChanges, type TagTexts } from './fields.ts'
import { genreName, genreNumber } from './genre-names.ts'
import { makeFrame, type Id3Frame } from './id3-tag.ts'
import { readingOf } from './legacy-text.ts'
import type { TagBytes } from './tag-bytes.ts'

/** The 128 bytes at the end of old files. Never added; kept in step where they are, as players fall back on them. */
export const id3v1Length = 128

/**
 * Null where the file ends without one. Of an APEv2 tag that ends the file any text may stand where ID3v1 would begin,
 * and in one of 131 bytes it is the "TAG" of its own "APETAGEX".
 */
export function readId3v1(file: TagBytes): Buffer | null {
  if (file.size < id3v1Length) return null
  const bytes = file.exactly(file.size - id3v1Length, id3v1Length)
  if (bytes.toString('latin1', 0, 3) !== 'TAG') return null
  return apeLength(bytes.subarray(-apeFootLength), file.size) === null ? bytes : null
}

/** Its texts end at a NUL; what some programs fill them up with are spaces. */
export function id3v1Texts(bytes: Buffer, charset: string): TagTexts {
  const parts = {
    title: textIn(bytes, 3, 33),
    artist: textIn(bytes, 33, 63),
    album: textIn(bytes, 63, 93),
    date: textIn(bytes, 93, 97),
    comment: textIn(bytes, 97, 97 + commentRoom(bytes))
  }
  const reading = readingOf(Object.values(parts), charset, true)
  const texts = noTexts(reading.rule)
  for (const [field, part] of Object.entries(parts)) {
    say(texts, field as keyof typeof parts, reading.decode(part).trim())
  }
  if (commentRoom(bytes) === 28) say(texts, 'track', String(bytes[126]))
  say(texts, 'genre', (bytes[127] === 255 ? undefined : genreName(String(bytes[127]))) ?? '')
  return texts
}

function textIn(bytes: Buffer, from: number, to: number): Buffer {
  const nul = bytes.subarray(from, to).indexOf(0)
  const whole = bytes.subarray(from, nul < 0 ? to : from + nul)
  return whole.subarray(0, whole.length - / *$/.exec(whole.toString('latin1'))![0].length)
}

/** 1.1 keeps the track's number in the last two bytes. */
function commentRoom(bytes: Buffer): number {
  return bytes[125] === 0 && bytes[126] !== 0 ? 28 : 30
}

/** Cuts what does not fit, as the format does. */
export function changeId3v1(bytes: Buffer, changes: FieldChanges): Buffer {
  const out = Buffer.from(bytes)
  if (changes.genre !== undefined) out[127] = genreNumber(changes.genre[0])
  if (changes.comment !== undefined) {
    out.fill(0, 97, 97 + commentRoom(bytes))
    out.write(changes.comment[0] ?? '', 97, commentRoom(bytes), 'latin1')
  }
  return out
}

/**
 * What is neither genre nor comment, as frames of ID3v2.4 with the very same bytes: many players look at ID3v1 only
 * where there is no ID3v2 at all, so whoever adds one has to say all of it there.
 */
export function id3v1Frames(bytes: Buffer): Id3Frame[] {
  const text = (from: number, to: number): Buffer => textIn(bytes, from, to)
  const track = commentRoom(bytes) === 28 ? Buffer.from(String(bytes[126])) : Buffer.alloc(0)
  const parts: [string, Buffer][] = [
    ['TIT2', text(3, 33)],
    ['TPE1', text(33, 63)],
    ['TALB', text(63, 93)],
    ['TDRC', text(93, 97)],
    ['TRCK', track]
  ]
  return parts
    .filter(([, value]) => value.length > 0)
    .map(([id, value]) => makeFrame(id, Buffer.concat([Buffer.of(0), value]), 4))
}

/** What is neither genre nor comment. */
export function id3v1Others(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 97), bytes.subarray(97 + commentRoom(bytes), 127)])
}
