import type { DecodeWarning } from '#contract/faults.ts'
import type { Stage } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'
import type { Database } from '../database/open.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import { pathForDisplay } from '../files/paths.ts'
import { measuringMethod } from '../audio/measure/measure.ts'
import { analysisStatements } from '../database/statements/analyses.ts'
import type { PendingTrack } from '../database/statements/analyses.ts'
import { failureStatements } from '../database/statements/failures.ts'
import type { JobPlan } from '../jobs/index.ts'
import type { AnalysisPool } from './pool.ts'
import { AnalysisCommitter } from './committer.ts'
import type { Analysed } from './analysed.ts'
import type { InWork } from './in-work.ts'

export interface AnalysisJobOptions {
  db: Database
  inWork: InWork
  /** Opens the workers; called once, before the first track. */
  open(): Promise<AnalysisPool>
  workers: number
  modelId: number
  /** Only these tracks; those heard already are left out all the same. */
  ids?: number[]
  onCommitted(trackIds: number[]): void
  /** What is to be said of a track that was heard all the same: damage, another decoder. */
  onWarning?(path: string, warning: DecodeWarning): void
  /** Where the time went, for measurements. */
  onAnalysed?(analysed: Analysed): void
}

/**
 * "Which tracks has this model not heard, or this method not measured?" and "hear one". Failures that say something about the drive and not about
 * the file (it is gone, it may not be read) are not held against it: a scan will find out.
 */
export function analysisPlan(options: AnalysisJobOptions): JobPlan<PendingTrack> {
  const { db, inWork, workers, modelId, ids } = options
  let pool: AnalysisPool | null = null
  const failures = failureStatements(db)
  const committer = new AnalysisCommitter(db, modelId, options.onCommitted)
  const opened = (): AnalysisPool => {
    if (pool === null) throw new EarshotError('internal', 'A track came before the workers.')
    return pool
  }
  return {
    question: async function* () {
      const tracks = analysisStatements(db).pending(modelId, measuringMethod, ids)
      // Nothing to hear: no tower is opened. What opening throws (no model, say) ends the job.
      if (tracks.length === 0) return
      inWork.takeStock()
      pool = await options.open()
      // What the process may die of comes last: by then everything else has been heard.
      yield* tracks.filter(({ id }) => !inWork.isSuspect(id))
      yield* tracks.filter(({ id }) => inWork.isSuspect(id))
    },
    concurrency: workers,
    label: track => pathForDisplay(track.path),
    step: async (track, signal) => {
      const { id, path, duration: expectedSeconds } = track
      if (inWork.isGivenUp(id)) throw new EarshotError('internal', givenUp(path))
      const analysed = await inWork.during(id, signal, () =>
        opened().analyse({ path, expectedSeconds, embed: !track.analysed, measure: !track.measured }, signal)
      )
      for (const warning of analysed.warnings) options.onWarning?.(path, warning)
      options.onAnalysed?.(analysed)
      committer.add(track, analysed)
      return 'done'
    },
    onFailure: (track, failure) => {
      const { path, id: trackId, size, mtime } = track
      const record = { ...failure, path, trackId, stage: stageOf(failure.code), size, mtime }
      withDatabaseErrors(() => failures.record(record, Date.now()))
    },
    finish: async () => {
      try {
        committer.finish()
      } finally {
        await pool?.close()
      }
    }
  }
}

function givenUp(path: string): string {
  return `Earshot ended abruptly twice while it was hearing ${pathForDisplay(path)}: the file is left out until you try it again.`
}

function stageOf(code: ErrorCode): Stage {
  return code === 'internal' || code === 'model-refused' ? 'embed' : 'decode'
}
