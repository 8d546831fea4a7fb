import { randomBytes } from 'node:crypto'
import { basename, dirname, extname, join } from 'node:path'

/**
 * Hidden, so that no scan and no player takes it for a track; short, so that it fits wherever the file's name did.
 * Editions before this one called those of playlists by the process and a number.
 */
const pattern = /^\.earshot-(?:writing-[0-9a-f]{12}(?:\.[a-z0-9+]+)?|\d+-\d+\.tmp)$/

/**
 * A new name beside a file for what is to take its place: with the file's own ending, where formats are told by it, or
 * with one that nobody looks for.
 */
export function temporaryBeside(path: string, ending: 'own' | 'tmp' = 'own'): string {
  const own = extname(path).toLowerCase()
  const shown = ending === 'tmp' ? '.tmp' : /^\.[a-z0-9+]+$/.test(own) ? own : ''
  return join(dirname(path), `.earshot-writing-${randomBytes(6).toString('hex')}${shown}`)
}

/** Whether a file of this name is one that Earshot was writing, and left behind where it is not at it now. */
export function isTemporaryName(name: string): boolean {
  return pattern.test(name)
}

/** Whether this is one of them beside that file: nothing else is ever removed. */
export function isTemporaryOf(temporary: string, path: string): boolean {
  return dirname(temporary) === dirname(path) && isTemporaryName(basename(temporary))
}
