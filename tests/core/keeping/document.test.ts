import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { libraryDocument, type DocumentReport, type LibraryDocument } from '#contract/library-document.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { playStatements } from '../../../src-main/core/database/statements/plays.ts'
import { playlistStatements } from '../../../src-main/core/database/statements/playlists.ts'
import { ownedStatements } from '../../../src-main/core/database/statements/owned.ts'
import { searchesStatements } from '../../../src-main/core/database/statements/searches.ts'
import { settingStatements } from '../../../src-main/core/database/statements/settings.ts'
import { journalStatements } from '../../../src-main/core/database/statements/tag-journal.ts'
import { taughtStatements } from '../../../src-main/core/database/statements/taught.ts'
import { termStatements } from '../../../src-main/core/database/statements/terms.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { lookAtDocument, readDocument } from '../../../src-main/core/keeping/read-document.ts'
import { writeDocument } from '../../../src-main/core/keeping/write-document.ts'
import { PlaylistEditor } from '../../../src-main/core/playlists/edit/editor.ts'
import { sampleTrack, scratchDatabase } from '../../support/database.ts'

interface Library {
  db: Database
  folderId: number
  ids: number[]
}

const { signal } = new AbortController()
const content = (name: string): Buffer => Buffer.from(name.padEnd(16, '.'))

/** Tracks "a" to "e" in a folder, or those of them that are named, with their content. */
function libraryAt(folder: string, names: string[], contentOf = content): Library {
  const db = scratchDatabase()
  const folderId = folderStatements(db).add(folder, 1).id
  const ids = names.map((name, i) =>
    trackStatements(db).insert(
      sampleTrack({
        folderId,
        path: join(folder, `${name}.mp3`),
        contentId: contentOf(name),
        title: `Song ${name}`,
        artist: `Artist ${name}`,
        duration: 100 + i
      }),
      i
    )
  )
  return { db, folderId, ids }
}

const rulesOf = (match: SmartRules['match']): SmartRules => ({
  match,
  sort: { by: 'artist', descending: false },
  limit: null,
  seed: 0
})

let old: Library
let document: LibraryDocument

beforeEach(() => {
  old = libraryAt('/old music', ['a', 'b', 'c', 'd', 'e'])
  const { db, ids, folderId } = old
  const [a, b, c, d, e] = ids as [number, number, number, number, number]
  const editor = new PlaylistEditor(db, () => 5)
  const list = editor.create('Cooking', [b, a, d, b], [{ code: 'written', text: 'why' }, null, null, null])
  editor.edit(list, [
    { kind: 'lock', entryIds: [playlistStatements(db).entries(list, 0, 9)[1]!.id], locked: true }
  ])
  const taught = taughtStatements(db)
  const tag = taught.create('Sunday', 7)
  taught.mark(tag, [a, b], 'yes', 7)
  taught.mark(tag, [e], 'no', 7)
  editor.createSmart('Other', rulesOf({ all: [{ field: 'playlist', op: 'is', value: list + 2 }] }))
  editor.createSmart(
    'Here',
    rulesOf({
      any: [
        { field: 'folder', op: 'is', value: folderId },
        { none: [{ field: 'taught', op: 'is', value: tag }] },
        { field: 'playlist', op: 'is', value: list }
      ]
    })
  )
  editor.createSmart('Lost', rulesOf({ all: [{ field: 'playlist', op: 'isNot', value: 99 }] }))
  const plays = playStatements(db)
  plays.merge(a, { plays: 3, playedAt: 1000, rating: 80 })
  plays.merge(c, { plays: 0, playedAt: null, rating: 20 })
  const journal = journalStatements(db)
  const write = (kind: 'write' | 'undo', undoes: number | null, taken: number[], at: number): number => {
    const batchId = journal.addBatch({ name: 'genres', kind, undoes, keepTimes: false }, at)
    const change = { field: 'genre' as const, before: ['x'], after: [`${kind} y`] }
    const path = '/old music/a.mp3'
    const id = journal.begin(
      { batchId, trackId: a, path, temporary: '/t', changes: [change], undoes: taken, putBack: null },
      at
    )
    journal.finish(id, Buffer.from('ab'), [change])
    return batchId
  }
  const first = write('write', null, [], 10)
  write(
    'undo',
    first,
    journal.toUndo(first).map(({ id }) => id),
    20
  )
  journal.begin(
    {
      batchId: first,
      trackId: b,
      path: '/old music/b.mp3',
      temporary: '/t',
      changes: [],
      undoes: [],
      putBack: null
    },
    30
  )
  searchesStatements(db).save('songs under 3 minutes', 40)
  searchesStatements(db).used('calm', 41)
  termStatements(db).put({ group: 'mood', name: 'Rainy day', phrases: ['rain'], state: 'own' })
  settingStatements(db).set('theme', 'dark')
  settingStatements(db).set('density', 'comfortable')
  settingStatements(db).set('ffmpeg', '/opt/ffmpeg')
  ownedStatements(db).setApart(a, c, 5)
  document = libraryDocument.parse(JSON.parse(JSON.stringify(writeDocument(db))))
})

