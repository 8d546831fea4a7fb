import { posix, resolve, sep } from 'node:path'
import { fromFileAddress, isElsewhere, isWindowsPath, percentDecode } from './addresses.ts'
import { asCodePage } from './decode-text.ts'
import type { ReadEntry } from './playlist-file.ts'

/**
 * Absolute paths an entry may mean, likeliest first. `folder`: what relative ones are relative to. What is written
 * counts as it is before it is taken for an encoding of something else: all of these are names of files somewhere.
 */
export function candidates(
  { path, encoded }: Pick<ReadEntry, 'path' | 'encoded'>,
  folder: string | null
): string[] {
  if (isElsewhere(path.trim())) return []
  const address = fromFileAddress(path.trim())
  if (address !== null) return found([address], folder)
  const decoded = percentDecode(path)
  const texts = encoded ? [decoded, path] : [path, path.trim(), decoded, decoded.trim()]
  // A code page is a property of the file, but one line of it says nothing of the others.
  return found(
    texts.flatMap(text => [text, asCodePage(text)]),
    folder
  )
}

function found(texts: string[], folder: string | null): string[] {
  const paths = texts.flatMap(text => {
    const separators = sep === '/' && text.includes('\\') ? [text, text.replaceAll('\\', '/')] : [text]
    return separators
      .filter(text => text !== '' && !text.includes('\0'))
      .flatMap(text => absolute(text, folder))
  })
  return [...new Set(paths)]
}

function absolute(text: string, folder: string | null): string[] {
  if (sep === '/') {
    if (text.startsWith('/')) return [posix.normalize(text)]
    if (isWindowsPath(text) || folder === null) return []
  } else if (folder === null && !isWindowsPath(text)) return []
  return [folder === null ? resolve(text) : resolve(folder, text)]
}

/** The path as words for people: an address as the path it means, code pages as letters. */
export function shownPath({ path, encoded }: Pick<ReadEntry, 'path' | 'encoded'>): string {
  const address = fromFileAddress(path.trim())
  if (address !== null) return address
  return encoded && !isElsewhere(path) ? percentDecode(path) : path
}

/** The folders and the name of a path, of whatever system, in one form for comparing. */
export function segments(path: string): string[] {
  return asCodePage(path)
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .split(/[\\/]+/)
    .map(part => part.trim())
    .filter(part => part !== '' && part !== '.' && part !== '..')
}
