import type { RuleDateField, RuleNumberField, RuleTextField, SmartSort } from '#contract/field-uses.ts'
import type { Condition, Rule, RuleGroup } from '#contract/playlists.ts'
import { sqlOf } from '../../library/field-sql.ts'
import { fold } from '../../database/fold.ts'
import { moves } from '../../library/moving-filters.ts'

/** A condition that SQL cannot know: its set of tracks is asked for by its place in `sets`. */
export type SetCondition = Extract<Condition, { field: 'sound' | 'taught' | 'playlist' }>

/** Whether its set changes without any track having changed. */
export const setMoves = (one: SetCondition): boolean => one.field !== 'sound' || moves(one.value)

export interface Compiled {
  /** For WHERE over `everyTrack` or `theseTracks`. The database has to know fold, heard, rule_set. */
  sql: string
  params: (string | number)[]
  sets: SetCondition[]
  /** Whether it speaks of time or of other lists, so that tracks come and go without having changed. */
  drifts: boolean
}

interface Making {
  params: (string | number)[]
  sets: SetCondition[]
  drifts: boolean
  now: number
  available: boolean
}

const day = 86_400_000

const texts: Record<Exclude<RuleTextField, 'genre'>, string> = {
  title: 'tracks.title',
  artist: 'tracks.artist',
  album: 'tracks.album',
  albumArtist: 'tracks.album_artist',
  comment: 'tracks.comment',
  path: 'tracks.path_text',
  container: 'tracks.container',
  codec: 'tracks.codec',
  key: 'tracks.key',
  measuredKey: `coalesce(m.key, '')`
}
const numbers: Record<RuleNumberField, string> = {
  year: 'tracks.year',
  bpm: 'tracks.bpm',
  measuredBpm: 'm.bpm',
  loudness: 'm.loudness',
  loudnessRange: 'm.loudness_range',
  truePeak: 'm.true_peak',
  duration: 'tracks.duration',
  bytes: 'tracks.size',
  bitrate: 'tracks.bitrate',
  sampleRate: 'tracks.sample_rate',
  channels: 'tracks.channels',
  trackNumber: 'tracks.track_number',
  discNumber: 'tracks.disc_number',
  music: `(SELECT max(music) FROM analyses
    WHERE analyses.track_id = tracks.id AND analyses.content_id = tracks.content_id)`,
  plays: 'coalesce(l.plays, 0)',
  rating: 'l.rating'
}
const dates: Record<RuleDateField, string> = { added: 'tracks.added_at', played: 'l.played_at' }
/** Measured values are never exactly what somebody types. */
const rounded = new Set<string>(['bpm', 'measuredBpm', 'loudness', 'loudnessRange', 'truePeak', 'duration'])

const isText = (field: string): field is RuleTextField => field === 'genre' || field in texts
const isNumber = (field: string): field is RuleNumberField => field in numbers
const isDate = (field: string): field is RuleDateField => field in dates

/** Rules as SQL. Without a rule about it, tracks whose file is away take no part. */
export function compileRules(match: RuleGroup, now: number): Compiled {
  const making: Making = { params: [], sets: [], drifts: false, now, available: false }
  const sql = group(match, making)
  const there = making.available ? '' : 'tracks.available = 1 AND '
  const { params, sets, drifts } = making
  return { sql: `${there}${sql}`, params, sets, drifts }
}

/** One rule alone, to find out which one a track fails. */
export function compileRule(rule: Rule, now: number): Compiled {
  return compileRules({ all: [rule] }, now)
}

function group(rule: RuleGroup, making: Making): string {
  const [kind, rules] =
    'all' in rule
      ? (['all', rule.all] as const)
      : 'any' in rule
        ? (['any', rule.any] as const)
        : (['none', rule.none] as const)
  // A group with nothing in it (yet) asks for nothing.
  if (rules.length === 0) return '1'
  const inner = rules.map(one => `(${'field' in one ? condition(one, making) : group(one, making)})`)
  if (kind === 'all') return inner.join(' AND ')
  const any = `(${inner.join(' OR ')})`
  return kind === 'any' ? any : `NOT ${any}`
}

