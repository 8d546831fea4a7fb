import { basename } from 'node:path'
import { customField, sameFieldKey, type FileField } from '#contract/change-fields.ts'
import type { Edit, Step } from '#contract/edits.ts'
import type { Failure } from '#contract/errors.ts'
import { tagFields } from '#contract/field-uses.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import type { NewPlanChange } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { fieldsAsWritten, mostKept, valuesOf, type FileFields } from '../../tags/index.ts'
import { requireValues } from '../plan/values.ts'
import { sameValues } from '../write/tag-files.ts'
import type { WriterThread } from '../write/writer-thread.ts'
import { applySteps, type EditedValues } from './apply-steps.ts'

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
  steps: readonly Step[]
}

/** Tracks looked up at once. */
const page = 500

/** The question: which tracks are edited? The step: take the steps over what one file says, and plan the difference. */
export function handJob({ db, thread, planId, edits, charset, onFailure }: HandJobOptions): JobPlan<Item> {
  const plans = planStatements(db)
  const tracks = trackStatements(db)
  const steps = stepsByTrack(edits)

  function* items(): Iterable<Item> {
    const ids = [...steps.keys()]
    for (let at = 0; at < ids.length; at += page) {
      for (const { id, path, size } of tracks.byIds(ids.slice(at, at + page))) {
        yield { trackId: id, path, bytes: size, steps: steps.get(id)! }
      }
    }
  }

  return {
    question: items(),
    concurrency: 2, // one is read while the other is written down
    label: item => pathForDisplay(basename(item.path)),
    step: async ({ trackId, path, bytes, steps: taken }) => {
      const reading = await thread.run('read', { path, charset }, bytes)
      const changes = editChanges(reading, taken)
      if (changes.length === 0) return 'skipped'
      const { stamp, tagBytes } = reading
      const planned = { trackId, path, ...stamp, large: tagBytes > mostKept, charset: null, changes }
      withDatabaseErrors(() => plans.addFile(planId, planned))
      return 'done'
    },
    onFailure: ({ path }, failure) => onFailure(path, failure),
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, 'open')
    }
  }
}

/** In the order in which they are given; a track of several edits goes through all their steps. */
function stepsByTrack(edits: readonly Edit[]): Map<number, readonly Step[]> {
  const steps = new Map<number, readonly Step[]>()
  for (const edit of edits)
    for (const id of edit.ids) steps.set(id, [...(steps.get(id) ?? []), ...edit.steps])
  return steps
}

/** Throws bad-request where the file cannot hold what comes of the steps. */
function editChanges(reading: FileFields, steps: readonly Step[]): NewPlanChange[] {
  const after = applySteps(steps, valuesIn(reading))
  return [...after.values()].flatMap(({ field, values }) => {
    const before = valuesOf(reading, field)
    if (sameValues(before, values)) return []
    requireValues(
      field,
      values.filter(value => !before.includes(value)),
      before.length
    )
    const written = fieldsAsWritten(reading.container, { [field]: [...values] })[field] ?? []
    if (sameValues(before, written)) return []
    return [{ field, before, after: written, reasons: [], accepted: true }]
  })
}

function valuesIn(reading: FileFields): EditedValues {
  const fields: FileField[] = [...tagFields, ...reading.custom.map(({ name }) => customField(name))]
  return new Map(fields.map(field => [sameFieldKey(field), { field, values: valuesOf(reading, field) }]))
}
