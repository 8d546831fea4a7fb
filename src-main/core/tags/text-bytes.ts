import { isUtf8 } from 'node:buffer'

/**
 * Text that ought to be UTF-8. Old programs wrote what their system used: taken byte by byte, as Latin-1, such text
 * can be written again without losing any of it. U+FFFD in its place could not.
 */
export function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}
