import { sep } from 'node:path'
import type { SortField } from '#contract/field-uses.ts'
import { someInOrder, tracksInOrder } from '../compile/in-order.ts'
import type { Database } from '../open.ts'
import { pathFromBytes, pathToBytes, rangeBelow } from '../../files/paths.ts'

/** What a scan finds out about one file. */
export interface TrackRecord {
  folderId: number
  path: string
  /** The path below its folder, for full text: words of the folder's own path would match every track. */
  pathText: string
  size: number
  /** Unix milliseconds. */
  mtime: number
  contentId: Uint8Array
  title: string
  artist: string
  /** Every single name, where there are several or they differ from what `artist` shows. */
  artists: string[]
  album: string
  albumArtist: string
  albumArtists: string[]
  /** Marked as a compilation of several artists. */
  compilation: boolean
  /** MusicBrainz ids: of the release; of the artists and album artists, one a name in their order, or none. */
  albumMbid: string
  artistMbids: string[]
  albumArtistMbids: string[]
  genres: string[]
  comment: string
  trackNumber: number | null
  discNumber: number | null
  year: number | null
  /** Seconds. */
  duration: number | null
  container: string
  codec: string
  lossless: boolean
  /** Bits a second. */
  bitrate: number | null
  sampleRate: number | null
  channels: number | null
  bpm: number | null
  key: string
  /** What texts of no told encoding were read as, by a name that TextDecoder knows; empty where there were none. */
  textRule: string
}

/** What a rescan compares with. */
export interface KnownFile {
  id: number
  path: string
  size: number
  mtime: number
  available: boolean
  /** Read by an older reader, or in a way that was since found wanting: to be read again. */
  stale: boolean
}

/** A track as it is stored. `hidden`: its folder was removed from the library, or it left it alone. */
export interface StoredTrack extends TrackRecord {
  id: number
  available: boolean
  hidden: boolean
  addedAt: number
  scannedAt: number
  /** Seconds by the file's own word; `duration` is what was heard of it, where that is known. */
  writtenDuration: number | null
}

interface TrackTotals {
  tracks: number
  available: number
  duration: number
  bytes: number
}

export interface TrackStatements {
  insert(track: TrackRecord, now: number): number
  /** Replaces everything known of a track, its path too, and marks it available; keeps id and time of adding. */
  update(id: number, track: TrackRecord, now: number): void
  setAvailable(id: number, available: boolean): void
  /** The next scan reads it again, whatever its size and time. */
  setStale(id: number): void
  /** Every known file at or below a path, removed folders included. */
  known(below: string): KnownFile[]
  /** Those right in a folder. */
  knownIn(folder: string): KnownFile[]
  byId(id: number): StoredTrack | null
  byPath(path: string): StoredTrack | null
  byContent(contentId: Uint8Array): { id: number; path: string }[]
  /** In the order asked; ids that are gone or hidden are left out. */
  byIds(ids: Iterable<number>): StoredTrack[]
  /** All visible tracks in order. */
  ids(sort: SortField, descending: boolean): Uint32Array
  /** Those of these that are visible, in order. */
  sorted(ids: readonly number[], sort: SortField, descending: boolean): Uint32Array
  totals(): TrackTotals
}

/** Id, path as far as it is UTF-8, size, time, whether it is available, by which reader it was read. */
type KnownRow = [number, string, number, number, number, number]

/**
 * A hundred thousand paths as bytes are as many small pieces of memory outside the heap, between which nothing is given back:
 * they are read as text, and again as bytes where something in it may stand for what is not UTF-8.
 */
const replaced = '\ufffd'

type Lists = 'genres' | 'artists' | 'albumArtists' | 'artistMbids' | 'albumArtistMbids'
type Row = Omit<StoredTrack, Lists | 'path' | 'lossless' | 'available' | 'hidden' | 'compilation'> &
  Record<Lists, string> & {
    path: Buffer
    lossless: number
    compilation: number
    available: number
    hidden: number
  }

/** Of the reader of tags: another number has every file read again, by the next scan. */
const reader = 5

const columns = `id, folder_id AS folderId, path, path_text AS pathText, size, mtime, content_id AS contentId, available, title, artist,
  album, album_artist AS albumArtist, genres, comment, track_number AS trackNumber, disc_number AS discNumber, year,
  artists, album_artists AS albumArtists, compilation, album_mbid AS albumMbid, artist_mbids AS artistMbids,
  album_artist_mbids AS albumArtistMbids, text_rule AS textRule,
  duration, container, codec, lossless, bitrate, sample_rate AS sampleRate, channels, bpm, key,
  added_at AS addedAt, scanned_at AS scannedAt, written_duration AS writtenDuration,
  NOT EXISTS (SELECT 1 FROM visible_tracks WHERE visible_tracks.id = tracks.id) AS hidden`

