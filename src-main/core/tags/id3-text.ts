/** Text in ID3v2 frames: one byte says how it is encoded (0 Latin-1, 1 UTF-16 with a mark, 2 UTF-16BE, 3 UTF-8). */

import { readUtf8, usualCharset, type LegacyReading } from './legacy-text.ts'

/** Splits at the first terminator of the encoding; the rest is empty where there is none. */
export function splitText(bytes: Buffer, encoding: number): [Buffer, Buffer] {
  if (encoding === 0 || encoding === 3) {
    const at = bytes.indexOf(0)
    return at < 0 ? [bytes, bytes.subarray(bytes.length)] : [bytes.subarray(0, at), bytes.subarray(at + 1)]
  }
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return [bytes.subarray(0, at), bytes.subarray(at + 2)]
  }
  return [bytes, bytes.subarray(bytes.length)]
}

/** Every text of a frame's body; empty ones at the end are padding. `latin`: how what is said to be Latin-1 is read. */
export function decodeTexts(bytes: Buffer, encoding: number, latin: LegacyReading): string[] {
  const texts: string[] = []
  let bigEndian = encoding === 2
  for (let rest = bytes; rest.length > 0;) {
    const [text, after] = splitText(rest, encoding)
    // The mark counts for the texts after it too: many writers give it once.
    if (encoding === 1 && text.length >= 2) {
      if (text[0] === 0xfe && text[1] === 0xff) bigEndian = true
      else if (text[0] === 0xff && text[1] === 0xfe) bigEndian = false
    }
    texts.push(decode(text, encoding, bigEndian, latin))
    rest = after
  }
  while (texts.at(-1) === '') texts.pop()
  return texts
}

function decode(bytes: Buffer, encoding: number, bigEndian: boolean, latin: LegacyReading): string {
  if (encoding === 0) return latin.decode(bytes)
  if (encoding === 3) return readUtf8(bytes, usualCharset).text.replace(/^\uFEFF/, '')
  const whole = bytes.subarray(0, bytes.length & ~1)
  const text = bigEndian ? Buffer.from(whole).swap16().toString('utf16le') : whole.toString('utf16le')
  return text.replace(/^\uFEFF/, '')
}

/**
 * UTF-8 where the version knows it; before that UTF-16 for all but ASCII: of "Latin-1" nobody can be sure, as so many
 * programs put other things there.
 */
export function encodingFor(texts: string[], version: 2 | 3 | 4): 0 | 1 | 3 {
  if (version === 4) return 3
  // eslint-disable-next-line no-control-regex -- all of ASCII
  return texts.every(text => /^[\x00-\x7f]*$/.test(text)) ? 0 : 1
}

/**
 * Texts with a NUL between them. In UTF-16 the mark stands once: every reader at hand takes it to hold for the rest,
 * while some show a second one as a character.
 */
export function encodeTexts(texts: string[], encoding: 0 | 1 | 3): Buffer {
  const joined = texts.join('\0')
  if (encoding === 0) return Buffer.from(joined, 'latin1')
  return encoding === 3 ? Buffer.from(joined, 'utf8') : Buffer.from(`\uFEFF${joined}`, 'utf16le')
}

/** A text and the terminator after it. */
export function encodeTerminated(text: string, encoding: 0 | 1 | 3): Buffer {
  return Buffer.concat([encodeTexts([text], encoding), Buffer.alloc(encoding === 1 ? 2 : 1)])
}
