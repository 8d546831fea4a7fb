import { apeFootLength, apeLength } from './ape-tag.ts'
import { noTexts, say, type FieldChanges, type TagTexts } from './fields.ts'
import { genreName, genreNumber } from './genre-names.ts'
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
    year: textIn(bytes, 93, 97),
    comment: textIn(bytes, 97, 97 + commentRoom(bytes))
  }
  const reading = readingOf(Object.values(parts), charset, true)
  const texts = noTexts(reading.rule)
  for (const [field, part] of Object.entries(parts)) {
    say(texts, field as keyof typeof parts, reading.decode(part).trim())
  }
  if (commentRoom(bytes) === 28) say(texts, 'trackNumber', String(bytes[126]))
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

const places = { title: [3, 33], artist: [33, 63], album: [63, 93], year: [93, 97] } as const

/** Cuts what does not fit, as the format does. What says the same already, however it is encoded, keeps its bytes. */
export function changeId3v1(bytes: Buffer, changes: FieldChanges, charset: string): Buffer {
  const out = Buffer.from(bytes)
  const said = id3v1Texts(bytes, charset).values
  const put = (field: 'comment' | keyof typeof places, from: number, to: number): void => {
    const values = changes[field]
    if (values === undefined) return
    const now = said[field][0] ?? ''
    const wanted = values[0] ?? ''
    const full = textIn(bytes, from, to).length === to - from
    if (now === wanted || (full && wanted.startsWith(now))) return
    out.fill(0, from, to)
    out.write(inLatin1(wanted), from, to - from, 'latin1')
  }
  for (const [field, [from, to]] of Object.entries(places)) put(field as keyof typeof places, from, to)
  if (changes.genre !== undefined) out[127] = genreNumber(changes.genre[0])
  if (changes.trackNumber !== undefined) setTrack(out, Number.parseInt(changes.trackNumber[0] ?? '', 10))
  put('comment', 97, 97 + commentRoom(out))
  return out
}

/** Its last two bytes are the comment's where it has no number. */
function setTrack(out: Buffer, number: number): void {
  const fits = number >= 1 && number <= 255
  // A comment that takes all its room keeps it.
  if (fits && out[125] === 0) out.set([0, number], 125)
  else if (commentRoom(out) === 28) out.set([0, 0], 125)
}

/** What nobody can say in it is a question mark. */
function inLatin1(text: string): string {
  return [...text.normalize('NFC')].map(one => (one.codePointAt(0)! > 0xff ? '?' : one)).join('')
}

/** Only that it is there: all that it says are fields. */
export const id3v1Others = (bytes: Buffer): Buffer => bytes.subarray(0, 3)
