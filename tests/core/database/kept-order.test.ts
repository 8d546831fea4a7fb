import { beforeEach, describe, expect, it } from 'vitest'
import { sortFields } from '../../../src-main/contract/field-uses.ts'
import { tracksInOrder } from '../../../src-main/core/database/compile/in-order.ts'
import { openDatabase, type Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { sampleTrack, scratchDatabase, scratchFolder } from '../../support/database.ts'

let dataFolder: string
let db: Database

beforeEach(() => {
  dataFolder = scratchFolder()
  db = scratchDatabase(dataFolder)
  const folders = ['/music', '/more'].map(path => folderStatements(db).add(path, 1).id)
  const tracks = trackStatements(db)
  db.transaction(() => {
    for (let at = 0; at < 1200; at++)
      tracks.insert(
        sampleTrack({
          folderId: folders[at % 2]!,
          path: `${at % 2 ? '/more' : '/music'}/${at}.mp3`,
          title: `Title ${(at * 7919) % 1200}`,
          artist: `Artist ${(at * 31) % 97}`,
          year: 1950 + (at % 70)
        }),
        at
      )
  })()
})

const kept = (): number => db.prepare<[], number>('SELECT count(*) FROM kept_orders').pluck().get()!

/** As it is with nothing kept. */
function afresh(...order: [(typeof sortFields)[number], boolean]): number[] {
  db.exec('DELETE FROM kept_orders')
  return [...tracksInOrder(db, ...order)]
}

const changes = {
  'a new name': "UPDATE tracks SET title = 'Aaa', artist = 'Zzz', genres = '[\"Dub\"]' WHERE id = 17",
  'another length, key and place':
    "UPDATE tracks SET duration = 7, key = '3A', bpm = 7, track_number = 9, path = x'2f41' WHERE id = 18",
  'a track that is gone': 'DELETE FROM tracks WHERE id = 19',
  'a track that is left out': "INSERT INTO left_tracks (track_id, at, reason) VALUES (20, 1, 'asked')",
  'a folder that is taken out': "UPDATE folders SET state = 'removed' WHERE path = CAST('/more' AS BLOB)",
  'a folder that comes back': "UPDATE folders SET state = 'present' WHERE path = CAST('/more' AS BLOB)",
  'a track that is taken back': 'DELETE FROM left_tracks',
  'a rating': 'INSERT INTO listening (track_id, plays, played_at, rating) VALUES (21, 3, 5, 4)',
  'a measured tempo':
    'INSERT INTO measurements (track_id, content_id, method, bpm, bpm_confidence, key_confidence, at) SELECT id, content_id, 1, 50, 1, 1, 1 FROM tracks WHERE id = 22'
}

describe('the order that is kept', () => {
  it.each(sortFields)('is what sorting gives, by %s, whatever has changed', sort => {
    for (const change of ['', ...Object.values(changes)]) {
      db.exec(change)
      for (const descending of [false, true]) {
        const first = [...tracksInOrder(db, sort, descending)]
        expect([...tracksInOrder(db, sort, descending)]).toEqual(first)
        expect(first).toEqual(afresh(sort, descending))
      }
      tracksInOrder(db, sort, true)
    }
  })

  it('is read and not sorted again, also by the next that opens the library', () => {
    tracksInOrder(db, 'artist', false)
    const ids = Uint32Array.of(3, 2, 1)
    db.prepare('UPDATE kept_orders SET ids = ?').run(Buffer.from(ids.buffer))
    const other = openDatabase(dataFolder)
    expect(tracksInOrder(other, 'artist', false)).toEqual(ids)
    other.close()
  })

  it('is one: the last', () => {
    for (const sort of ['artist', 'title', 'year'] as const) tracksInOrder(db, sort, false)
    expect(kept()).toBe(1)
  })

  it('is none of a few tracks, which are sorted as soon as read', () => {
    db.exec('DELETE FROM tracks WHERE id > 900')
    tracksInOrder(db, 'artist', false)
    expect(kept()).toBe(0)
  })

  it('is not waited for while another process writes', () => {
    const other = openDatabase(dataFolder)
    other.exec('BEGIN IMMEDIATE')
    expect(tracksInOrder(db, 'artist', false)).toHaveLength(1200)
    expect(kept()).toBe(0)
    other.exec('ROLLBACK')
    other.close()
    tracksInOrder(db, 'artist', false)
    expect(kept()).toBe(1)
    expect(db.pragma('busy_timeout', { simple: true })).toBeGreaterThan(0)
  })
})
