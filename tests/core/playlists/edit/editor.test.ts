import { beforeEach, describe, expect, it } from 'vitest'
import type { PlaylistEdit } from '#contract/playlists.ts'
import type { EntryReason } from '#contract/reasons.ts'
import type { Database } from '../../../../src-main/core/database/open.ts'
import { playlistEntryStatements } from '../../../../src-main/core/database/statements/playlist-entries.ts'
import { playlistStatements } from '../../../../src-main/core/database/statements/playlists.ts'
import { trackStatements } from '../../../../src-main/core/database/statements/tracks.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { sampleTrack, scratchDatabase } from '../../../support/database.ts'
import { addTracks } from '../made-tracks.ts'

let db: Database
let editor: PlaylistEditor
let tracks: number[]
let id: number

const written = (text: string): EntryReason => ({ code: 'written', text })

beforeEach(() => {
  db = scratchDatabase()
  editor = new PlaylistEditor(db)
  tracks = addTracks(
    db,
    '/music',
    'abcdef'.split('').map(letter => ({ path: `/music/${letter}.mp3`, title: letter, duration: 100 }))
  )
  id = editor.create('List', tracks.slice(0, 4), [written('because'), null])
})

const entries = () => playlistStatements(db).entries(id, 0, 1000)
const titles = () =>
  entries()
    .map(({ title }) => title)
    .join('')
const entryOf = (title: string): number => entries().find(entry => entry.title === title)!.id
const edit = (...edits: PlaylistEdit[]): void => editor.edit(id, edits)

it('holds the tracks in order, with the reasons', () => {
  expect(titles()).toBe('abcd')
  expect(entries().map(({ reason }) => reason)).toEqual([written('because'), null, null, null])
  expect(playlistStatements(db).totals(id)).toEqual({ tracks: 4, duration: 400, missing: 0 })
})

it('takes a track twice, and leaves out what is gone', () => {
  edit({ kind: 'add', trackIds: [tracks[0]!, 9999, tracks[0]!] })
  expect(titles()).toBe('abcdaa')
})

describe('edits', () => {
  it.each<[string, () => PlaylistEdit[], string]>([
    ['add', () => [{ kind: 'add', trackIds: tracks.slice(4), before: entryOf('b') }], 'aefbcd'],
    ['add at the end', () => [{ kind: 'add', trackIds: tracks.slice(4) }], 'abcdef'],
    ['remove', () => [{ kind: 'remove', entryIds: [entryOf('b'), entryOf('d'), 777] }], 'ac'],
    ['remove all', () => [{ kind: 'remove', entryIds: entries().map(entry => entry.id) }], ''],
    ['move', () => [{ kind: 'move', entryIds: [entryOf('d'), entryOf('a')], before: entryOf('c') }], 'bdac'],
    ['move to the end', () => [{ kind: 'move', entryIds: [entryOf('a')], before: null }], 'bcda'],
    [
      'move before one that moves too',
      () => [{ kind: 'move', entryIds: [entryOf('c'), entryOf('b')], before: entryOf('b') }],
      'acbd'
    ],
    ['order', () => [{ kind: 'order', entryIds: [entryOf('d'), entryOf('c'), entryOf('a')] }], 'dcab'],
    [
      'several as one',
      () => [
        { kind: 'remove', entryIds: [entryOf('a')] },
        { kind: 'add', trackIds: [tracks[5]!], before: entryOf('d') },
        { kind: 'move', entryIds: [entryOf('d')], before: entryOf('b') }
      ],
      'dbcf'
    ]
  ])('%s, undone and done again', (_, edits, expected) => {
    const before = entries()
    edit(...edits())
    expect(titles()).toBe(expected)
    const after = entries()
    expect(editor.undo(id)).toBe(true)
    expect(entries()).toEqual(before)
    expect(editor.undo(id)).toBe(false)
    expect(editor.redo(id)).toBe(true)
    expect(entries()).toEqual(after)
    expect(editor.redo(id)).toBe(false)
  })

  it('come back one after the other as they were, however they were mixed', () => {
    let chance = 7
    const next = (below: number): number => (chance = (chance * 48271) % 2147483647) % below
    const states = [entries()]
    for (let i = 0; i < 60; i++) {
      const ids = entries().map(entry => entry.id)
      const some = ids.filter(() => next(3) === 0)
      const before = next(2) === 0 ? null : (ids[next(ids.length || 1)] ?? null)
      const kinds: PlaylistEdit[] = [
        { kind: 'add', trackIds: [tracks[next(6)]!, tracks[next(6)]!], before },
        { kind: 'remove', entryIds: some.slice(0, 2) },
        { kind: 'move', entryIds: some, before },
        { kind: 'lock', entryIds: some, locked: next(2) === 0 },
        { kind: 'order', entryIds: some.reverse() }
      ]
      edit(kinds[next(5)]!)
      if (JSON.stringify(entries()) !== JSON.stringify(states.at(-1))) states.push(entries())
    }
    for (const state of states.slice(0, -1).reverse()) {
      expect(editor.undo(id)).toBe(true)
      expect(entries()).toEqual(state)
    }
    for (const state of states.slice(1)) {
      expect(editor.redo(id)).toBe(true)
      expect(entries()).toEqual(state)
    }
  })

  it('after an undo forget what could have been done again', () => {
    edit({ kind: 'remove', entryIds: [entryOf('a')] })
    editor.undo(id)
    editor.rename(id, 'Other')
    expect(editor.redo(id)).toBe(false)
    expect(titles()).toBe('abcd')
  })

  it('are bounded, and what no edit can bring back is forgotten', () => {
    for (let i = 0; i < 230; i++) {
      edit({ kind: 'add', trackIds: [tracks[4]!] })
      edit({ kind: 'remove', entryIds: [entryOf('e')] })
    }
    expect(playlistEntryStatements(db).edits(id)).toHaveLength(200)
    const kept = db.prepare('SELECT count(*) FROM playlist_entries').pluck().get() as number
    expect(kept).toBeLessThanOrEqual(4 + 101)
    expect(titles()).toBe('abcd')
    while (editor.undo(id));
    expect(titles()).toBe('abcd')
  })

  it('outlive a restart', () => {
    edit({ kind: 'remove', entryIds: [entryOf('a')] })
    expect(new PlaylistEditor(db).undo(id)).toBe(true)
    expect(titles()).toBe('abcd')
  })
})

