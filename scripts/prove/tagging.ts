import type { TagField } from '#contract/field-uses.ts'
import type { Database } from '../../src-main/core/database/open.ts'
import { JobRunner } from '../../src-main/core/jobs/index.ts'
import { Tagging } from '../../src-main/core/tagging/tagging.ts'
import { readFields, type FieldChanges } from '../../src-main/core/tags/index.ts'
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
    const { fields } = readFields(path)
    const changes = Object.entries(changesOf(path)).map(([name, after]) => {
      return { field: name, before: fields[name as TagField], after, accepted: true }
    })
    return { path, changes }
  })
  return JSON.stringify({ earshot: 'tag-plan', version: 1, name: 'Proof', mode: 'replace', files })
}
