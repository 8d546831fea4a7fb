import { basename } from 'node:path'
import type { Edit } from '#contract/edits.ts'
import { EarshotError, type Failure } from '#contract/errors.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { Asking, JobPlan } from '../../jobs/index.ts'
import { mostKept } from '../../tags/index.ts'
import type { WriterThread } from '../write/writer-thread.ts'
import type { FileStep } from './edit-file.ts'
import { discNumberOf, numbersFor } from './numbering.ts'

export interface HandJobOptions {
  db: Database
  thread: WriterThread
  planId: number
  edits: readonly Edit[]
  /** How the library reads texts that do not say how they are encoded. */
  charset: string
  onFailure(path: string, failure: Failure): void
}

interface Item {
  trackId: number
  path: string
  bytes: number
  steps: readonly FileStep[]
}

/** Tracks looked up at once. */
const page = 500

/** The question: which tracks are edited? The step: take the steps over what one file says, and plan the difference. */
export function handJob({ db, thread, planId, edits, charset, onFailure }: HandJobOptions): JobPlan<Item> {
  const plans = planStatements(db)
  const tracks = trackStatements(db)
  /** Why the rest need not be tried. */
  let endless: EarshotError | null = null

  async function* question({ signal }: Asking): AsyncGenerator<Item> {
    const steps = await stepsByTrack(edits, ids => discsOf(ids, signal))
    const ids = [...steps.keys()]
    for (let at = 0; at < ids.length && !signal.aborted; at += page) {
      for (const { id, path, size } of tracks.byIds(ids.slice(at, at + page))) {
        yield { trackId: id, path, bytes: size, steps: steps.get(id)! }
      }
    }
  }

  /** On which disc each track is, as its file says; on none where it cannot be read. */
  async function discsOf(ids: readonly number[], signal: AbortSignal): Promise<Map<number, string>> {
    const discs = new Map<number, string>()
    for (const { id, path, size } of tracks.byIds(ids)) {
      if (signal.aborted) break
      const reading = await thread.run('read', { path, charset }, size).catch(() => null)
      discs.set(id, discNumberOf(reading?.fields.discNumber ?? []))
    }
    return discs
  }

  return {
    question,
    concurrency: 2, // one is read while the other is written down
    label: item => pathForDisplay(basename(item.path)),
    step: async ({ trackId, path, bytes, steps }) => {
      const { reading, edit } = await thread.run('edit', { path, charset, steps }, bytes)
      if ('endless' in edit) throw (endless = new EarshotError('bad-request', edit.endless))
      if (edit.changes.length === 0) return 'skipped'
      const changes = edit.changes.map(change => ({
        ...change,
        reasons: [],
        accepted: change.failure === null
      }))
      const { stamp, tagBytes } = reading
      const planned = { trackId, path, ...stamp, large: tagBytes > mostKept, charset: null, changes }
      withDatabaseErrors(() => plans.addFile(planId, planned))
      return 'done'
    },
    onFailure: ({ path }, failure) => {
      if (endless !== null) throw endless
      onFailure(path, failure)
    },
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, endless === null ? 'open' : 'discarded')
    }
  }
}

/** In the order in which they are given; a track of several edits goes through all their steps. */
async function stepsByTrack(
  edits: readonly Edit[],
  discsOf: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
): Promise<Map<number, readonly FileStep[]>> {
  const all = new Map<number, readonly FileStep[]>()
  for (const { ids, steps } of edits) {
    for (const step of steps) {
      const discs = step.do === 'number' && step.perDisc ? await discsOf(ids) : null
      const numbers = step.do === 'number' ? numbersFor(ids, step, id => discs?.get(id) ?? '') : null
      for (const id of new Set(ids)) all.set(id, [...(all.get(id) ?? []), trackStep(step, numbers?.get(id))])
    }
  }
  return all
}

const trackStep = (step: Edit['steps'][number], number: string | undefined): FileStep =>
  step.do === 'number' ? { do: 'set', field: 'trackNumber', values: [number!] } : step
