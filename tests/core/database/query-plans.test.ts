import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChangedTracks } from '../../../src-main/core/database/changed-tracks.ts'
import { openDatabase, type Database } from '../../../src-main/core/database/open.ts'
import { allStatements, type Recorded } from './all-statements.ts'
import { allowed, small, type Allowed } from './full-scans.ts'
import { fillLargeLibrary } from './large-library.ts'

// Each statement on a library of 100,000 tracks. The scan of a whole table that full-scans.ts has no reason for is most
// often a missing index, and never shows in a small library.

interface Plan extends Recorded {
  details: string[]
}
interface Scan extends Recorded {
  table: string
}

const work = mkdtempSync(join(tmpdir(), 'earshot-plans-'))
const opened: Database[] = []
let statements: Recorded[]
let plans: Plan[]
let scans: Scan[]

beforeAll(async () => {
  statements = await allStatements(open('empty'))
  const large = open('large')
  fillLargeLibrary(large)
  new ChangedTracks(large)
  // As it is used, and as SQLite would see it if it were told to look at what is in the tables.
  plans = plansIn(large)
  large.exec('ANALYZE')
  plans.push(...plansIn(large))
  scans = plans.flatMap(plan => scannedBy(plan).map(table => ({ ...plan, table })))
})
afterAll(() => {
  for (const db of opened) db.close()
  rmSync(work, { recursive: true, force: true })
})

describe('every statement', () => {
  it('is looked at', () => {
    expect(statements.length).toBeGreaterThan(500)
    for (const by of ['statements/tracks.ts', 'compile/: filters', 'compile/: rules', 'compile/: orders'])
      expect(statements.some(one => one.by === by)).toBe(true)
  })

  it('reads no table from end to end, unless there is a reason', () => {
    const unexplained = scans.filter(scan => !(scan.table in small) && !allowed.some(one => fits(one, scan)))
    expect(unexplained.map(({ table, by, sql }) => `${by} scans ${table}: ${oneLine(sql)}`)).toEqual([])
  })

  it('takes views apart: none is worked out as a whole first', () => {
    const made = plans.filter(({ details }) =>
      details.some(detail =>
        /^(MATERIALIZE|CO-ROUTINE) (visible_tracks|current_measurements|tracks|m)\b/.test(detail)
      )
    )
    expect(made.map(({ sql }) => oneLine(sql))).toEqual([])
  })

  it('has reasons only where they are needed', () => {
    expect(allowed.filter(one => !scans.some(scan => fits(one, scan)))).toEqual([])
    expect(Object.keys(small).filter(table => !scans.some(scan => scan.table === table))).toEqual([])
  })
})

function fits({ table, by, sql = '' }: Allowed, scan: Scan): boolean {
  return table === scan.table && scan.by.startsWith(by) && oneLine(scan.sql).includes(sql)
}

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

function plansIn(db: Database): Plan[] {
  return statements.map(one => {
    const bare = one.sql.replace(/'[^']*'/g, '')
    const names = [...bare.matchAll(/@(\w+)/g)].map(([, name]) => [name!, null] as const)
    const places = (bare.match(/\?/g) ?? []).map(() => null)
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${one.sql}`)
    const rows = names.length > 0 ? plan.all(Object.fromEntries(names)) : plan.all(...places)
    return { ...one, details: rows.map(row => row.detail) }
  })
}

/** The tables that a statement reads from end to end, by the names it gives them. */
function scannedBy({ sql, details }: Plan): string[] {
  const made = details.flatMap(detail => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(detail)?.[1] ?? [])
  const scanned = details.flatMap(detail => /^SCAN ([\w.]+)(?: LEFT-JOIN)?$/.exec(detail)?.[1] ?? [])
  return scanned.filter(name => !made.includes(name) && !isForeignCheck(sql, name))
}

/** A plan tells what an insert would look at where foreign keys wait for the end; here none do, so it never does. */
const isForeignCheck = (sql: string, table: string): boolean =>
  /^\s*INSERT/.test(sql) && !new RegExp(`\\b(FROM|JOIN) ${table}\\b`).test(sql)

function open(name: string): Database {
  const db = openDatabase(join(work, name))
  opened.push(db)
  // What search and smart playlists bring along; a plan only asks that it is there.
  db.function('analysed', id => Number(id))
  db.function('rule_set', (set, id) => Number(set) + Number(id))
  return db
}
