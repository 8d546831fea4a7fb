import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** What stands in the library of a track that has doubles. */
export interface CopyFacts {
  id: number
  path: string
  title: string
  artist: string
  album: string
  available: boolean
  container: string
  codec: string
  lossless: boolean
  bitrate: number | null
  sampleRate: number | null
  channels: number | null
  bytes: number
  duration: number | null
  loudness: number | null
  filled: number
  plays: number
  rating: number | null
  addedAt: number
  /** JSON; null where it was not decoded. */
  edge: string | null
}

interface Row extends Omit<CopyFacts, 'path' | 'available' | 'lossless'> {
  path: Buffer
  available: number
  lossless: number
}

/** Tags that are counted. */
const counted = [
  `artist <> ''`,
  `album <> ''`,
  `album_artist <> ''`,
  `genres <> '[]'`,
  'year IS NOT NULL',
  'track_number IS NOT NULL',
  'disc_number IS NOT NULL',
  `comment <> ''`
]
export const countedTags = counted.length

export interface DoubleCopyStatements {
  facts(ids: readonly number[]): CopyFacts[]
  /** Lists that have one of these tracks, by name. */
  playlists(ids: readonly number[]): { trackId: number; id: number; name: string }[]
  /** Taught tags that these tracks are an example of. */
  taught(ids: readonly number[]): { trackId: number; name: string }[]
}

export function doubleCopyStatements(db: Database): DoubleCopyStatements {
  const facts = db.prepare<[string], Row>(
    `SELECT tracks.id, tracks.path, title, artist, album, available, container, codec, lossless, bitrate,
       sample_rate AS sampleRate, channels, size AS bytes, tracks.duration, loudness,
       ${counted.map(one => `(${one})`).join(' + ')} AS filled, coalesce(plays, 0) AS plays, rating,
       tracks.added_at AS addedAt, looks.edge
     FROM json_each(?) AS asked CROSS JOIN tracks ON tracks.id = asked.value
     LEFT JOIN current_measurements AS m ON m.track_id = tracks.id
     LEFT JOIN listening ON listening.track_id = tracks.id
     LEFT JOIN double_looks AS looks ON looks.track_id = tracks.id AND looks.content_id = tracks.content_id`
  )
  const playlists = db.prepare<[string], { trackId: number; id: number; name: string }>(
    `SELECT DISTINCT entries.track_id AS trackId, playlists.id, playlists.name
     FROM json_each(?) AS asked CROSS JOIN playlist_entries AS entries ON entries.track_id = asked.value
     JOIN playlists ON playlists.id = entries.playlist_id
     WHERE position IS NOT NULL AND removed_at IS NULL ORDER BY fold(name), playlists.id`
  )
  const taught = db.prepare<[string], { trackId: number; name: string }>(
    `SELECT track_id AS trackId, name
     FROM json_each(?) AS asked CROSS JOIN taught_examples ON taught_examples.track_id = asked.value
     JOIN taught_tags ON taught_tags.id = tag_id WHERE positive = 1 AND removed_at IS NULL ORDER BY fold(name)`
  )
  return {
    facts: ids =>
      facts.all(JSON.stringify(ids)).map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        available: row.available === 1,
        lossless: row.lossless === 1
      })),
    playlists: ids => playlists.all(JSON.stringify(ids)),
    taught: ids => taught.all(JSON.stringify(ids))
  }
}
