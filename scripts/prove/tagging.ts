import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TagField } from '#contract/field-uses.ts'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { JobRunner } from '../../src-main/core/jobs/index.ts'
import { Tagging } from '../../src-main/core/tagging/tagging.ts'
import { changedFields } from '../../src-main/core/tags/fields.ts'
import { readFields, valuesOf, type FieldChanges } from '../../src-main/core/tags/index.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'

/** The part of the engine that writes tags, without the rest, so that it starts fast. */
export function openTagging(db: Database, dataFolder: string): { tagging: Tagging; jobs: JobRunner } {
  const jobs = new JobRunner()
  const tagging = new Tagging({
    db,
    dataFolder,
    jobs,
    worker: workerFile('tag-writer'),
    proposals: () => Promise.resolve(new Map()),
    audit: () => Promise.resolve([]),
    analysed: () => [],
    journalDays: () => null,
    textCharset: () => 'windows-1252',
    beforeWriting: () => Promise.resolve(),
    changed: () => undefined,
    onLog: line => process.stderr.write(`${line}\n`)
  })
  return { tagging, jobs }
}

/** The same for a data folder, with the paths of its tracks. */
export function openLibrary(dataFolder: string): ReturnType<typeof openTagging> & { paths: string[] } {
  const db = openDatabase(dataFolder)
  const tracks = trackStatements(db)
  const paths = tracks.byIds(tracks.ids('path', false)).map(({ path }) => path)
  return { ...openTagging(db, dataFolder), paths }
}

/** SHA-256 of a file, in hexadecimal. */
export const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** What a round writes: several fields and sizes, so that a mixture of two rounds shows. */
export function roundFields(round: number): Partial<Record<TagField, string[]>> {
  return {
    genre: [`Genre ${round}`, 'Ambient'],
    mood: round % 3 === 0 ? [] : [`mood ${round}`],
    comment: [`Round ${round} `.repeat(1 + (round % 7) * 10).trim()],
    taught: Array.from(
      { length: 1 + (round % 5) * 8 },
      (_, i) => `taught ${round} ${i} ${'long '.repeat(i)}end`
    )
  }
}

/** A plan as JSON: these changes of each file, all accepted. */
export function planOfChanges(paths: readonly string[], changesOf: (path: string) => FieldChanges): string {
  const files = paths.map(path => {
    const reading = readFields(path)
    const changes = changedFields(changesOf(path)).map(([field, after]) => {
      return { field, before: valuesOf(reading, field), after, accepted: true }
    })
    return { path, changes }
  })
  return JSON.stringify({ earshot: 'tag-plan', version: 1, name: 'Proof', mode: 'replace', files })
}
