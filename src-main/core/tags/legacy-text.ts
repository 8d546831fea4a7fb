import { isUtf8 } from 'node:buffer'

/**
 * Text of which nobody says how it is encoded, or says it wrongly: ID3's "Latin-1" holds what the system of the writer
 * used, as ID3v1 and WAV's INFO do, and so do old tags of formats that ask for UTF-8.
 */

/** How such text is read where it is not UTF-8: a name that TextDecoder knows. Latin-1 and its Windows extension. */
export const usualCharset = 'windows-1252'

/** What text was read by: empty where it said so itself, or is plain ASCII; else the name of the character set. */
export type TextRule = string

/** How the texts of one tag that do not say it are read. */
export interface LegacyReading {
  rule: TextRule
  decode(bytes: Buffer): string
}

const asUtf8: LegacyReading = { rule: 'utf-8', decode: bytes => bytes.toString('utf8') }
const asAscii: LegacyReading = { rule: '', decode: bytes => bytes.toString('latin1') }

/**
 * UTF-8 only where all texts of the tag are that: a single "Ã©" may be meant. `cut`: texts may end in the middle of a
 * character, as those of ID3v1 do.
 */
export function readingOf(texts: Iterable<Buffer>, charset: string, cut = false): LegacyReading {
  const odd = [...texts].filter(bytes => bytes.some(byte => byte > 0x7f))
  if (odd.length === 0) return asAscii
  if (odd.every(bytes => isUtf8(bytes) || (cut && isCutUtf8(bytes))))
    return cut ? { ...asUtf8, decode: bytes => wholeCharacters(bytes).toString('utf8') } : asUtf8
  return { rule: charset, decode: bytes => decodeIn(charset, bytes) }
}

/** A last letter that looks like the beginning of a character is none where the rest is ASCII: "Café". */
function isCutUtf8(bytes: Buffer): boolean {
  const whole = wholeCharacters(bytes)
  return isUtf8(whole) && whole.some(byte => byte > 0x7f)
}

/** For text that ought to be UTF-8, each value for itself. */
export function readUtf8(bytes: Buffer, charset: string): { text: string; rule: TextRule } {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), rule: '' }
  return { text: decodeIn(charset, bytes), rule: charset }
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** Bytes that the character set does not have are left out at the end, where a character was cut. */
function decodeIn(charset: string, bytes: Buffer): string {
  let decoder = decoders.get(charset)
  if (decoder === undefined) {
    decoder = new TextDecoder(charset, { ignoreBOM: true })
    decoders.set(charset, decoder)
  }
  return decoder.decode(bytes).replace(/\uFFFD$/, '')
}

/** Without the beginning of a character whose rest was cut off. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? bytes.subarray(0, bytes.length - back) : bytes
    }
  }
  return bytes
}
