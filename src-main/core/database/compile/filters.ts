import { sep } from 'node:path'
import { isNumberFilter, type FlagState, type NumberFilter } from '#contract/field-uses.ts'
import { pathToBytes, rangeBelow } from '../../files/paths.ts'
import { sqlOf } from '../../library/field-sql.ts'
import type { Filter, Interval, WordFilter } from '../../library/filter.ts'
import { fold } from '../fold.ts'
import { quoted } from '../full-text.ts'
import type { Database } from '../open.ts'
import { everyTrack } from './rows.ts'

/** A condition on `everyTrack` with its parameters bound by place. */
export interface Condition {
  sql: string
  params: (string | number | Buffer)[]
}

const asLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function inside(column: string, { from, to, fromExcluded, toExcluded }: Interval): Condition {
  const sql: string[] = [`${column} IS NOT NULL`]
  const params: number[] = []
  if (from !== null) {
    sql.push(`${column} ${fromExcluded ? '>' : '>='} ?`)
    params.push(from)
  }
  if (to !== null) {
    sql.push(`${column} ${toExcluded ? '<' : '<='} ?`)
    params.push(to)
  }
  return { sql: `(${sql.join(' AND ')})`, params }
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Whole words in their order, whatever the case and accents; signs only ("!!!") are compared as they are. */
function wording(field: Exclude<WordFilter, 'folder' | 'container'>, value: string): Condition {
  const { value: column, words } = sqlOf(field)
  if (!hasWords(value)) return { sql: `instr(fold(${column}), ?) > 0`, params: [fold(value)] }
  if (words === undefined) return wholeWords(column, value)
  return {
    sql: 'tracks.id IN (SELECT rowid FROM track_words WHERE track_words MATCH ?)',
    params: [`${words} : ${quoted(value)}`]
  }
}

/** The same where the full text does not have the column. */
const wholeWords = (column: string, value: string): Condition => ({
  sql: `' ' || fold(${column}) || ' ' LIKE ? ESCAPE '\\'`,
  params: [`% ${asLike(fold(value))} %`]
})

/** One of the single names of a track that has several: the full text does not know where one ends. */
const oneOf = (names: string, value: string): Condition => {
  const { sql, params } = wholeWords('one.value', value)
  return {
    sql: `(${names} <> '[]' AND EXISTS (SELECT 1 FROM json_each(${names}) AS one WHERE ${sql}))`,
    params
  }
}

/** Album artists are not in the full text; most are the artist itself and cost nothing. */
function artist(value: string): Condition {
  const own = wording('artist', value)
  const album = wholeWords('tracks.album_artist', value)
  const names = [sqlOf('artist').names, sqlOf('albumArtist').names].flatMap(list =>
    list === undefined ? [] : [oneOf(list, value)]
  )
  return {
    sql: `(${own.sql} OR (tracks.album_artist <> '' AND tracks.album_artist <> tracks.artist AND ${album.sql})${names
      .map(({ sql }) => ` OR ${sql}`)
      .join('')})`,
    params: [own, album, ...names].flatMap(({ params }) => params)
  }
}

/** A part of a folder's name, or everything below an absolute path. */
function folder(value: string): Condition {
  if (/^(\/|[a-z]:[\\/])/i.test(value)) {
    const { first, end } = rangeBelow(value)
    return {
      sql: '((tracks.path >= ? AND tracks.path < ?) OR tracks.path = ?)',
      params: [first, end, pathToBytes(value)]
    }
  }
  return {
    sql: `fold(tracks.path_text) LIKE ? ESCAPE '\\'`,
    params: [`%${asLike(fold(value))}%${asLike(sep)}%`]
  }
}

/** "mp3", "flac", "m4a": people say what the file is called, or what is in it. */
function format(value: string): Condition {
  const name = fold(value.trim().replace(/^\./, ''))
  const columns = [sqlOf('container').value, sqlOf('codec').value]
  return {
    sql: `(${columns.map(column => `fold(${column}) LIKE ? ESCAPE '\\'`).join(' OR ')} OR fold(tracks.path_text) LIKE ? ESCAPE '\\')`,
    params: [...columns.map(() => `${asLike(name)}%`), `%.${asLike(name)}`]
  }
}

function words(field: WordFilter, value: string): Condition {
  if (field === 'folder') return folder(value)
  if (field === 'container') return format(value)
  return field === 'artist' ? artist(value) : wording(field, value)
}

const among = (ids: ReadonlySet<number>): Condition => ({
  sql: 'tracks.id IN (SELECT value FROM json_each(?))',
  params: [JSON.stringify([...ids])]
})

const isSo = ({ flag, on }: FlagState): Condition => ({
  sql: `${sqlOf(flag).value} = ${on ? 1 : 0}`,
  params: []
})

type NumbersFilter = Extract<Filter, { field: NumberFilter }>
const isNumbers = (filter: Filter): filter is NumbersFilter => isNumberFilter(filter.field)

function alternatives(filter: Filter): Condition[] {
  if (isNumbers(filter)) {
    const { value } = sqlOf(filter.field)
    const unknown: Condition = { sql: `${value} IS NULL`, params: [] }
    return filter.values.map(one => (one === 'none' ? unknown : inside(value, one)))
  }
  switch (filter.field) {
    case 'key':
      return filter.values.map(value => ({ sql: `${sqlOf('key').value} = ?`, params: [value] }))
    case 'is':
      return filter.values.map(isSo)
    case 'taught':
    case 'playlist':
      return filter.values.map(among)
    default: {
      const { field } = filter
      return filter.values.map(value => words(field, value))
    }
  }
}

function one(filter: Filter): Condition {
  const conditions = alternatives(filter)
  const any = `(${conditions.map(condition => condition.sql).join(' OR ')})`
  // IS NOT TRUE also keeps what is not known: a track without a year is not excluded by -year:1990.
  return {
    sql: filter.negative ? `${any} IS NOT TRUE` : any,
    params: conditions.flatMap(condition => condition.params)
  }
}

/**
 * The filters of one alternative: all of them. Tracks that are not available take part only where a filter speaks of
 * that. The database has to know `camelot(text)`, `live(title, album, genres)`, and `analysed(id)`: whether search can rank
 * the track.
 */
export function compileFilters(filters: readonly Filter[]): Condition {
  const conditions = filters.map(one)
  const aboutPresence = filters.some(
    filter => filter.field === 'is' && filter.values.some(({ flag }) => flag === 'available')
  )
  const sql = [
    ...(aboutPresence ? [] : ['tracks.available = 1']),
    ...conditions.map(condition => condition.sql)
  ]
  return { sql: sql.join(' AND ') || '1', params: conditions.flatMap(condition => condition.params) }
}

/** A field of every track, by its id; NaN where it is not known, or the track is not shown. The database as above. */
export function numbersOf(db: Database, field: NumberFilter): Float64Array {
  const largest = db.prepare<[], number | null>('SELECT max(id) FROM tracks').pluck().get() ?? 0
  const numbers = new Float64Array(largest + 1).fill(Number.NaN)
  const rows = db
    .prepare<[], [number, number | null]>(`SELECT tracks.id, ${sqlOf(field).value} FROM ${everyTrack}`)
    .raw()
  for (const [id, value] of rows.iterate()) if (value !== null) numbers[id] = value
  return numbers
}

/** The tracks that fit. */
export const passingTracks = (db: Database, { sql, params }: Condition): number[] =>
  db
    .prepare<unknown[], number>(`SELECT tracks.id FROM ${everyTrack} WHERE ${sql}`)
    .pluck()
    .all(...params)
