import { basename } from 'node:path'

/** Names Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** FAT and NTFS allow 255 UTF-16 units, most others 255 bytes; the rest is for " (2)" and a temporary ending. */
const longest = 200

/**
 * A name that is legal on every system, FAT included, and stays in its folder: no separators, no control characters or
 * such as turn the direction of text, no device, no dots or spaces at the ends. Of any length; "_" where nothing is left.
 */
export function legalName(name: string): string {
  const clean =
    name
      .normalize('NFC')
      .toWellFormed()
      .replace(/[<>:"/\\|?*\ufffd\p{Cc}\p{Cf}\u2028\u2029]/gu, '_')
      .replace(/^[\s.]+|[\s.]+$/g, '') || '_'
  return devices.test(clean) ? `_${clean}` : clean
}

/** The same, no longer than all of them take. `ending` with its dot. */
export function safeName(name: string, ending: string): string {
  return cut(legalName(name), longest - ending.length) + ending
}

/** Of an audio file where it is brought to. */
export function broughtName(path: string): string {
  const ending = endingOf(path)
  return safeName(basename(path, ending), ending)
}

/** With its dot; empty where there is none. */
export const endingOf = (path: string): string => /\.[a-z0-9]{1,8}$/i.exec(path)?.[0] ?? ''

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let used = 0
  for (const letter of text) {
    used += Buffer.byteLength(letter)
    if (used > bytes) break
    kept += letter
  }
  return kept.replace(/[\s.]+$/, '')
}

/** "name (2).mp3" */
export function numbered(name: string, number: number): string {
  if (number === 1) return name
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? `${name} (${number})` : `${name.slice(0, dot)} (${number})${name.slice(dot)}`
}

/** The names already given in a folder; file systems that take "A" and "a" for one decide. */
export class NamesInUse {
  readonly #names = new Set<string>()

  take(name: string): string {
    let number = 1
    while (this.#names.has(fold(numbered(name, number)))) number++
    const free = numbered(name, number)
    this.#names.add(fold(free))
    return free
  }
}

/** What drives that know no difference in case or in how accents are written take for one. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase()