it('puts another track in the same place, still locked', () => {
  edit({ kind: 'lock', entryIds: [entryOf('b')], locked: true })
  editor.replace(id, entryOf('b'), tracks[5]!, written('better'))
  expect(titles()).toBe('afcd')
  expect(entries()[1]).toMatchObject({ locked: true, reason: written('better') })
  editor.undo(id)
  expect(titles()).toBe('abcd')
  expect(() => editor.replace(id, 4711, tracks[0]!, null)).toThrow(/no entry/)
  expect(() => editor.replace(id, entryOf('a'), 4711, null)).toThrow(/no track/)
})

it('is renamed, removed and brought back', () => {
  editor.rename(id, 'New')
  expect(editor.require(id).name).toBe('New')
  editor.undo(id)
  expect(editor.require(id).name).toBe('List')
  editor.remove(id)
  expect(() => editor.require(id)).toThrow(/no playlist/)
  expect(playlistStatements(db).all()).toEqual([])
  editor.restore(id)
  expect(titles()).toBe('abcd')
})

describe('a smart playlist', () => {
  const rules = {
    match: { all: [] },
    sort: { by: 'artist', descending: false },
    limit: null,
    seed: 0
  } as const
  it('has rules to change, and no entries to edit', () => {
    const smart = editor.createSmart('Smart', { ...rules, match: { all: [] }, sort: { ...rules.sort } })
    editor.setRules(smart, { ...rules, match: { any: [] }, sort: { ...rules.sort } })
    expect(editor.require(smart).rules?.match).toEqual({ any: [] })
    editor.undo(smart)
    expect(editor.require(smart).rules?.match).toEqual({ all: [] })
    expect(() => editor.edit(smart, [{ kind: 'add', trackIds: tracks }])).toThrow(/follow from its rules/)
    expect(() => editor.setRules(id, { ...rules, match: { any: [] }, sort: { ...rules.sort } })).toThrow(
      /has no rules/
    )
  })
})

describe('files that move, go and come', () => {
  it('are followed by their track, and kept as last known when it goes for good', () => {
    const statements = trackStatements(db)
    const folderId = statements.byId(tracks[0]!)!.folderId
    statements.update(tracks[0]!, sampleTrack({ folderId, path: '/music/new/a.mp3', title: 'A' }), 1)
    statements.setAvailable(tracks[1]!, false)
    playlistEntryStatements(db).settle()
    db.prepare('DELETE FROM tracks WHERE id = ?').run(tracks[0]!)
    expect(entries()[0]).toMatchObject({
      trackId: null,
      path: '/music/new/a.mp3',
      title: 'A',
      available: false
    })
    expect(entries()[1]).toMatchObject({ trackId: tracks[1], available: false })
    expect(playlistStatements(db).totals(id)).toMatchObject({ tracks: 4, missing: 2 })
    const [again] = addTracks(db, '/music', [{ path: '/music/new/a.mp3', title: 'A' }])
    playlistEntryStatements(db).settle()
    expect(entries()[0]).toMatchObject({ trackId: again, available: true })
    expect(playlistEntryStatements(db).settle()).toBe(0)
  })
})
