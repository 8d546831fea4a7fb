import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MapColour } from '#contract/map.ts'
import { mapColourStatements } from '../../../src-main/core/database/statements/map-colours.ts'
import { coloursOf } from '../../../src-main/core/map/colours.ts'
import { MadeLibrary } from '../search/made-library.ts'

let made: MadeLibrary
beforeEach(() => {
  made = new MadeLibrary()
})
afterEach(() => made.close())

const colours = (by: MapColour, ids: number[]) =>
  coloursOf(mapColourStatements(made.db), by, Uint32Array.from(ids))

it('gives the genres of most tracks colours of their own, and the rest one together', () => {
  const ids = 'abcdefghij'
    .split('')
    .flatMap((genre, i) => Array.from({ length: 12 - i }, () => made.add({ genres: [genre, 'second'] })))
  const none = made.add({})
  const other = made.add({ genres: ['A'] })
  const { of, classes } = colours('genre', [...ids, none, other])
  expect(classes.map(one => ('name' in one ? one.name : one.kind))).toEqual([
    'none',
    ...'abcdefgh'.split(''),
    'other'
  ])
  expect(classes.map(({ tracks }) => tracks)).toEqual([1, 13, 11, 10, 9, 8, 7, 6, 5, 7])
  expect(of.at(-2)).toBe(0)
  // Whatever its capitals.
  expect(of.at(-1)).toBe(of[0])
})

it('orders decades by time, the oldest together where there are many', () => {
  const ids = [1994, 1907, 1999, 2003, null, 1913, 1925, 1938, 1941, 1956, 1967, 1978, 1989].map(year =>
    made.add({ year })
  )
  const { classes, of } = colours('year', ids)
  expect(classes.map(one => (one.kind === 'decade' ? one.from : one.kind))).toEqual([
    'none',
    ...[1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000],
    'other'
  ])
  expect(of[0]).toBe(of[2])
  expect(classes.at(-1)).toMatchObject({ tracks: 3 })
})

it('colours by playlists of both kinds, by the largest one that a track is in', () => {
  const ids = [1, 2, 3, 4].map(() => made.add({}))
  const list = (name: string, members: number[], { smart = false, removed = false } = {}): void => {
    const { lastInsertRowid: id } = made.db
      .prepare(
        'INSERT INTO playlists (name, kind, rules, created_at, updated_at, removed_at) VALUES (?, ?, ?, 0, 0, ?)'
      )
      .run(name, smart ? 'smart' : 'list', smart ? '{}' : null, removed ? 1 : null)
    const insert = made.db.prepare(
      smart
        ? 'INSERT INTO smart_members (playlist_id, position, track_id) VALUES (?, ?, ?)'
        : `INSERT INTO playlist_entries (playlist_id, position, track_id, path) VALUES (?, ?, ?, x'00')`
    )
    members.forEach((track, i) => insert.run(id, i, track))
  }
  list('small', [ids[0]!, ids[1]!])
  list('large', [ids[1]!, ids[2]!, ids[0]!], { smart: true })
  list('gone', ids, { removed: true })
  const { classes, of } = colours('playlist', ids)
  expect(classes).toEqual([
    { kind: 'none', tracks: 1 },
    { kind: 'playlist', name: 'large', tracks: 3 },
    { kind: 'playlist', name: 'small', tracks: 0 }
  ])
  expect([...of]).toEqual([1, 1, 1, 0])
})
