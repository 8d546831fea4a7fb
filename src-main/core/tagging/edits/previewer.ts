import type { EditedField } from '#contract/edits.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Database } from '../../database/open.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { WriterThread } from '../write/writer-thread.ts'
import type { TrackStep } from './apply-steps.ts'
import { discNumberOf, numbersFor } from './numbering.ts'
import type { Tried } from './preview.ts'

/** Tries steps over what somebody has typed. It has a thread of its own: it is asked again with every key. */
export class Previewer {
  readonly #db: Database
  readonly #thread: WriterThread

  constructor(db: Database, dataFolder: string, worker: URL) {
    this.#db = db
    this.#thread = new WriterThread(worker, dataFolder)
  }

  /** Throws bad-request where a step cannot be taken. Tracks that are not in the library are left out. */
  async preview({ steps, tracks }: ParsedInput<'tags.preview'>): Promise<EditedField[]> {
    const ids = tracks.map(({ id }) => id)
    const paths = new Map(
      trackStatements(this.#db)
        .byIds(ids)
        .map(({ id, path }) => [id, path])
    )
    const discs = new Map(
      tracks.map(({ id, fields }) => [
        id,
        discNumberOf(fields.find(({ field }) => field === 'discNumber')?.values ?? [])
      ])
    )
    const numbered = steps.map(step =>
      step.do === 'number' ? numbersFor(ids, step, id => discs.get(id) ?? '') : null
    )
    const stepsOf = (id: number): TrackStep[] =>
      steps.map((step, at) =>
        step.do === 'number' ? { do: 'set', field: 'trackNumber', values: [numbered[at]!.get(id)!] } : step
      )
    const tried = tracks.flatMap(({ id, fields }): Tried[] => {
      const path = paths.get(id)
      return path === undefined ? [] : [{ id, path, fields, steps: stepsOf(id) }]
    })
    return this.#thread.run('preview', tried)
  }

  async close(): Promise<void> {
    await this.#thread.close()
  }
}
