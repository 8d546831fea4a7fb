import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseFile } from '../../src-main/core/database/files.ts'
import { migrate } from '../../src-main/core/database/migrate.ts'
import { migrations } from '../../src-main/core/database/migrations/index.ts'
import { playlistStatements } from '../../src-main/core/database/statements/playlists.ts'
import { scratchDatabase, scratchFolder } from '../support/database.ts'

const close = { sound: 'close', tempo: null, key: null, energy: null }
const made = (follows: object | null, chosen: object | null): object => ({ code: 'made', follows, chosen })
const onTheWay = (follows: object | null, place: object): object => ({ code: 'on-the-way', follows, place })
const heard = (how: string, tags: string[], named: string[]): object => ({
  code: 'fits',
  how,
  heard: tags,
  named
})
/** What stays as it was written. */
const kept = null

/** Sentences as they were stored before version 60. */
const entries: [string, object | null][] = [
  ['It opens the playlist', made(null, null)],
  ['Close to the one before', made(close, null)],
  [
    'Very close to the one before, 2 BPM up, same key, calmer; fits well: piano, R&B; "rainy night" in its names or tags',
    made(
      { sound: 'very-close', tempo: { change: 2, time: 'same' }, key: 'same', energy: 'less' },
      heard('well', ['piano', 'R&B'], ['rainy night'])
    )
  ],
  [
    'A change from the one before, 12 BPM down at half time, neighbouring key; comes near: "a" in its names or tags',
    made(
      { sound: 'change', tempo: { change: -12, time: 'half' }, key: 'neighbouring', energy: null },
      heard('nearly', [], ['a'])
    )
  ],
  [
    'Some way from the one before, same tempo at double time, more energy; fits',
    made(
      { sound: 'some-way', tempo: { change: 0, time: 'double' }, key: null, energy: 'more' },
      heard('enough', [], [])
    )
  ],
  ['Fits well: calm', made(null, heard('well', ['calm'], []))],
  ['Locked here', made(null, { code: 'locked' })],
  ['Close to the one before; kept as asked', made(close, { code: 'kept' })],
  ['The start of the path', onTheWay(null, { code: 'start' })],
  ['Close to the one before; a point of the path', onTheWay(close, { code: 'point' })],
  ['Close to the one before; the end of the path', onTheWay(close, { code: 'end' })],
  [
    'Close to the one before; still nearer to "One; two, "three""',
    onTheWay(close, { code: 'near-last', from: 'One; two, "three"' })
  ],
  ['Close to the one before; nearer to "Two"', onTheWay(close, { code: 'near-next', to: 'Two' })],
  [
    'Close to the one before; half way from "One" to "Two"',
    onTheWay(close, { code: 'half-way', from: 'One', to: 'Two' })
  ],
  ['Close to the one before; half way from "One" to "One" to "Two"', kept],
  [
    '"Bridge" lies between "One" and "Two": the roughest step here becomes 42 % smoother.',
    { code: 'bridges', title: 'Bridge', from: 'One', to: 'Two', smoother: 0.42 }
  ],
  ['"A" and "B" lies between "One" and "Two": the roughest step here becomes 42 % smoother.', kept],
  ['piano, sad', kept],
  ['Fits well: calm; and so on', kept],
  ['Close to the one before, loud', kept],
  ['Because I like it', kept],
  ['', kept]
]

