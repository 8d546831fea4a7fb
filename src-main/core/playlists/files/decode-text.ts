import { isUtf8 } from 'node:buffer'
import { pathFromBytes } from '../../files/paths.ts'

export interface Decoded {
  text: string
  /** It is neither UTF-8 nor UTF-16: odd bytes are escaped in `text`, and may be letters of an old code page. */
  guessed: boolean
}

/** Text of a file: UTF-8 and UTF-16 with or without a mark, otherwise bytes that `asCodePage` can make letters of. */
export function decodeText(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return fromBytes(buffer.subarray(3))
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return utf16(buffer.subarray(2), 'utf-16le')
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return utf16(buffer.subarray(2), 'utf-16be')
  const start = buffer.subarray(0, 1000)
  const zeros = [0, 0]
  start.forEach((byte, i) => byte === 0 && zeros[i % 2]!++)
  // Latin text in UTF-16 has a zero in every other place.
  if (zeros[1]! > start.length / 4 && zeros[0] === 0) return utf16(buffer, 'utf-16le')
  if (zeros[0]! > start.length / 4 && zeros[1] === 0) return utf16(buffer, 'utf-16be')
  return fromBytes(buffer)
}

function fromBytes(buffer: Buffer): Decoded {
  return { text: pathFromBytes(buffer), guessed: !isUtf8(buffer) }
}

function utf16(buffer: Buffer, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(buffer), guessed: false }
}

const codePage = new TextDecoder('windows-1252')

/** Escaped bytes as letters of Windows-1252, which has all of Latin-1. */
export function asCodePage(text: string): string {
  return text.replace(/(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g, unit =>
    codePage.decode(Uint8Array.of(unit.charCodeAt(0) - 0xdc00))
  )
}
