import type { Passage } from '#contract/entities.ts'
import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** Where passages are written: in a cue sheet beside the file, which counts first, or in its tags. */
type PassageSource = 'sheet' | 'tag'

export interface PassageStatements {
  /** Those of a track, in the order of time. */
  ofTrack(trackId: number): Passage[]
  /** Of all tracks that have any. */
  trackIds(): Set<number>
  /** Puts these in the place of what is known from there. Says whether anything changed. */
  replace(trackId: number, source: PassageSource, passages: readonly Passage[]): boolean
  /** Tracks that have passages by a sheet. */
  withSheet(): { trackId: number; path: string }[]
  /** Passages whose title or artist match an FTS5 expression, with their tracks' lengths. */
  named(match: string, limit: number): (Passage & { trackId: number; duration: number | null })[]
}

const columns = 'title, artist, start, end'

export function passageStatements(db: Database): PassageStatements {
  const ofTrack = db.prepare<[number], Passage>(
    `SELECT ${columns} FROM shown_passages WHERE track_id = ? ORDER BY place`
  )
  const ofSource = db.prepare<[number, string], Passage>(
    `SELECT ${columns} FROM passages WHERE track_id = ? AND source = ? ORDER BY place`
  )
  const trackIds = db.prepare<[], number>('SELECT DISTINCT track_id FROM passages').pluck()
  const clear = db.prepare<[number, string]>('DELETE FROM passages WHERE track_id = ? AND source = ?')
  const insert = db.prepare<Record<string, unknown>>(
    `INSERT INTO passages (track_id, source, place, title, artist, start, end)
     VALUES (@trackId, @source, @place, @title, @artist, @start, @end)`
  )
  const withSheet = db.prepare<[], { trackId: number; path: Buffer }>(
    `SELECT tracks.id AS trackId, path FROM tracks
     WHERE tracks.id IN (SELECT track_id FROM passages WHERE source = 'sheet')`
  )
  const named = db.prepare<[string, number], Passage & { trackId: number; duration: number | null }>(
    `SELECT p.track_id AS trackId, p.title, p.artist, p.start, p.end, visible_tracks.duration
     FROM passage_words JOIN shown_passages AS p ON p.id = passage_words.rowid
     JOIN visible_tracks ON visible_tracks.id = p.track_id
     WHERE passage_words MATCH ? LIMIT ?`
  )
  return {
    ofTrack: trackId => ofTrack.all(trackId),
    trackIds: () => new Set(trackIds.all()),
    replace: (trackId, source, passages) => {
      if (JSON.stringify(ofSource.all(trackId, source)) === JSON.stringify(passages)) return false
      clear.run(trackId, source)
      passages.forEach((passage, i) => insert.run({ trackId, source, place: i + 1, ...passage }))
      return true
    },
    withSheet: () => withSheet.all().map(({ trackId, path }) => ({ trackId, path: pathFromBytes(path) })),
    named: (match, limit) => named.all(match, limit)
  }
}