const take = ({ db }: Library, given = document): Promise<DocumentReport> =>
  readDocument(db, given, signal, 99)

/** What is in a library, in words that do not depend on its numbers. */
function contents({ db }: Library): unknown {
  const pathOf = (id: number | null): string =>
    trackStatements(db).byIds(id === null ? [] : [id])[0]?.path ?? '?'
  const playlists = playlistStatements(db)
  const taught = taughtStatements(db)
  const journal = journalStatements(db)
  return {
    searches: searchesStatements(db)
      .saved()
      .map(({ text, savedAt }) => [text, savedAt]),
    playlists: playlists
      .all()
      .map(({ id, name, rules }) => [
        name,
        rules?.match ??
          playlists.entries(id, 0, 99).map(entry => [entry.path, entry.title, entry.locked, entry.reason])
      ]),
    plays: db
      .prepare(
        'SELECT CAST(path AS TEXT) AS path, plays, played_at, rating FROM listening JOIN tracks ON id = track_id ORDER BY path'
      )
      .all(),
    taught: taught
      .all()
      .map(({ id, name }) => [name, taught.marks(id).map(({ trackId, mark }) => [pathOf(trackId), mark])]),
    journal: journal
      .batches()
      .map(({ id, name, kind, changes, undone }) => [
        name,
        kind,
        changes,
        undone,
        journal.changes(id, 0, 9).map(({ path, after }) => [path, after])
      ])
  }
}

it('goes into a library of the same files elsewhere, and is the same there', async () => {
  const fresh = libraryAt('/new', ['e', 'd', 'c', 'b', 'a'])
  expect(await take(fresh)).toEqual({
    tracks: { byContent: 5, byPath: 0, byNames: 0, notFound: 0 },
    playlists: { added: 3, known: 0, leftOut: ['Lost'] },
    played: 2,
    taught: { tags: 1, examples: 3 },
    journal: { batches: 2, known: 0 },
    searches: 1,
    asked: 1,
    terms: { added: 1, known: 0 },
    settings: { taken: ['theme', 'density'], kept: [] },
    apart: 1,
    leftOut: 0,
    aside: 0
  })
  const there = JSON.stringify(contents(fresh))
  expect(there).toContain('/new/b.mp3')
  expect(there).not.toContain('/old music')
  const [, smart] = (contents(fresh) as { playlists: [string, unknown][] }).playlists
  expect(smart).toEqual([
    'Here',
    {
      any: [
        { field: 'folder', op: 'is', value: fresh.folderId },
        { none: [{ field: 'taught', op: 'is', value: 1 }] },
        { field: 'playlist', op: 'is', value: 1 }
      ]
    }
  ])
  const onlyTracks = (text: string): string => text.replaceAll('/new/', '/old music/')
  const before = contents(old) as Record<string, unknown>
  const found = JSON.parse(onlyTracks(there)) as Record<string, unknown>
  expect(sorted(found)).toEqual(sorted(before))
  expect(await take(fresh)).toMatchObject({
    playlists: { added: 0, known: 3 },
    played: 0,
    taught: { tags: 0, examples: 0 },
    journal: { batches: 0, known: 2 },
    searches: 0,
    asked: 0,
    terms: { added: 0, known: 1 },
    settings: { taken: [], kept: [] },
    apart: 0
  })
  expect(JSON.stringify(contents(fresh))).toBe(there)
})

