import { join } from 'node:path'
import { expect, it } from 'vitest'
import { libraryDocument, type DocumentReport, type LibraryDocument } from '#contract/library-document.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { leftTrackStatements } from '../../../src-main/core/database/statements/left-tracks.ts'
import { journalStatements } from '../../../src-main/core/database/statements/tag-journal.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { readDocument } from '../../../src-main/core/keeping/read-document.ts'
import { writeDocument } from '../../../src-main/core/keeping/write-document.ts'
import { sampleTrack, scratchDatabase } from '../../support/database.ts'

/** Tracks of these names in a folder, known again by their content. */
function libraryAt(folder: string, names: string[]): { db: Database; idOf: (name: string) => number } {
  const db = scratchDatabase()
  const { byPath, insert } = trackStatements(db)
  const folderId = folderStatements(db).add(folder, 1).id
  const pathOf = (name: string): string => join(folder, `${name}.mp3`)
  for (const name of names) {
    const contentId = Buffer.from(name.padEnd(16, '.'))
    insert(sampleTrack({ folderId, path: pathOf(name), contentId, title: `Song ${name}` }), 1)
  }
  return { db, idOf: name => byPath(pathOf(name))!.id }
}

const take = (db: Database, given: LibraryDocument): Promise<DocumentReport> =>
  readDocument(db, given, new AbortController().signal, 99)

it('what left the library leaves the other one, and a double only where the one that is kept is there', async () => {
  const { db, idOf } = libraryAt('/old', ['a', 'b', 'd', 'e'])
  const [a, d, e] = [idOf('a'), idOf('d'), idOf('e')]
  const journal = journalStatements(db)
  const batchId = journal.addBatch({ name: 'Doubles', kind: 'write', undoes: null, keepTimes: false }, 70)
  const path = '/old/e.mp3'
  const changes = [{ field: 'path' as const, before: [path], after: [] }]
  const write = { batchId, trackId: e, path, temporary: path, changes, undoes: [], putBack: null }
  const writeId = journal.begin(write, 70)
  journal.finish(writeId, null, changes)
  leftTrackStatements(db).setAside({ trackId: e, keepId: a, writeId, at: 70 })
  leftTrackStatements(db).leave([d], 80)
  const given = libraryDocument.parse(JSON.parse(JSON.stringify(writeDocument(db))))

  const fresh = libraryAt('/new', ['e', 'd', 'b', 'a'])
  expect(await take(fresh.db, given)).toMatchObject({ leftOut: 1, aside: 1 })
  const shown = (): string[] =>
    [...trackStatements(fresh.db).ids('title', false)].map(id => trackStatements(fresh.db).byId(id)!.title)
  expect(shown()).toEqual(['Song a', 'Song b'])
  const { asides, list, takeBack } = leftTrackStatements(fresh.db)
  expect(list(0, 9)).toMatchObject([{ title: 'Song d', path: '/new/d.mp3', at: 80 }])
  expect(asides()).toHaveLength(1)
  // The second time it is known, and what was taken back here leaves again.
  expect(await take(fresh.db, given)).toMatchObject({ leftOut: 0, aside: 0, tracks: { notFound: 0 } })
  expect(takeBack([list(0, 9)[0]!.id])).toBe(1)
  expect(shown()).toContain('Song d')
  expect(await take(libraryAt('/new', ['e']).db, given)).toMatchObject({ leftOut: 0, aside: 0 })
})
