import { sep } from 'node:path'
import { pathToBytes, rangeBelow } from '../../files/paths.ts'
import { key, tempo } from '../../database/compile/rows.ts'
import { fold } from '../../database/fold.ts'
import type { Filter, Interval, IsValue, NumberField, WordField } from '../query/plan.ts'

/** A condition on `everyTrack` with its parameters bound by place. */
export interface Condition {
  sql: string
  params: (string | number | Buffer)[]
}

const columns: Record<NumberField, string> = {
  year: 'year',
  bpm: tempo,
  loudness: 'm.loudness',
  length: 'duration',
  added: 'added_at'
}

/** The database has to know `heard(id)`: whether search can rank the track. */
const states: Record<IsValue, string> = {
  lossless: 'lossless = 1',
  lossy: 'lossless = 0',
  available: 'available = 1',
  unavailable: 'available = 0',
  analysed: 'heard(tracks.id) = 1',
  unanalysed: 'heard(tracks.id) = 0'
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

/** An FTS5 string: whatever it holds is words, not syntax. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Whole words in their order, whatever the case and accents; signs only ("!!!") are compared as they are. */
function wording(column: string, value: string): Condition {
  if (!hasWords(value)) return { sql: `instr(fold(${column}), ?) > 0`, params: [fold(value)] }
  return {
    sql: 'tracks.id IN (SELECT rowid FROM track_words WHERE track_words MATCH ?)',
    params: [`${column} : ${quoted(value)}`]
  }
}

function artist(value: string): Condition {
  const own = wording('artist', value)
  // Album artists are not in the full text; most are the artist itself and cost nothing.
  const sql = `(${own.sql} OR (album_artist <> '' AND album_artist <> artist
    AND ' ' || fold(album_artist) || ' ' LIKE ? ESCAPE '\\'))`
  return { sql, params: [...own.params, `% ${asLike(fold(value))} %`] }
}

/** A part of a folder's name, or everything below an absolute path. */
function folder(value: string): Condition {
  if (/^(\/|[a-z]:[\\/])/i.test(value)) {
    const { first, end } = rangeBelow(value)
    return { sql: '((path >= ? AND path < ?) OR path = ?)', params: [first, end, pathToBytes(value)] }
  }
  return {
    sql: `fold(path_text) LIKE ? ESCAPE '\\'`,
    params: [`%${asLike(fold(value))}%${asLike(sep)}%`]
  }
}

function words(field: WordField, value: string): Condition {
  if (field === 'artist') return artist(value)
  if (field === 'folder') return folder(value)
  return wording(field === 'genre' ? 'genres' : field, value)
}

const among = (ids: ReadonlySet<number>): Condition => ({
  sql: 'tracks.id IN (SELECT value FROM json_each(?))',
  params: [JSON.stringify([...ids])]
})

function one(filter: Filter): Condition {
  const conditions =
    filter.field === 'key'
      ? filter.values.map(value => ({ sql: `${key} = ?`, params: [value] }))
      : filter.field === 'is'
        ? filter.values.map(value => ({ sql: states[value], params: [] }))
        : filter.field === 'taught' || filter.field === 'playlist'
          ? filter.values.map(among)
          : filter.field === 'genre' ||
              filter.field === 'artist' ||
              filter.field === 'album' ||
              filter.field === 'title' ||
              filter.field === 'folder'
            ? filter.values.map(value => words(filter.field as WordField, value))
            : filter.values.map(value => inside(columns[filter.field as NumberField], value as Interval))
  const any = `(${conditions.map(condition => condition.sql).join(' OR ')})`
  // IS NOT TRUE also keeps what is not known: a track without a year is not excluded by -year:1990.
  return {
    sql: filter.negative ? `${any} IS NOT TRUE` : any,
    params: conditions.flatMap(condition => condition.params)
  }
}

/**
 * The filters of one alternative as a condition for WHERE: all of them. Tracks that are not available take part only
 * where a filter speaks of that.
 */
export function compileFilters(filters: readonly Filter[]): Condition {
  const conditions = filters.map(one)
  const aboutPresence = filters.some(
    filter => filter.field === 'is' && filter.values.some(value => value.endsWith('available'))
  )
  const sql = [...(aboutPresence ? [] : ['available = 1']), ...conditions.map(condition => condition.sql)]
  return { sql: sql.join(' AND ') || '1', params: conditions.flatMap(condition => condition.params) }
}
