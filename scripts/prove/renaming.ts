import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Database } from '../../src-main/core/database/open.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { readTags, type FileFacts } from '../../src-main/core/scan/read-tags.ts'
import { encode, writeWav, type Format } from '../../tests/support/audio.ts'
import { sha } from './tagging.ts'

/** A file as it was at first. */
export interface Original {
  path: string
  hash: string
  mtime: bigint
  /** Null: it is no track, and goes along with others. */
  facts: FileFacts | null
  id: number | null
}

const kinds: readonly Format[] = ['mp3', 'flac', 'wav', 'ogg']
const beside = ['cover.jpg', 'rip.log', 'all.m3u', 'album.cue']

/** Albums of five tracks, one of them large, with lyrics beside one and pictures, logs and sheets in the folder. */
export async function makeAlbums(root: string, albums: number): Promise<Original[]> {
  const originals: Original[] = []
  for (let album = 1; album <= albums; album++) {
    const folder = join(root, `album ${album}`)
    mkdirSync(folder)
    for (let track = 1; track <= 5; track++) {
      const wav = writeWav(join(folder, `made ${track}.source.wav`), {
        seconds: track === 5 ? 24 : 1,
        hz: 150 + album * 40 + track * 7
      })
      const kind = track === 5 ? 'wav' : kinds[(album + track) % kinds.length]!
      const path = join(folder, `made ${track}.${kind}`)
      const tags = {
        title: `Title ${album} ${track}`,
        artist: `Artist ${album % 3}`,
        album: `Album ${album}`,
        track: `${track}`
      }
      encode(wav, kind, { to: path, tags })
      rmSync(wav)
      originals.push(original(path, await readTags(path)))
    }
    for (const name of [...beside, 'made 1.lrc']) {
      const path = join(folder, name)
      writeFileSync(path, `${name} of album ${album} `.repeat(500))
      originals.push(original(path, null))
    }
  }
  return originals
}

function original(path: string, facts: FileFacts | null): Original {
  utimesSync(path, 1_600_000_000, 1_600_000_000.123456)
  const { mtimeNs } = statSync(path, { bigint: true })
  const read = facts === null ? null : { ...facts, mtime: Number(mtimeNs / 1_000_000n) }
  return { path, hash: sha(path), mtime: mtimeNs, facts: read, id: null }
}

/** Every folder and file, with what is in it. */
export function treeUnder(roots: readonly string[]): string[] {
  return roots.flatMap(root =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .map(entry => {
        const path = join(entry.parentPath, entry.name)
        return entry.isFile() ? `${path} ${sha(path)}` : `${path}/`
      })
      .sort()
  )
}

/**
 * Compares the disks with the journal, told from its beginning, and with the library. Adds what is wrong; gives how many
 * files it looked at.
 */
export function checkPlaces(
  db: Database,
  roots: readonly string[],
  originals: readonly Original[],
  damage: string[]
): number {
  const found = new Map<string, string>()
  for (const line of treeUnder(roots)) {
    const at = line.lastIndexOf(' ')
    if (!line.endsWith('/')) found.set(line.slice(0, at), line.slice(at + 1))
    if (basename(line.slice(0, at)).startsWith('.')) damage.push(`Left behind: ${line}.`)
  }
  const places = placesByJournal(db, originals, damage)
  for (const { path, hash, mtime, id } of originals) {
    const place = places.get(path)!
    const name = basename(path)
    if (found.get(place) !== hash) damage.push(`${name} of ${dirname(path)} is not at ${place}.`)
    else if (statSync(place, { bigint: true }).mtimeNs !== mtime) damage.push(`${name} has another time.`)
    found.delete(place)
    if (id !== null && trackStatements(db).byId(id)?.path !== place)
      damage.push(`The track of ${name} is elsewhere.`)
  }
  for (const path of found.keys()) damage.push(`There is one more: ${path}.`)
  if (trackStatements(db).ids('path', false).length !== originals.filter(({ id }) => id !== null).length) {
    damage.push('There are more or fewer tracks than at first.')
  }
  return originals.length
}

/** Where each file is, by its first path. */
function placesByJournal(
  db: Database,
  originals: readonly Original[],
  damage: string[]
): Map<string, string> {
  const first = new Map(originals.map(({ path }) => [path, path]))
  const moves = db
    .prepare<[], { before: string; after: string }>(
      `SELECT before, after FROM tag_changes JOIN tag_writes ON tag_writes.id = write_id
       WHERE field = 'path' AND state = 'done' ORDER BY write_id`
    )
    .all()
  for (const move of moves) {
    const [from, to] = [move.before, move.after].map(text => (JSON.parse(text) as string[])[0]!) as [
      string,
      string
    ]
    const origin = first.get(from)
    if (origin === undefined) damage.push(`The journal moves what was not at ${from}.`)
    else if (first.has(to)) damage.push(`The journal writes over ${to}.`)
    else {
      first.delete(from)
      first.set(to, origin)
    }
  }
  return new Map([...first].map(([place, origin]) => [origin, place]))
}
