import { fields } from '#contract/fields.ts'
import type { RuleDateField, RuleFlagField, RuleNumberField, RuleTextField } from '#contract/field-uses.ts'
import type { Condition, Rule, RuleGroup, TextOperator } from '#contract/rules.ts'
import { units } from '#contract/units.ts'
import { sqlOf, type StoredField } from '../../library/field-sql.ts'
import { moves } from '../../library/moving-filters.ts'
import { fold } from '../fold.ts'

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

/** What a rule about a field looks at. */
function columnOf(field: StoredField): string {
  const { rule, value } = sqlOf(field)
  return rule ?? value
}

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
  if (asksEmpty(one)) return one.op === 'empty' ? emptySql(one.field) : `NOT (${emptySql(one.field)})`
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
  }
  if (one.field === 'available') making.available = true
  if (isFlag(one)) return `${columnOf(one.field)} = ${one.value ? 1 : 0}`
  if (isText(one)) return text(one, bind)
  return isDate(one) ? date(one, making) : number(one, bind)
}

type FlagCondition = Extract<Condition, { field: RuleFlagField }>
type TextCondition = Extract<Condition, { field: RuleTextField; op: TextOperator }>
type NumberCondition = Extract<Condition, { field: RuleNumberField; value: number | [number, number] }>
type DateCondition = Extract<Condition, { field: RuleDateField; value: number }>
type EmptyCondition = Extract<Condition, { op: 'empty' | 'notEmpty' }>

const asksEmpty = (one: Condition): one is EmptyCondition => one.op === 'empty' || one.op === 'notEmpty'
const kindOf = ({ field }: Condition): string => fields[field].kind
const isFlag = (one: Condition): one is FlagCondition => kindOf(one) === 'flag'
const isText = (one: Condition): one is TextCondition => kindOf(one) === 'text' || kindOf(one) === 'list'
const isDate = (one: Condition): one is DateCondition => kindOf(one) === 'date'

type Bind = (...values: (string | number)[]) => void

function emptySql(field: EmptyCondition['field']): string {
  const column = columnOf(field)
  const { empty } = sqlOf(field)
  if (empty !== undefined) return `${column} = ${empty}`
  const { kind } = fields[field]
  if (kind === 'list') return `${column} = '[]'`
  return kind === 'text' ? `${column} = ''` : `${column} IS NULL`
}

function text({ field, op, value }: TextCondition, bind: Bind): string {
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
  const inList = (list: string): string =>
    `EXISTS (SELECT 1 FROM json_each(${list}) AS one WHERE ${inColumn('one.value')})`
  const { names } = sqlOf(field)
  const inValue = fields[field].kind === 'list' ? inList(columnOf(field)) : inColumn(columnOf(field))
  const found = names === undefined ? inValue : `(${inValue} OR ${inList(names)})`
  return op === 'isNot' || op === 'containsNot' ? `NOT (${found})` : found
}

function number(one: NumberCondition, bind: Bind): string {
  const column = columnOf(one.field)
  const known = (sql: string): string => `(${column} IS NOT NULL AND ${sql})`
  if (one.op === 'between') {
    bind(Math.min(...one.value), Math.max(...one.value))
    return known(`${column} BETWEEN ? AND ?`)
  }
  bind(one.value)
  if (one.op === 'above') return known(`${column} > ?`)
  if (one.op === 'below') return known(`${column} < ?`)
  const { measured } = units[fields[one.field].unit]
  const same = known(measured ? `abs(${column} - ?) < 0.5` : `${column} = ?`)
  return one.op === 'is' ? same : `NOT ${same}`
}

function date(one: DateCondition, making: Making): string {
  const column = columnOf(one.field)
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
