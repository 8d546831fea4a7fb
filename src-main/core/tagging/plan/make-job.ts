import { basename } from 'node:path'
import type { Failure } from '#contract/errors.ts'
import type { TagField } from '#contract/field-uses.ts'
import type { Plan } from '#contract/tagging.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import type { Asking, JobPlan } from '../../jobs/index.ts'
import { fieldsAsWritten, mostKept } from '../../tags/index.ts'
import { sameValues } from '../write/tag-files.ts'
import type { WriterThread } from '../write/writer-thread.ts'
import { mergeProposals } from './merge.ts'
import type { Proposal, Proposals } from './proposals.ts'

export interface MakeJobOptions {
  db: Database
  thread: WriterThread
  planId: number
  ids: readonly number[]
  fields: readonly TagField[]
  mode: Plan['mode']
  unsure: boolean
  proposals: Proposals
  /** How the library reads texts that do not say how they are encoded. */
  charset: string
  onFailure(path: string, failure: Failure): void
}

interface Proposed {
  trackId: number
  path: string
  bytes: number
  proposals: Proposal[]
}

/** Tracks asked about at once. */
const page = 200

/** The question: for which tracks is something proposed? The step: read the file's own tags and plan the difference. */
export function makeJob(options: MakeJobOptions): JobPlan<Proposed> {
  const { db, thread, planId, ids, fields, mode, unsure } = options
  const plans = planStatements(db)
  const tracks = trackStatements(db)

  async function* question(asking: Asking): AsyncGenerator<Proposed> {
    for (let at = 0; at < ids.length && !asking.signal.aborted; at += page) {
      const some = ids.slice(at, at + page)
      const proposed = await options.proposals({ ids: some, fields, unsure }, asking.signal)
      const present = tracks.byIds(proposed.keys()).filter(({ available }) => available)
      asking.skip(some.length - present.length)
      for (const { id, path, size } of present) {
        yield { trackId: id, path, bytes: size, proposals: proposed.get(id)! }
      }
    }
  }

  return {
    question,
    concurrency: 2, // one is read while the other is written down
    label: file => pathForDisplay(basename(file.path)),
    step: async ({ trackId, path, bytes, proposals }) => {
      const {
        stamp,
        container,
        fields: written,
        tagBytes
      } = await thread.run('read', { path, charset: options.charset }, bytes)
      const changes = mergeProposals(mode, written, proposals).flatMap(change => {
        const after = fieldsAsWritten(container, { [change.field]: change.after })[change.field] ?? []
        return sameValues(after, change.before) ? [] : [{ ...change, after }]
      })
      if (changes.length === 0) return 'skipped'
      withDatabaseErrors(() =>
        plans.addFile(planId, { trackId, path, ...stamp, large: tagBytes > mostKept, charset: null, changes })
      )
      return 'done'
    },
    onFailure: (file, failure) => options.onFailure(file.path, failure),
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, 'open')
    }
  }
}