/** Marks are listed by number, which differs. */
function sorted({ taught, plays, journal, searches }: Record<string, unknown>): unknown {
  return {
    plays,
    journal,
    searches,
    taught: (taught as [string, unknown[]][]).map(([name, marks]) => [
      name,
      marks.map(mark => JSON.stringify(mark)).sort()
    ])
  }
}

it('is looked at without anything changing, and the look says what then comes', async () => {
  const fresh = libraryAt('/new', ['a', 'b', 'c', 'd', 'e'])
  settingStatements(fresh.db).set('theme', 'light')
  termStatements(fresh.db).put({ group: 'mood', name: 'rainy-day', phrases: ['storm'], state: 'own' })
  const rows = (): unknown[] => [contents(fresh), writeDocument(fresh.db)]
  const before = JSON.stringify(rows())
  const looked = await lookAtDocument(fresh.db, document, signal)
  expect(JSON.stringify(rows())).toBe(before)
  expect(await take(fresh)).toEqual(looked)
  // What is set here stays, and words that somebody changed here do.
  expect(looked).toMatchObject({
    settings: { taken: ['density'], kept: ['theme'] },
    terms: { added: 0, known: 1 }
  })
  const { settings, terms, asked, apart } = writeDocument(fresh.db)
  expect(settings).toEqual({ theme: 'light', density: 'comfortable' })
  expect(terms).toMatchObject([{ name: 'rainy-day', phrases: ['storm'] }])
  expect(asked).toMatchObject([{ text: 'calm', uses: 1 }])
  expect(apart).toHaveLength(1)
  await expect(
    lookAtDocument(fresh.db, { ...document, apart: [{ one: 0, other: 99 }] }, signal)
  ).rejects.toMatchObject({ code: 'bad-request' })
})

it('changes nothing where it came from', async () => {
  const before = JSON.stringify(contents(old))
  expect(await take(old)).toMatchObject({
    playlists: { added: 0, known: 3 },
    played: 0,
    journal: { known: 2 }
  })
  expect(JSON.stringify(contents(old))).toBe(before)
})

it('finds tracks by path and by names where their content is another', async () => {
  const edited = libraryAt('/old music', ['a', 'b'], () => content('edited'))
  for (const id of edited.ids)
    edited.db.prepare('UPDATE tracks SET content_id = ? WHERE id = ?').run(content(`${id}`), id)
  expect((await take(edited)).tracks).toEqual({ byContent: 0, byPath: 2, byNames: 0, notFound: 3 })
  const renamed = libraryAt('/x', ['a', 'b', 'c'], name => content(`other ${name}`))
  renamed.db.exec(`UPDATE tracks SET path = CAST('/x/' || id || ' renamed.mp3' AS BLOB)`)
  expect((await take(renamed)).tracks).toEqual({ byContent: 0, byPath: 0, byNames: 3, notFound: 2 })
})

it('of several with one content the likest path is taken', async () => {
  const twins = libraryAt('/new', ['z', 'a'], () => content('a'))
  await take(twins)
  expect(contents(twins)).toMatchObject({
    plays: [{ path: '/new/a.mp3', plays: 3, rating: 80 }]
  })
})

