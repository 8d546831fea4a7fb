import { isAbsolute, relative, sep } from 'node:path'
import type { ExportOptions } from '#contract/playlists.ts'
import { isElsewhere, isWindowsPath, percentEncode, toFileAddress } from './addresses.ts'

/** How paths are written: the options, and the folder the playlist goes into (null: none, so all are absolute). */
export interface PathWriting {
  folder: string | null
  options: Pick<ExportOptions, 'paths' | 'slashes' | 'percentEncode'>
}

/** A path as the options want it, not encoded yet. */
export function placed(path: string, { folder, options: { paths, slashes } }: PathWriting): string {
  const written =
    paths.kind === 'relative' && folder !== null
      ? relative(folder, path)
      : paths.kind === 'mapped'
        ? mapped(path, paths.from, paths.to)
        : path
  const separator = isWindowsPath(written) ? /[\\/]/g : sep === '/' ? /\//g : /[\\/]/g
  return isElsewhere(written) ? written : written.replace(separator, () => slashes)
}

/** `from` at the start of the path, at the border of a folder, becomes `to`. Others stay as they are. */
function mapped(path: string, from: string, to: string): string {
  const start = from.length > 1 ? from.replace(/[\\/]+$/, '') : ''
  if (path !== start && !(path.startsWith(start) && /[\\/]/.test(path[start.length]!))) return path
  const rest = path.slice(start.length)
  return to === '' ? rest.slice(1) : to.replace(/[\\/]+$/, '') + rest
}

/**
 * A path for one line of a text file. Names that would read as something else (a comment, an address, an indent) get
 * "./" before them; those that no line can carry become file addresses. `fits`: what the encoding can carry.
 */
export function pathLine(
  path: string,
  writing: PathWriting,
  fits: (text: string) => boolean = () => true
): { text: string; address: boolean } {
  const { percentEncode: encode, slashes } = writing.options
  const text = placed(path, writing)
  const remote = isElsewhere(text)
  const asWritten = encode && !remote ? encodeSegments(text, slashes) : text
  if (!/[\r\n]/.test(asWritten) && fits(asWritten)) {
    const strange = !remote && /^(?:[#\s\uFEFF]|[a-z][a-z0-9+.-]*:(?![\\/]))/i.test(asWritten)
    return { text: strange && !isAbsolute(asWritten) ? `.${slashes}${asWritten}` : asWritten, address: false }
  }
  const whole = writing.options.paths.kind === 'mapped' && isRooted(text) ? text : path
  return { text: toFileAddress(whole), address: true }
}

const isRooted = (text: string): boolean => text.startsWith('/') || isWindowsPath(text)

function encodeSegments(text: string, slashes: string): string {
  const drive = /^[a-z]:(?=[\\/])/i.exec(text)?.[0] ?? ''
  return drive + text.slice(drive.length).split(slashes).map(percentEncode).join(slashes)
}

/** A path as a URI reference: for XSPF. */
export function pathReference(path: string, writing: PathWriting): string {
  const text = placed(path, { ...writing, options: { ...writing.options, slashes: '/' } })
  if (isElsewhere(text)) return encodeURI(text.toWellFormed())
  if (isRooted(text)) return toFileAddress(text)
  const drive = text.split('/').map(percentEncode).join('/')
  return drive
}
