import type { Job } from '#contract/entities.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import { toFailure } from '#contract/errors.ts'
import {
  Analyses,
  followUp,
  forgetEarlier,
  ModelSwitch,
  Yielding,
  type Analysis
} from '../../../core/analysis/index.ts'
import { measuringMethod } from '../../../core/audio/measure/measure.ts'
import { analysisStatements } from '../../../core/database/statements/analyses.ts'
import { modelStatements } from '../../../core/database/statements/models.ts'
import { settingStatements } from '../../../core/database/statements/settings.ts'
import { unasked, type Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'

interface AnalysisFeature {
  handlers: Family<'analysis'>
  analyses: Analyses
  yielding: Yielding
  /** Which model hears, and when it takes over. */
  modelSwitch: ModelSwitch
  onJob(job: Job): void
  /** Hears what waits. */
  start(): void
  /** `now`: what clears up in the background is not waited for. */
  close(now: boolean): Promise<void>
}

/**
 * `follows`: it goes on by itself when a scan has brought tracks. `afterCrash`: the engine before this one is known to
 * have crashed. `battery`: whether the machine runs on one, where the shell knows better than the system's files.
 */
interface AnalysisWishes {
  follows: boolean
  afterCrash: boolean
  battery: (() => boolean | null) | undefined
}

/** Tracks: few enough that nobody waits for the database meanwhile. */
const forgottenAtOnce = 500

/** `onWarning`: a file was heard, but not all is well with it. */
export function openAnalysis(
  base: Base,
  { follows, afterCrash, battery }: AnalysisWishes,
  onWarning?: (path: string, warning: DecodeWarning) => void
): AnalysisFeature {
  const { db, jobs, changes, models, decoders, dataFolder } = base
  const statements = analysisStatements(db)
  const modelRows = modelStatements(db)
  const effort = () => base.settings.get().effort
  const yielding = new Yielding({ effort, ...(battery && { battery }) })
  const analyses = new Analyses({
    db,
    jobs,
    dataFolder,
    findDecoder: () => decoders.find(),
    worker: workerFile('analysis'),
    // Inside Electron there is no plain Node to start; its shell has seen how the last engine ended.
    apart: process.versions['electron'] === undefined ? workerFile('analysis-apart') : null,
    afterCrash,
    charset: () => base.settings.get().textCharset,
    effort,
    yielding,
    ...(onWarning && { onWarning })
  })
  const modelSwitch = new ModelSwitch({
    models,
    settings: settingStatements(db),
    hasPending: model => statements.hasPending(models.numberOf(model), measuringMethod),
    lacks: (heard, by) => modelRows.lacks(models.numberOf(heard), models.numberOf(by)),
    analyse: model => asked(() => analyses.of(model).start()),
    isAnalysing: () => jobs.isRunning('analysis'),
    changed: what => {
      changes.tell('models.changed', null)
      if (what === 'in-use') changes.tell('model.in-use', null)
    }
  })
  unasked(base, 'The model before could not be kept in use', () => modelSwitch.succeed())
  const forgetting = forgetEarlier({
    done: () => modelSwitch.done,
    forgetSome: ({ id }) => modelRows.forgetSome(id, forgottenAtOnce),
    forget: ({ id }) => modelRows.forget(id),
    forgotten: () => changes.tell('models.changed', null),
    failed: thrown =>
      base.log(`What an earlier model heard could not be cleared: ${toFailure(thrown).message}`)
  })
  const next = (): Analysis => analyses.of(modelSwitch.nextToAnalyse() ?? models.requireListening())
  const follow = followUp({
    hasPending: () => modelSwitch.nextToAnalyse() !== null,
    isRunning: kind => jobs.isRunning(kind),
    startAnalysis: () => unasked(base, 'The analysis could not start', () => next().start())
  })
  changes.on('work.asked', () => follow.resume())

  function asked(start: () => Job): Job {
    changes.tell('work.asked', null)
    return start()
  }

  return {
    analyses,
    yielding,
    modelSwitch,
    handlers: {
      'analysis.start': ({ ids }) =>
        asked(() => (ids ? analyses.of(models.requireListening()) : next()).start(ids)),
      'analysis.goOn': () => {
        yielding.goOnAnyway()
        return null
      }
    },
    onJob: job => {
      unasked(base, 'The model could not be changed', () => modelSwitch.onJob(job))
      if (job.kind === 'analysis' && job.state === 'done') forgetting.start()
      if (follows) follow.onJob(job)
    },
    start: () => {
      forgetting.start()
      if (follows) follow.look()
    },
    close: now => forgetting.close(now)
  }
}
