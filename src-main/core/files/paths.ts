import { isUtf8 } from 'node:buffer'
import { sep } from 'node:path'

/**
 * A file name on Linux is bytes, not text. Inside the program a path is a string in which each byte that is not
 * UTF-8 stands as a lone surrogate U+DC80 to U+DCFF (Python's PEP 383), so the way there and back loses nothing.
 */
const escapes = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/

/** The bytes the file system knows a path by. */
export function pathToBytes(path: string): Buffer {
  if (!escapes.test(path)) return Buffer.from(path, 'utf8')
  const parts: Buffer[] = []
  let plain = 0
  for (let at = 0; at < path.length; at++) {
    const unit = path.charCodeAt(at)
    if (isHigh(unit) && isLow(path.charCodeAt(at + 1))) at++
    else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(Buffer.from(path.slice(plain, at), 'utf8'), Buffer.of(unit - 0xdc00))
      plain = at + 1
    }
  }
  parts.push(Buffer.from(path.slice(plain), 'utf8'))
  return Buffer.concat(parts)
}

/** A path as text, odd bytes escaped. The inverse of `pathToBytes` for every sequence of bytes. */
export function pathFromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isUtf8(buffer)) return buffer.toString('utf8')
  let text = ''
  let at = 0
  while (at < buffer.length) {
    const length = sequenceLength(buffer, at)
    if (length === 0) text += String.fromCharCode(0xdc00 + buffer[at++]!)
    else {
      text += buffer.toString('utf8', at, at + length)
      at += length
    }
  }
  return text
}

/** What to hand to `node:fs`: the string itself, or its bytes where the string has escapes. */
export function pathForFs(path: string): string | Buffer {
  return escapes.test(path) ? pathToBytes(path) : path
}

/** For people: odd bytes become the replacement character, control characters their pictures (U+2400). */
export function pathForDisplay(path: string): string {
  return (
    path
      .replace(/(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, '\uFFFD')
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u001f]/g, control => String.fromCharCode(0x2400 + control.charCodeAt(0)))
      .replace(/\u007f/g, '\u2421')
  )
}

/** The half-open range of bytes [first, end) in which everything below a folder lies, for an index on paths. */
export function rangeBelow(folder: string): { first: Buffer; end: Buffer } {
  const bytes = pathToBytes(folder.endsWith(sep) ? folder : folder + sep)
  const end = Buffer.from(bytes)
  end[end.length - 1]! += 1
  return { first: bytes, end }
}

/** Whether `path` is the folder itself or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Length of the valid UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length
  }
  return 0
}
