import { closeSync, openSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathForFs } from '../../files/paths.ts'
import { fold } from '../../files/safe-name.ts'
import { extensionOf, isAudioName } from '../../formats/names.ts'
import { longestSheet, parseSheet, sheetText } from '../../scan/cue-sheet.ts'
import type { Pause } from '../../threads/pause.ts'
import type { DiskNames } from './disk-names.ts'
import type { PlannedMove } from './planned.ts'

/** Endings of what belongs to music and is none. */
const pictures = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'tif', 'tiff']
const lists = ['cue', 'm3u', 'm3u8', 'pls']
const texts = ['lrc', 'log', 'txt', 'nfo', 'pdf', 'accurip', 'md5', 'sfv', 'ffp']
const sidecars = new Set([...pictures, ...lists, ...texts])

export interface Sidecars {
  moves: PlannedMove[]
  /** Cue sheets that name files which get other names; nothing is written into them. */
  sheets: string[]
}

/**
 * What goes along with tracks that move. "Song.lrc" goes with "Song.mp3" and is called after it; pictures, sheets, logs and
 * lists of a folder go where all the music of that folder goes, if that is one place. A sheet for one file gets the name
 * of that file, by which it is found again (docs/tag-formats.md, "Cue sheets"). `kept`: files that follow a playlist, and
 * are written where they are.
 */
export async function sidecarsOf(
  moves: readonly PlannedMove[],
  kept: ReadonlySet<string>,
  disk: DiskNames,
  pause: Pause
): Promise<Sidecars> {
  const found: Sidecars = { moves: [], sheets: [] }
  const folders = Map.groupBy(moves, ({ from }) => dirname(from))
  for (const [folder, tracks] of folders) {
    await pause()
    const names = await disk.of(folder).catch(() => null)
    if (names === null) continue
    const files = names.files.filter(name => !kept.has(join(folder, name)))
    addOfFolder(folder, tracks, files, found)
  }
  return found
}

function addOfFolder(
  folder: string,
  tracks: readonly PlannedMove[],
  files: readonly string[],
  found: Sidecars
): void {
  const going = new Map(
    tracks
      .filter(({ problem }) => problem === null)
      .map(({ from, to }) => [from.slice(folder.length + 1), to])
  )
  const music = files.filter(isAudioName)
  const places = new Set(music.map(name => (going.has(name) ? dirname(going.get(name)!) : folder)))
  const [place] = places
  const whole = places.size === 1 && place !== undefined && place !== folder ? place : null
  const byStem = new Map(music.filter(name => going.has(name)).map(name => [stemOf(name), going.get(name)!]))
  for (const name of files) {
    const ending = extensionOf(name)
    if (name.startsWith('.') || !sidecars.has(ending) || isAudioName(name)) continue
    const from = join(folder, name)
    const named = ending === 'cue' ? namedBy(from, going) : { only: null, renamed: false }
    const owner = byStem.get(stemOf(name)) ?? named.only
    const to =
      owner !== null && owner !== undefined
        ? `${stemOf(owner)}.${name.slice(-ending.length)}`
        : whole === null
          ? null
          : join(whole, name)
    if (named.renamed && owner === null) found.sheets.push(to ?? from)
    if (to !== null && to !== from) found.moves.push({ trackId: null, from, to, problem: null })
  }
}

/** Where the only file goes that a sheet speaks of, and whether it names files that are called otherwise then. */
function namedBy(
  sheet: string,
  going: ReadonlyMap<string, string>
): { only: string | null; renamed: boolean } {
  const named = filesOf(sheet).map(name =>
    name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  )
  const places = named.map(name => {
    const known = [...going.keys()].find(
      one => fold(one) === fold(name) || fold(stemOf(one)) === fold(stemOf(name))
    )
    return known === undefined ? null : ([known, going.get(known)!] as const)
  })
  const renamed = places.some(place => place !== null && basename(place[1]) !== place[0])
  return { only: places.length === 1 ? (places[0]?.[1] ?? null) : null, renamed }
}

/** Names behind FILE; none of what is no sheet, or cannot be read. */
function filesOf(sheet: string): string[] {
  try {
    const file = openSync(pathForFs(sheet), 'r')
    try {
      const bytes = Buffer.alloc(longestSheet)
      return parseSheet(sheetText(bytes.subarray(0, readSync(file, bytes)))).map(({ name }) => name)
    } finally {
      closeSync(file)
    }
  } catch {
    return []
  }
}

function stemOf(name: string): string {
  const ending = extensionOf(name)
  return ending === '' ? name : name.slice(0, -ending.length - 1)
}
