import { fields, type FieldKind, type FieldsOf } from '#contract/fields.ts'
import type { SmartSort, SortField } from '#contract/field-uses.ts'

/**
 * The fields of a track in SQL, for statements over `everyTrack` or `theseTracks` (database/compile/rows.ts): it speaks
 * of `tracks`, of `m` (what is measured) and of `l` (listening). The database knows fold and camelot; of `analysed` and
 * `live` it has to know functions of that name.
 */

/** Fields whose value SQL can tell. */
export type StoredField = Exclude<
  | FieldsOf<FieldKind, { filter: object } | { rule: true } | { sort: true } | { column: object }>
  | FieldsOf<'flag'>,
  FieldsOf<'set'>
>

interface FieldSql {
  /** Lists are JSON. What is not known is null, or empty text. */
  value: string
  /** What a list shows, where it is not the value. */
  shown?: string
  /** What rules look at, where they mean something else. */
  rule?: string
  /** What says that there is nothing, where it is not null, empty text or an empty list. */
  empty?: string
  /** A list of single names beside the value, as JSON: each is found as the value is. */
  names?: string
  /** The column of the full text that holds its words. */
  words?: string
  /** The whole order of a list, where it is not by the value with what is empty at its end. */
  order?: (way: string) => string
  /** What tracks with the same value are ordered by. */
  then?: string
  /** The one value that smart playlists are ordered by, where it is another. */
  key?: string
}

const within = 'tracks.disc_number, tracks.track_number, fold(tracks.title), tracks.id'
const withinKey = `printf('%04d%04d', coalesce(tracks.disc_number, 0), coalesce(tracks.track_number, 0))`

/** A written key nobody can read leaves the measured one. */
const camelot = 'coalesce(camelot(tracks.key), camelot(m.key))'
/** Round the circle of fifths. */
const byCamelot = `substr('0' || ${camelot}, -3)`

const fieldSql = {
  title: { value: 'tracks.title', words: 'title' },
  artist: {
    value: 'tracks.artist',
    names: 'tracks.artists',
    words: 'artist',
    then: `fold(tracks.album), ${within}`,
    key: `fold(tracks.artist) || char(1) || fold(tracks.album) || char(1) || ${withinKey}`
  },
  album: {
    value: 'tracks.album',
    words: 'album',
    then: `tracks.folder_id, ${within}`,
    key: `fold(tracks.album) || char(1) || ${withinKey}`
  },
  albumArtist: {
    value: 'tracks.album_artist',
    names: 'tracks.album_artists',
    then: `fold(tracks.album), ${within}`
  },
  genre: { value: 'tracks.genres', words: 'genres' },
  year: { value: 'tracks.year', then: `fold(tracks.album), ${within}` },
  // What somebody wrote counts before what was measured; half and double are never taken for it.
  bpm: { value: 'coalesce(tracks.bpm, m.bpm)', rule: 'tracks.bpm' },
  measuredBpm: { value: 'm.bpm' },
  key: {
    value: camelot,
    shown: `coalesce(nullif(tracks.key, ''), m.key, '')`,
    rule: 'tracks.key',
    order: way => `${byCamelot} ${way} NULLS LAST, fold(tracks.artist), ${within}`,
    key: byCamelot
  },
  measuredKey: { value: `coalesce(m.key, '')` },
  comment: { value: 'tracks.comment' },
  loudness: { value: 'm.loudness' },
  loudnessRange: { value: 'm.loudness_range' },
  truePeak: { value: 'm.true_peak' },
  duration: { value: 'tracks.duration' },
  bytes: { value: 'tracks.size' },
  container: { value: 'tracks.container' },
  codec: { value: 'tracks.codec' },
  bitrate: { value: 'tracks.bitrate' },
  sampleRate: { value: 'tracks.sample_rate' },
  channels: { value: 'tracks.channels' },
  trackNumber: { value: 'tracks.track_number', then: `fold(tracks.album), ${within}` },
  discNumber: { value: 'tracks.disc_number' },
  music: {
    value: `(SELECT max(music) FROM analyses
      WHERE analyses.track_id = tracks.id AND analyses.content_id = tracks.content_id)`
  },
  plays: { value: 'coalesce(l.plays, 0)', empty: '0' },
  rating: { value: 'l.rating' },
  added: { value: 'tracks.added_at', then: 'tracks.path' },
  played: { value: 'l.played_at' },
  lossless: { value: 'tracks.lossless' },
  live: { value: 'live(tracks.title, tracks.album, tracks.genres)' },
  available: { value: 'tracks.available' },
  analysed: { value: 'analysed(tracks.id)' },
  path: { value: 'tracks.path_text', order: way => `tracks.path ${way}` }
} as const satisfies Record<StoredField, FieldSql>

/** With all it may have. */
export const sqlOf = (field: StoredField): FieldSql => fieldSql[field]

/** What stands where a text or a list says nothing; all else is null then. */
const nothingOf: Partial<Record<FieldKind, string>> = { text: "''", list: "'[]'" }

/** For ORDER BY in a list: what is empty comes last, whichever the direction. */
export function listOrder(field: SortField, descending: boolean): string {
  const { value, order, then = 'tracks.id' } = sqlOf(field)
  const way = descending ? 'DESC' : 'ASC'
  if (order) return order(way)
  const nothing = nothingOf[fields[field].kind]
  const [empty, compared] =
    nothing === undefined ? [`${value} IS NULL`, value] : [`${value} = ${nothing}`, `fold(${value})`]
  return `${empty}, ${compared} ${way}, ${then}`
}

/** The one value by which a smart playlist is ordered; null where no column has it. */
export function smartKey(sort: SmartSort): string | null {
  if (sort === 'sound' || sort === 'random') return null
  const { value, key } = sqlOf(sort)
  return key ?? (nothingOf[fields[sort].kind] === undefined ? value : `fold(${value})`)
}
