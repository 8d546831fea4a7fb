import type { DecodeWarning } from '#contract/faults.ts'
import { join } from 'node:path'
import type { Job, ProviderTrial } from '#contract/entities.ts'
import { usualSettings, type Settings } from '#contract/settings.ts'
import { stateOf } from '../audio/decoder.ts'
import type { FoundDecoder } from '../audio/find-decoder.ts'
import type { Database } from '../database/open.ts'
import { modelStatements } from '../database/statements/models.ts'
import { earOf } from '../inference/ear-of.ts'
import { modelHash } from '../inference/registry.ts'
import type { Model } from '../inference/registry.ts'
import { modelChecksFile, requireModel } from '../inference/verify.ts'
import type { JobRunner } from '../jobs/index.ts'
import { usualCharset } from '../tags/legacy-text.ts'
import { listenersOf, priorityOf } from './effort.ts'
import { AnalysisPool } from './pool.ts'
import { analysisPlan } from './plan.ts'
import type { Analysed } from './analysed.ts'
import { InWork } from './in-work.ts'
import { Yielding } from './yielding/yielding.ts'

export interface AnalysisOptions {
  db: Database
  jobs: JobRunner
  model: Model
  /** The decoder to use now; asked at the start of each job, since the setting may change. */
  findDecoder(): Promise<FoundDecoder>
  dataFolder: string
  /** `workerFile('analysis')`. */
  worker: URL
  /** `workerFile('analysis-apart')`, for tracks over which a process has ended; null where no process can be started. */
  apart: URL | null
  /** Whether the process before this one is known to have crashed. Default false. */
  afterCrash?: boolean
  /** How texts of old tags are read now. Default: as Windows-1252. */
  charset?: () => string
  /** How much of the machine it takes, asked at the start of each job. */
  effort?: () => Settings['effort']
  /** When to wait; all models have one, since one hears at a time. Default: as the effort says. */
  yielding?: Yielding
  /** Default: as many as the effort has. */
  workers?: number
  /** After each batch: these tracks can be searched. */
  onCommitted?(trackIds: number[]): void
  onWarning?(path: string, warning: DecodeWarning): void
  onAnalysed?(analysed: Analysed): void
}

export interface Analysis {
  /** Starts the job, or gives the one that runs. Throws `database-busy`; a missing model fails the job. */
  start(ids?: number[]): Job
  /** How the providers did when they were last tried; empty before the first time. */
  trials(): ProviderTrial[]
  /** Tries them now, unless that was done before. Throws `model-missing`, `model-corrupt`, `model-refused`. */
  tryProviders(): Promise<ProviderTrial[]>
}

const providersFile = (dataFolder: string): string => join(dataFolder, 'providers.json')

/** Hears tracks: decodes, embeds and stores them, as a job. Workers live only as long as it runs. */
export function createAnalysis(options: AnalysisOptions): Analysis {
  const { db, jobs, model, dataFolder } = options
  const effort = options.effort ?? (() => usualSettings.effort)
  const yielding = options.yielding ?? new Yielding({ effort })
  const workers = (): number => options.workers ?? listenersOf(effort())
  const inWork = new InWork(join(dataFolder, 'in-work.json'))
  const seen = new Set<number>()
  let trials: ProviderTrial[] = []

  const open = async (): Promise<AnalysisPool> => {
    await requireModel(model, modelChecksFile(dataFolder), 'read')
    const { decoder } = await options.findDecoder()
    const data = {
      decoder: stateOf(decoder),
      ear: earOf(model),
      weights: modelHash(model, 'audio'),
      provider: null,
      providerMemory: providersFile(dataFolder),
      priority: priorityOf(effort())
    }
    return new AnalysisPool(options.worker, data, workers())
  }

  const tryProviders = async (): Promise<ProviderTrial[]> => {
    if (trials.length > 0) return trials
    const pool = await open()
    try {
      trials = (await pool.choice()).trials
      return trials
    } finally {
      await pool.close()
    }
  }

  return {
    trials: () => trials,
    tryProviders,
    start: ids =>
      jobs.start(
        'analysis',
        analysisPlan({
          db,
          inWork,
          yielding,
          workers: workers(),
          apart: options.apart,
          afterCrash: options.afterCrash ?? false,
          charset: options.charset ?? (() => usualCharset),
          open: async () => {
            const pool = await open()
            trials = (await pool.choice()).trials
            return pool
          },
          seen,
          modelId: modelStatements(db).idOf(model.id, model.version),
          ...(ids === undefined ? {} : { ids }),
          onCommitted: options.onCommitted ?? (() => undefined),
          ...(options.onWarning === undefined ? {} : { onWarning: options.onWarning }),
          ...(options.onAnalysed === undefined ? {} : { onAnalysed: options.onAnalysed })
        })
      )
  }
}