it('what is not here waits in its playlist, and is found when the document comes again', async () => {
  const half = libraryAt('/new', ['a'])
  await take(half)
  const list = playlistStatements(half.db)
    .all()
    .find(({ name }) => name === 'Cooking')!
  const linked = (): unknown =>
    playlistStatements(half.db)
      .entries(list.id, 0, 9)
      .map(({ trackId, title }) => [trackId !== null, title])
  expect(linked()).toEqual([
    [false, 'Song b'],
    [true, 'Song a'],
    [false, 'Song d'],
    [false, 'Song b']
  ])
  trackStatements(half.db).insert(
    sampleTrack({ folderId: half.folderId, path: '/new/b.mp3', contentId: content('b'), title: 'Song b' }),
    9
  )
  expect((await take(half)).playlists).toMatchObject({ added: 0 })
  expect(linked()).toEqual([
    [true, 'Song b'],
    [true, 'Song a'],
    [false, 'Song d'],
    [true, 'Song b']
  ])
})

it('leaves what is there as it is', async () => {
  const fresh = libraryAt('/new', ['a', 'b', 'c', 'd', 'e'])
  const [a, b] = fresh.ids as [number, number]
  playStatements(fresh.db).merge(a, { plays: 9, playedAt: 5, rating: 40 })
  const mine = new PlaylistEditor(fresh.db).create('Cooking', [b])
  const tag = taughtStatements(fresh.db).create('sunday', 1)
  taughtStatements(fresh.db).mark(tag, [a], 'no', 1)
  expect(await take(fresh)).toMatchObject({ taught: { tags: 0, examples: 2 } })
  expect(playStatements(fresh.db).byTrack(a)).toEqual({
    plays: 9,
    playedAt: 1000,
    rating: 40,
    fromFile: false
  })
  expect(playlistStatements(fresh.db).trackIds(mine)).toHaveLength(1)
  expect(
    playlistStatements(fresh.db)
      .all()
      .map(({ name }) => name)
  ).toEqual(['Cooking', 'Cooking 2', 'Here', 'Other'])
  expect(taughtStatements(fresh.db).marks(tag)).toContainEqual({ trackId: a, mark: 'no' })
})

it('an undo that came later is taken in with the next document', async () => {
  const fresh = libraryAt('/new', ['a', 'b', 'c', 'd', 'e'])
  const [first, second] = document.journal
  const [write] = first!.writes
  const early = {
    ...document,
    journal: [
      {
        ...first!,
        writes: [{ ...write!, changes: write!.changes.map(change => ({ ...change, undoneBy: null })) }]
      }
    ]
  }
  await take(fresh, early)
  expect(journalStatements(fresh.db).batches()).toMatchObject([{ undone: 0 }])
  expect(await take(fresh)).toMatchObject({ journal: { batches: 1, known: 1 } })
  expect(journalStatements(fresh.db).batches()).toMatchObject([
    { kind: second!.kind },
    { kind: 'write', undone: 1 }
  ])
})

it('refuses a document that is none, and takes nothing of one that is not whole', async () => {
  const wrong = (change: object): boolean => libraryDocument.safeParse({ ...document, ...change }).success
  expect(wrong({})).toBe(true)
  expect(wrong({ format: 'earshot-playlist' })).toBe(false)
  expect(wrong({ version: 2 })).toBe(false)
  expect(wrong({ tracks: [{ ...document.tracks[0], content: 'zz' }] })).toBe(false)
  expect(wrong({ plays: [{ track: 0, plays: 1, playedAt: null, rating: 101 }] })).toBe(false)
  const fresh = libraryAt('/new', ['a'])
  const lacking = { ...document, tracks: document.tracks.slice(0, 2) }
  await expect(take(fresh, lacking)).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/lists only 2/) as string
  })
  expect(playlistStatements(fresh.db).all()).toEqual([])
})

it('takes in a document from before searches were kept', async () => {
  const { searches } = document
  const came = ['searches', 'asked', 'terms', 'settings', 'apart']
  const before = Object.fromEntries(Object.entries(document).filter(([part]) => !came.includes(part)))
  expect(searches).toEqual([{ text: 'songs under 3 minutes', savedAt: 40 }])
  const fresh = libraryAt('/new', ['a'])
  expect((await take(fresh, libraryDocument.parse(before))).searches).toBe(0)
  expect((await take(fresh)).searches).toBe(1)
  expect((await take(fresh)).searches).toBe(0)
})
