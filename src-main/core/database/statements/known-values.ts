import type { KnownValue } from '#contract/edits.ts'
import type { TagField } from '#contract/field-uses.ts'
import type { Database } from '../open.ts'

/** Fields whose values the library keeps as they are written. */
export const keptFields = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'genre',
  'comment'
] as const satisfies TagField[]
export type KeptField = (typeof keptFields)[number]

export interface KnownValueStatements {
  /** Values that begin so whatever their capitals, those of most tracks first. */
  known(field: KeptField, begins: string, limit: number): KnownValue[]
}

/** Of several names each for itself, and the one that is shown where there is only one. */
const names = (shown: string, all: string): string =>
  `SELECT ${shown} AS value FROM visible_tracks WHERE ${all} = '[]'
   UNION ALL SELECT one.value FROM visible_tracks, json_each(${all}) AS one`
const texts = (column: string): string => `SELECT ${column} AS value FROM visible_tracks`

const known = (source: string): string =>
  `SELECT value, count(*) AS tracks FROM (${source}) AS known
   WHERE value <> '' AND substr(fold(value), 1, length(fold(@begins))) = fold(@begins)
   GROUP BY value ORDER BY tracks DESC, value LIMIT @limit`

type Asked = Record<string, unknown>

export function knownValueStatements(db: Database): KnownValueStatements {
  const statements = {
    title: db.prepare<Asked, KnownValue>(known(texts('title'))),
    artist: db.prepare<Asked, KnownValue>(known(names('artist', 'artists'))),
    album: db.prepare<Asked, KnownValue>(known(texts('album'))),
    albumArtist: db.prepare<Asked, KnownValue>(known(names('album_artist', 'album_artists'))),
    genre: db.prepare<Asked, KnownValue>(
      known('SELECT one.value FROM visible_tracks, json_each(genres) AS one')
    ),
    comment: db.prepare<Asked, KnownValue>(known(texts('comment')))
  }
  return { known: (field, begins, limit) => statements[field].all({ begins, limit }) }
}
