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
import { folderStatements } from '../database/statements/folders.ts'
import { trackStatements } from '../database/statements/tracks.ts'
import type { JobPlan } from '../jobs/index.ts'
import { hearApart } from './apart.ts'
import { backAgain } from './back-again.ts'
import type { AnalysisPool } from './pool.ts'
import { AnalysisCommitter } from './committer.ts'
import type { Analysed, Heard } from './analysed.ts'
import type { InWork } from './in-work.ts'
import type { Yielding } from './yielding/yielding.ts'

export interface AnalysisJobOptions {
  db: Database
  inWork: InWork
  /** When to wait. */
  yielding: Yielding
  /** Opens the workers; called once, before the first track. */
  open(): Promise<AnalysisPool>
  workers: number
  /** The process that hears what a process has ended over before; null: it is heard by a worker, alone. */
  apart: URL | null
  afterCrash: boolean
  /** How texts of old tags are read now. */
  charset: () => string
  modelId: number
  /** Tracks that were seen to before the last job was stopped: one that goes on counts them, and adds its own. */
  seen: Set<number>
  /** Only these tracks; those heard already are left out all the same. */
  ids?: number[]
  onCommitted(trackIds: number[]): void
  /** What is to be said of a track that was heard all the same: damage, another decoder. */
  onWarning?(path: string, warning: DecodeWarning): void
  /** Where the time went, for measurements. */
  onAnalysed?(analysed: Analysed): void
}

/**
 * "Which tracks has this model not heard, or this method not measured?" and "hear one". Failures that say something about
 * the drive and not about the file (it is gone, it may not be read) are not held against it; nor is a crash, unless it
 * came twice while other files went well.
 */
export function analysisPlan(options: AnalysisJobOptions): JobPlan<PendingTrack> {
  const { db, inWork, yielding, workers, modelId, ids, seen } = options
  let pool: AnalysisPool | null = null
  const failures = failureStatements(db)
  const tracks = trackStatements(db)
  /** Paths of tracks over which a decoder crashed twice. */
  const crashedOver: string[] = []
  let wentWell = false
  const committer = new AnalysisCommitter(db, modelId, options.onCommitted)
  const opened = (): AnalysisPool => {
    if (pool === null) throw new EarshotError('internal', 'A track came before the workers.')
    return pool
  }
  return {
    question: async function* ({ skip, waits }) {
      const { pending, away } = analysisStatements(db)
      const waiting = pending(modelId, measuringMethod, ids)
      for await (const track of backAgain(away(modelId, measuringMethod, ids), folderStatements(db).all())) {
        withDatabaseErrors(() => tracks.setAvailable(track.id, true))
        waiting.push(track)
      }
      for (const { id } of waiting) seen.delete(id)
      if (ids === undefined) skip(seen.size)
      // Nothing to hear: no tower is opened. What opening throws (no model, say) ends the job.
      if (waiting.length === 0) return
      inWork.takeStock(options.afterCrash)
      yielding.begin(waits)
      pool = await options.open()
      // What the process may die of comes last: by then everything else has been heard.
      yield* waiting.filter(({ id }) => !inWork.isSuspect(id))
      yield* waiting.filter(({ id }) => inWork.isSuspect(id))
    },
    concurrency: workers,
    label: track => pathForDisplay(track.path),
    step: async (track, signal) => {
      const { id, path, contentId, duration: expectedSeconds } = track
      await yielding.pass(signal)
      if (inWork.isGivenUp(id)) throw new EarshotError('decoder-crashed', givenUp(path))
      const wanted = {
        path,
        contentId,
        charset: options.charset(),
        expectedSeconds,
        embed: !track.analysed,
        measure: !track.measured
      }
      const apart = inWork.isSuspect(id) ? options.apart : null
      const hear = async (): Promise<Heard> =>
        apart === null
          ? opened().analyse(wanted, signal)
          : hearApart(apart, await opened().apart(wanted), signal)
      const analysed = await inWork.during(id, signal, () => hear().catch(onceMore(hear)))
      for (const warning of analysed.warnings) options.onWarning?.(path, warning)
      options.onAnalysed?.(analysed)
      committer.add(track, analysed)
      wentWell = true
      if (ids === undefined) seen.add(id)
      return 'done'
    },
    onFailure: (track, failure) => {
      const { path, id: trackId, size, mtime } = track
      if (ids === undefined) seen.add(trackId)
      const record = { ...failure, path, trackId, stage: stageOf(failure.code), size, mtime }
      withDatabaseErrors(() => failures.record(record, Date.now()))
      if (failure.code === 'decoder-crashed') crashedOver.push(path)
      // What it is by now, the next scan finds out.
      if (failure.code === 'changed-since') withDatabaseErrors(() => tracks.setStale(trackId))
    },
    finish: async complete => {
      yielding.end()
      if (complete && ids === undefined) seen.clear()
      try {
        committer.finish()
        // Where nothing went well the fault may be anywhere.
        if (wentWell) withDatabaseErrors(() => failures.hold(crashedOver))
      } finally {
        await pool?.close()
      }
    }
  }
}

/** A crash alone may be anything: the same work again shows whether it is the file. */
function onceMore(hear: () => Promise<Heard>): (thrown: unknown) => Promise<Heard> {
  return thrown => {
    if (thrown instanceof EarshotError && thrown.code === 'decoder-crashed') return hear()
    throw thrown
  }
}

function givenUp(path: string): string {
  return `Earshot crashed twice while it was hearing ${pathForDisplay(path)}: the file is left out until it or Earshot is another, or you try it again.`
}

function stageOf(code: ErrorCode): Stage {
  return code === 'internal' || code === 'model-refused' ? 'embed' : 'decode'
}
