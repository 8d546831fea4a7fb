import type { DecodeWarning } from '#contract/faults.ts'
import { fileURLToPath } from 'node:url'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import type { FoundDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { loadRegistry } from '../../../src-main/core/inference/registry.ts'
import { JobRunner } from '../../../src-main/core/jobs/index.ts'
import { createAnalysis } from '../../../src-main/core/analysis/index.ts'
import type { Analysis } from '../../../src-main/core/analysis/index.ts'
import { workerFile } from '../../../src-main/engine/workers/worker-files.ts'

export const model = loadRegistry(fileURLToPath(new URL('../../../models', import.meta.url))).default

/** The analysis with real parts, for tests and for the child process that gets killed. */
export function analysisOf(
  db: Database,
  dataFolder: string,
  options: {
    workers?: number
    worker?: URL
    apart?: URL | null
    afterCrash?: boolean
    decoder?: () => Promise<FoundDecoder>
    onWarning?: (path: string, warning: DecodeWarning) => void
  } = {}
): { jobs: JobRunner; analysis: Analysis } {
  const jobs = new JobRunner()
  const analysis = createAnalysis({
    db,
    jobs,
    model,
    dataFolder,
    findDecoder: options.decoder ?? (() => findDecoder()),
    worker: options.worker ?? workerFile('analysis'),
    apart: options.apart === undefined ? workerFile('analysis-apart') : options.apart,
    afterCrash: options.afterCrash ?? false,
    workers: options.workers ?? 1,
    ...(options.onWarning === undefined ? {} : { onWarning: options.onWarning })
  })
  return { jobs, analysis }
}
