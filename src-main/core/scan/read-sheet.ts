import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fold } from '../database/fold.ts'
import { pathForFs, pathFromBytes } from '../files/paths.ts'
import { extensionOf, isAudioName } from '../formats/names.ts'
import { longestSheet, parseSheet, sheetText, type SheetFile } from './cue-sheet.ts'

/** What a cue sheet beside music says. */
export interface ReadSheet {
  /** Files that are there, by their paths, with at least two passages each. */
  files: { path: string; passages: SheetFile['passages'] }[]
  /** `junk`: it is no cue sheet; `no-file`: it names a file that is not there. Null: it could be used, or needs none. */
  problem: 'junk' | 'no-file' | null
}

/**
 * Reads a cue sheet and finds the files it speaks of in its folder. `charset`: how its texts are read where they are no
 * Unicode. Throws what the system says.
 */
export function readSheet(path: string, charset: string): ReadSheet {
  const bytes = bytesOf(path)
  const said =
    bytes === null ? [] : parseSheet(sheetText(bytes, charset)).filter(file => file.passages.length > 0)
  if (said.length === 0) return { files: [], problem: 'junk' }
  const folder = dirname(path)
  const names = readdirSync(pathForFs(folder), { encoding: 'buffer' }).map(pathFromBytes).filter(isAudioName)
  const files: ReadSheet['files'] = []
  let lost = false
  for (const { name, passages } of said) {
    const own = said.length === 1 ? stemOf(lastPart(path)) : null
    const found = fileFor(lastPart(name), own, names)
    if (found === null) lost = true
    // A file of one track is that track.
    else if (passages.length > 1) files.push({ path: join(folder, found), passages })
  }
  return { files, problem: lost && files.length === 0 ? 'no-file' : null }
}

/** By its name; then whatever its ending is now; then, of a sheet for one file, by the name of the sheet. */
function fileFor(wanted: string, sheet: string | null, names: readonly string[]): string | null {
  const same = (test: (name: string) => string, as: string): string | undefined =>
    names.find(name => test(name) === as) ?? names.find(name => fold(test(name)) === fold(as))
  const whole = (name: string): string => name
  const byStem = same(whole, wanted) ?? same(stemOf, stemOf(wanted))
  return byStem ?? (sheet === null ? null : (same(stemOf, sheet) ?? same(whole, sheet) ?? null))
}

const lastPart = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

function stemOf(name: string): string {
  const ending = extensionOf(name)
  return ending === '' ? name : name.slice(0, -ending.length - 1)
}

/** Null where it is longer than any cue sheet, or no file. */
function bytesOf(path: string): Buffer | null {
  const file = openSync(pathForFs(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const facts = fstatSync(file)
    if (!facts.isFile() || facts.size > longestSheet) return null
    const bytes = Buffer.alloc(facts.size)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}