const sound = { code: 'heard-as', phrase: 'piano', score: 2.4, line: 2.1 }
const rule = (code: string, field: string, op: string, value?: unknown): object => ({
  code,
  rule: { field, op, ...(value !== undefined && { value }) }
})
const changes: [string, object | null][] = [
  ['It fits the rules now.', { code: 'fits' }],
  ['It fits the rules, and is now within the limit.', { code: 'within-limit' }],
  ['In today’s random order.', { code: 'in-random-order' }],
  ['It does not fit the rules any more.', { code: 'fits-no-more' }],
  ['Others took its place within the limit.', { code: 'beyond-limit' }],
  ['Not in today’s random order.', { code: 'out-of-random-order' }],
  ['Its file is away.', { code: 'file-away' }],
  ['It is not in the library any more.', { code: 'not-in-library' }],
  ['New in the library.', { code: 'new-in-library', sound: null }],
  ['New in the library; now heard as "piano" (2.4, line 2.1).', { code: 'new-in-library', sound }],
  ['Now heard as "piano" (2.4, line 2.1).', sound],
  ['Now heard as "piano" (line 2.1).', { ...sound, score: null }],
  ['Now heard as "piano" (-0.3, line -1.0).', { ...sound, score: -0.3, line: -1 }],
  ['No longer heard as "piano" (line 2.1).', { code: 'no-longer-heard-as', phrase: 'piano', line: 2.1 }],
  ['Now found by "year:<2000".', { code: 'found-by', phrase: 'year:<2000' }],
  ['No longer found by "a "b"".', { code: 'no-longer-found-by', phrase: 'a "b"' }],
  ['Above the line of a taught tag now.', { code: 'above-taught-line' }],
  [
    'New in the library; above the line of a taught tag now.',
    { code: 'new-in-library', sound: { code: 'above-taught-line' } }
  ],
  ['It has "genre contains jazz" now.', rule('rule-holds', 'genre', 'contains', 'jazz')],
  ['It does not have "year above 1990" any more.', rule('rule-holds-no-more', 'year', 'above', 1990)],
  [
    'It does not have "loudness between -16 and -9.5" any more.',
    rule('rule-holds-no-more', 'loudness', 'between', [-16, -9.5])
  ],
  [
    'It does not have "played not in the last days: 30" any more.',
    rule('rule-holds-no-more', 'played', 'notInLast', 30)
  ],
  ['It does not have "key is not empty" any more.', kept],
  ['It does not have "year is not empty" any more.', rule('rule-holds-no-more', 'year', 'notEmpty')],
  ['It does not have "playlist is not 4" any more.', rule('rule-holds-no-more', 'playlist', 'isNot', 4)],
  ['It does not have "lossless is true" any more.', rule('rule-holds-no-more', 'lossless', 'is', true)],
  ['It does not have "title is not here" any more.', kept],
  ['It has "shoe size above 40" now.', kept],
  ['No longer among the best.', kept]
]

it('turns reasons into codes, and loses no words', () => {
  const dataFolder = scratchFolder()
  const old = new BetterSqlite3(databaseFile(dataFolder))
  migrate(
    old,
    dataFolder,
    migrations.filter(one => one.version < 60)
  )
  old.exec(`INSERT INTO folders (id, path, added_at) VALUES (1, X'2f', 0)`)
  old.exec(
    `INSERT INTO tracks (id, folder_id, path, path_text, size, mtime, content_id, title, added_at, scanned_at)
     VALUES (1, 1, X'2f61', 'a', 1, 0, X'00', 'A', 0, 0)`
  )
  old.exec(`INSERT INTO playlists (id, name, kind, created_at, updated_at) VALUES (1, 'A', 'list', 0, 0)`)
  const entry = old.prepare(
    `INSERT INTO playlist_entries (playlist_id, position, path, reason) VALUES (1, ?, X'2f', ?)`
  )
  entries.forEach(([reason], position) => entry.run(position, reason))
  entry.run(entries.length, null)
  const change = old.prepare(
    'INSERT INTO smart_changes (playlist_id, track_id, joined, reason, at) VALUES (1, 1, 1, ?, 0)'
  )
  for (const [reason] of changes) change.run(reason)
  old.close()

  const db = scratchDatabase(dataFolder)
  const found = playlistStatements(db).entries(1, 0, 1000)
  expect(found.map(({ reason }) => reason)).toEqual([
    ...entries.map(([text, code]) => code ?? { code: 'written', text }),
    null
  ])
  const told = db.prepare<[], string>('SELECT reason FROM smart_changes ORDER BY id').pluck().all()
  expect(told.map(reason => JSON.parse(reason) as object)).toEqual(
    changes.map(([text, code]) => code ?? { code: 'written', text })
  )
})
