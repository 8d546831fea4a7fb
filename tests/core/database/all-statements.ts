import { readdirSync } from 'node:fs'
import { albumSorts, artistSorts, genreSorts } from '#contract/albums.ts'
import { fields } from '#contract/fields.ts'
import {
  filterFields,
  isNamedFilter,
  isNumberFilter,
  ruleDateFields,
  ruleFlagFields,
  ruleNumberFields,
  ruleSetFields,
  ruleTextFields,
  smartSorts,
  sortFields,
  type FilterField
} from '#contract/field-uses.ts'
import type { Condition, NumberOperator, TextOperator } from '#contract/rules.ts'
import { ChangedTracks } from '../../../src-main/core/database/changed-tracks.ts'
import { compileFilters, numbersOf, passingTracks } from '../../../src-main/core/database/compile/filters.ts'
import { someInOrder, tracksInOrder } from '../../../src-main/core/database/compile/in-order.ts'
import { fittingTracks, matchingTracks } from '../../../src-main/core/database/compile/matching.ts'
import { compileRules } from '../../../src-main/core/database/compile/rules.ts'
import {
  albumsInOrder,
  artistsInOrder,
  genresInOrder
} from '../../../src-main/core/database/compile/lists.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { smartKey } from '../../../src-main/core/library/field-sql.ts'
import type { Filter } from '../../../src-main/core/library/filter.ts'

/** SQL as it was prepared, and by what. */
export interface Recorded {
  sql: string
  by: string
}

const folder = new URL('../../../src-main/core/database/statements/', import.meta.url)
const compilers = { filters, rules, orders, lists }

/**
 * Every statement there is: of all factories in statements/, and of all that is compiled of filters, rules and orders.
 * Those are made and run on an empty database, so that a new field or statement is among them by itself.
 */
export async function allStatements(empty: Database): Promise<Recorded[]> {
  const recorder = new Recorder(empty)
  for (const file of readdirSync(folder)) {
    const by = `statements/${file}`
    for (const make of await factoriesOf(file)) make(recorder.as(by))
    if (!recorder.heard(by)) throw new Error(`${file} prepares nothing`)
  }
  for (const [name, compile] of Object.entries(compilers)) compile(recorder.as(`compile/: ${name}`))
  new ChangedTracks(recorder.as('changed-tracks.ts')).take()
  return recorder.all()
}

/** Hands out a database that notes what is prepared. */
class Recorder {
  readonly #db: Database
  readonly #seen = new Map<string, Recorded>()

  constructor(db: Database) {
    this.#db = db
  }

  as(by: string): Database {
    const prepare = (sql: string): unknown => {
      this.#seen.set(`${by} ${sql}`, { sql, by })
      return this.#db.prepare(sql)
    }
    return new Proxy(this.#db, {
      get(db, name) {
        if (name === 'prepare') return prepare
        const value = Reflect.get(db, name, db) as unknown
        return typeof value === 'function' ? (value.bind(db) as unknown) : value
      }
    })
  }

  heard(by: string): boolean {
    return this.all().some(one => one.by === by)
  }

  all(): Recorded[] {
    return [...this.#seen.values()]
  }
}

type Factory = (db: Database) => unknown

async function factoriesOf(file: string): Promise<Factory[]> {
  const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>
  const factories = Object.entries(exported).filter(([name]) => name.endsWith('Statements'))
  if (factories.length === 0) throw new Error(`${file} exports no …Statements(db)`)
  return factories.map(([, make]) => make as Factory)
}

function filters(db: Database): void {
  passingTracks(db, compileFilters([]))
  for (const field of filterFields) {
    if (isNumberFilter(field)) numbersOf(db, field)
    for (const filter of filtersOf(field))
      for (const negative of [false, true])
        passingTracks(db, compileFilters([{ ...filter, negative } as Filter]))
  }
}

function filtersOf(field: FilterField): Filter[] {
  const negative = false
  const between = { from: 1, to: 2, fromExcluded: false, toExcluded: true }
  if (isNumberFilter(field)) return [{ field, negative, values: [between, 'none'] }]
  if (isNamedFilter(field)) return [{ field, negative, values: [new Set([1, 2])] }]
  if (field === 'key') return [{ field, negative, values: ['8A'] }]
  if (field === 'is')
    return ruleFlagFields.flatMap(flag =>
      'is' in fields[flag] ? [{ field, negative, values: [{ flag, on: true }] } as Filter] : []
    )
  return ['rain', '!!!', '/music/1'].map(value => ({ field, negative, values: [value] }) as Filter)
}

const texts: TextOperator[] = ['is', 'isNot', 'contains', 'containsNot', 'startsWith', 'endsWith']
const numbers: NumberOperator[] = ['is', 'isNot', 'above', 'below']

function conditions(): Condition[] {
  return [
    ...ruleTextFields.flatMap(field => texts.map(op => ({ field, op, value: 'rain' }) as Condition)),
    ...ruleNumberFields.flatMap(field => [
      ...numbers.map(op => ({ field, op, value: 3 }) as Condition),
      { field, op: 'between', value: [1, 2] } as Condition
    ]),
    ...ruleDateFields.flatMap(field =>
      (['inLast', 'notInLast', 'before', 'after'] as const).map(op => ({ field, op, value: 3 }) as Condition)
    ),
    ...[...ruleTextFields, ...ruleNumberFields, ...ruleDateFields].map(
      field => ({ field, op: 'empty' }) as Condition
    ),
    ...ruleFlagFields.map(field => ({ field, op: 'is', value: true }) as Condition),
    ...ruleSetFields.map(field => ({ field, op: 'is', value: field === 'sound' ? 'rain' : 1 }) as Condition)
  ]
}

function rules(db: Database): void {
  for (const condition of conditions()) {
    const compiled = compileRules({ all: [condition] }, 0)
    matchingTracks(db, compiled, null, null)
    matchingTracks(db, compiled, null, '[]')
    fittingTracks(db, compiled, [])
  }
}

function orders(db: Database): void {
  const everything = compileRules({ all: [] }, 0)
  for (const sort of smartSorts) matchingTracks(db, everything, smartKey(sort), null)
  for (const sort of sortFields)
    for (const descending of [false, true]) {
      tracksInOrder(db, sort, descending)
      someInOrder(db, [], sort, descending)
    }
}

function lists(db: Database): void {
  for (const descending of [false, true]) {
    for (const sort of albumSorts) albumsInOrder(db, sort, descending, [])
    for (const sort of artistSorts) artistsInOrder(db, sort, descending, [])
    for (const sort of genreSorts) genresInOrder(db, sort, descending, [])
  }
}