export function trackStatements(db: Database): TrackStatements {
  const insert = db.prepare<Record<string, unknown>>(
    `INSERT INTO tracks (folder_id, path, path_text, size, mtime, content_id, title, artist, album, album_artist,
       genres, comment, track_number, disc_number, year, duration, container, codec, lossless, bitrate, sample_rate,
       channels, bpm, key, artists, album_artists, compilation, album_mbid, artist_mbids, album_artist_mbids, text_rule,
       reader, written_duration, added_at, scanned_at)
     VALUES (@folderId, @path, @pathText, @size, @mtime, @contentId, @title, @artist, @album, @albumArtist,
       @genres, @comment, @trackNumber, @discNumber, @year, @duration, @container, @codec, @lossless, @bitrate,
       @sampleRate, @channels, @bpm, @key, @artists, @albumArtists, @compilation, @albumMbid, @artistMbids,
       @albumArtistMbids, @textRule, ${reader}, @duration, @now, @now)`
  )
  const update = db.prepare<Record<string, unknown>>(
    `UPDATE tracks SET folder_id = @folderId, path = @path, path_text = @pathText, size = @size, mtime = @mtime,
       content_id = @contentId, available = 1, title = @title, artist = @artist, album = @album,
       album_artist = @albumArtist, genres = @genres, comment = @comment, track_number = @trackNumber,
       disc_number = @discNumber, year = @year, written_duration = @duration,
       duration = coalesce((SELECT seconds FROM measurements WHERE track_id = @id AND content_id = @contentId), @duration),
       container = @container, codec = @codec,
       lossless = @lossless, bitrate = @bitrate, sample_rate = @sampleRate, channels = @channels, bpm = @bpm,
       key = @key, artists = @artists, album_artists = @albumArtists, compilation = @compilation,
       album_mbid = @albumMbid, artist_mbids = @artistMbids, album_artist_mbids = @albumArtistMbids,
       text_rule = @textRule, reader = ${reader},
       scanned_at = @now
     WHERE id = @id`
  )
  const setAvailable = db.prepare<[number, number]>('UPDATE tracks SET available = ? WHERE id = ?')
  const setStale = db.prepare<[number]>('UPDATE tracks SET reader = -1 WHERE id = ?')
  const known = db.prepare<[Buffer, Buffer, Buffer], KnownRow>(
    `SELECT id, CAST(path AS TEXT), size, mtime, available, reader FROM tracks
     WHERE (path >= ? AND path < ?) OR path = ?`
  )
  const knownIn = db.prepare<[Buffer, Buffer, Buffer, Buffer], KnownRow>(
    `SELECT id, CAST(path AS TEXT), size, mtime, available, reader FROM tracks
     WHERE path >= ? AND path < ? AND instr(substr(path, length(?) + 1), ?) = 0`
  )
  const pathOf = db.prepare<[number], Buffer>('SELECT path FROM tracks WHERE id = ?').pluck()
  const toKnown = ([id, path, size, mtime, available, readBy]: KnownRow): KnownFile => ({
    id,
    path: path.includes(replaced) ? pathFromBytes(pathOf.get(id)!) : path,
    size,
    mtime,
    available: available === 1,
    stale: readBy !== reader
  })
  const byId = db.prepare<[number], Row>(`SELECT ${columns} FROM tracks WHERE id = ?`)
  const byPath = db.prepare<[Buffer], Row>(`SELECT ${columns} FROM tracks WHERE path = ?`)
  const byContent = db.prepare<[Buffer], { id: number; path: Buffer }>(
    'SELECT id, path FROM tracks WHERE content_id = ? ORDER BY id'
  )
  const byIds = db.prepare<[string], Row>(
    `SELECT ${columns} FROM (SELECT key AS place, value AS wanted FROM json_each(?))
     JOIN visible_tracks AS tracks ON tracks.id = wanted ORDER BY place`
  )
  const totals = db.prepare<[], TrackTotals>(
    `SELECT count(*) AS tracks, coalesce(sum(available), 0) AS available, coalesce(sum(duration), 0) AS duration,
       coalesce(sum(size), 0) AS bytes FROM visible_tracks`
  )

  return {
    insert: (track, now) => Number(insert.run({ ...toColumns(track), now }).lastInsertRowid),
    update: (id, track, now) => void update.run({ ...toColumns(track), id, now }),
    setAvailable: (id, available) => void setAvailable.run(available ? 1 : 0, id),
    setStale: id => void setStale.run(id),
    known: below => {
      const { first, end } = rangeBelow(below)
      return known.raw().all(first, end, pathToBytes(below)).map(toKnown)
    },
    knownIn: folder => {
      const { first, end } = rangeBelow(folder)
      return knownIn.raw().all(first, end, first, Buffer.from(sep)).map(toKnown)
    },
    byId: id => toTrack(byId.get(id)),
    byPath: path => toTrack(byPath.get(pathToBytes(path))),
    byContent: contentId =>
      byContent.all(Buffer.from(contentId)).map(row => ({ id: row.id, path: pathFromBytes(row.path) })),
    byIds: ids => byIds.all(JSON.stringify([...ids])).map(row => toTrack(row)!),
    ids: (sort, descending) => tracksInOrder(db, sort, descending),
    sorted: (ids, sort, descending) => someInOrder(db, ids, sort, descending),
    totals: () => totals.get()!
  }
}

function toColumns(track: TrackRecord): Record<string, unknown> {
  return {
    ...track,
    path: pathToBytes(track.path),
    pathText: track.pathText.toWellFormed(),
    contentId: Buffer.from(track.contentId),
    genres: JSON.stringify(track.genres),
    artists: JSON.stringify(track.artists),
    albumArtists: JSON.stringify(track.albumArtists),
    compilation: track.compilation ? 1 : 0,
    artistMbids: JSON.stringify(track.artistMbids),
    albumArtistMbids: JSON.stringify(track.albumArtistMbids),
    lossless: track.lossless ? 1 : 0
  }
}

function toTrack(row: Row): StoredTrack
function toTrack(row: Row | undefined): StoredTrack | null
function toTrack(row: Row | undefined): StoredTrack | null {
  if (row === undefined) return null
  return {
    ...row,
    path: pathFromBytes(row.path),
    genres: JSON.parse(row.genres) as string[],
    artists: JSON.parse(row.artists) as string[],
    albumArtists: JSON.parse(row.albumArtists) as string[],
    compilation: row.compilation === 1,
    artistMbids: JSON.parse(row.artistMbids) as string[],
    albumArtistMbids: JSON.parse(row.albumArtistMbids) as string[],
    lossless: row.lossless === 1,
    available: row.available === 1,
    hidden: row.hidden === 1
  }
}