/** Always 0 or 1, never null: what is not known does not fit, so that `none` and `not` mean what they say. */
function condition(one: Condition, making: Making): string {
  const bind = (...values: (string | number)[]): void => void making.params.push(...values)
  if (one.op === 'empty' || one.op === 'notEmpty') {
    const empty = emptySql(one.field)
    return one.op === 'empty' ? empty : `NOT (${empty})`
  }
  switch (one.field) {
    case 'sound':
    case 'taught':
    case 'playlist': {
      if (setMoves(one)) making.drifts = true
      bind(making.sets.push(one) - 1)
      return `rule_set(?, tracks.id) = ${one.op === 'is' ? 1 : 0}`
    }
    case 'folder':
      bind(one.value)
      return `tracks.folder_id ${one.op === 'is' ? '=' : '<>'} ?`
    case 'lossless':
      return `tracks.lossless = ${one.value ? 1 : 0}`
    case 'available':
      making.available = true
      return `tracks.available = ${one.value ? 1 : 0}`
    case 'analysed':
      return `heard(tracks.id) = ${one.value ? 1 : 0}`
  }
  if (isText(one.field)) return text(one as Extract<Condition, { value: string }>, bind)
  if (isDate(one.field))
    return date(one as Extract<Condition, { field: RuleDateField; value: number }>, making)
  return number(one as NumberCondition, bind)
}

type Bind = (...values: (string | number)[]) => void
type NumberCondition = Extract<Condition, { field: RuleNumberField; value: number | [number, number] }>

function emptySql(field: string): string {
  if (field === 'genre') return `tracks.genres = '[]'`
  if (field === 'plays') return 'coalesce(l.plays, 0) = 0'
  if (isText(field)) return `${texts[field as keyof typeof texts]} = ''`
  if (isNumber(field)) return `${numbers[field]} IS NULL`
  return `${dates[field as RuleDateField]} IS NULL`
}

function text({ field, op, value }: Extract<Condition, { value: string }>, bind: Bind): string {
  const wanted = fold(value)
  const inColumn = (column: string): string => {
    const folded = `fold(${column})`
    if (op === 'is' || op === 'isNot') {
      bind(wanted)
      return `${folded} = ?`
    }
    if (op === 'startsWith') {
      bind(wanted.length, wanted)
      return `substr(${folded}, 1, ?) = ?`
    }
    if (op === 'endsWith') {
      bind(wanted.length, wanted, wanted)
      return `(substr(${folded}, -max(1, ?)) = ? OR ? = '')`
    }
    bind(wanted)
    return `instr(${folded}, ?) > 0`
  }
  const found =
    field === 'genre'
      ? `EXISTS (SELECT 1 FROM json_each(tracks.genres) AS g WHERE ${inColumn('g.value')})`
      : inColumn(texts[field as keyof typeof texts])
  return op === 'isNot' || op === 'containsNot' ? `NOT (${found})` : found
}

function number(one: NumberCondition, bind: Bind): string {
  const column = numbers[one.field]
  const known = (sql: string): string => `(${column} IS NOT NULL AND ${sql})`
  if (one.op === 'between') {
    bind(Math.min(...one.value), Math.max(...one.value))
    return known(`${column} BETWEEN ? AND ?`)
  }
  bind(one.value)
  if (one.op === 'above') return known(`${column} > ?`)
  if (one.op === 'below') return known(`${column} < ?`)
  const same = known(rounded.has(one.field) ? `abs(${column} - ?) < 0.5` : `${column} = ?`)
  return one.op === 'is' ? same : `NOT ${same}`
}

function date(one: Extract<Condition, { field: RuleDateField; value: number }>, making: Making): string {
  const column = dates[one.field]
  const known = (sql: string): string => `(${column} IS NOT NULL AND ${sql})`
  if (one.op === 'before' || one.op === 'after') {
    making.params.push(one.value)
    return known(`${column} ${one.op === 'before' ? '<' : '>'} ?`)
  }
  making.drifts = true
  making.params.push(making.now - one.value * day)
  const recent = known(`${column} >= ?`)
  return one.op === 'inLast' ? recent : `NOT ${recent}`
}

/** What a sort compares, as SQL; null where it is worked out elsewhere. */
export const sortKeys: Record<SmartSort, string | null> = {
  title: 'fold(tracks.title)',
  artist: `fold(tracks.artist) || char(1) || fold(tracks.album) || char(1) || printf('%04d%04d', coalesce(tracks.disc_number, 0), coalesce(tracks.track_number, 0))`,
  album: `fold(tracks.album) || char(1) || printf('%04d%04d', coalesce(tracks.disc_number, 0), coalesce(tracks.track_number, 0))`,
  year: 'tracks.year',
  duration: 'tracks.duration',
  added: 'tracks.added_at',
  path: 'fold(tracks.path_text)',
  bpm: sqlOf('bpm').value,
  loudness: 'm.loudness',
  plays: 'coalesce(l.plays, 0)',
  played: 'l.played_at',
  rating: 'l.rating',
  bytes: 'tracks.size',
  sound: null,
  random: null
}
