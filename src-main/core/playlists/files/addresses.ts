import { pathFromBytes, pathToBytes } from '../../files/paths.ts'

/** Paths as addresses and back. Percent signs stand for bytes, so that names which are not UTF-8 survive too. */

const plain = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/'))

export function percentEncode(path: string): string {
  let text = ''
  for (const byte of pathToBytes(path)) {
    text += plain.has(byte)
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return text
}

/** Signs that are no escapes stay as they are. */
export function percentDecode(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  const parts = text.split(/((?:%[0-9a-f]{2})+)/i)
  return parts
    .map((part, i) => (i % 2 === 1 ? pathFromBytes(Buffer.from(part.replaceAll('%', ''), 'hex')) : part))
    .join('')
}

export const isWindowsPath = (path: string): boolean => /^[a-z]:[\\/]/i.test(path) || path.startsWith('\\\\')

/** `file:///music/a%20b.mp3`, `file:///C:/Music/a.mp3`, `file://server/share/a.mp3`. */
export function toFileAddress(path: string): string {
  if (!isWindowsPath(path)) return `file://${percentEncode(path)}`
  const forward = path.replaceAll('\\', '/')
  if (forward.startsWith('//')) return `file:${percentEncode(forward)}`
  return `file:///${forward.slice(0, 2)}${percentEncode(forward.slice(2))}`
}

/** The path of a file address; null where it is none. */
export function fromFileAddress(text: string): string | null {
  const address = /^file:(?:\/\/([^/]*))?(\/.*)$/is.exec(text)
  if (address === null) return null
  const host = (address[1] ?? '').toLowerCase()
  const path = percentDecode(address[2]!)
  if (/^\/[a-z][:|][\\/]/i.test(path)) return `${path[1]}:${path.slice(3)}`
  return host === '' || host === 'localhost' ? path : `\\\\${host}${path.replaceAll('/', '\\')}`
}

/** An address of another kind than a file's: http, spotify, … (a drive letter is no scheme). */
export const isElsewhere = (text: string): boolean => /^(?!file:)[a-z][a-z0-9+.-]+:\/\//i.test(text)
