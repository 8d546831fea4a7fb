import { join } from 'node:path'
import { statSync } from 'node:fs'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import type { FoundDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { loadRegistry } from '../../../src-main/core/inference/registry.ts'
import { JobRunner } from '../../../src-main/core/jobs/index.ts'
import { createAnalysis } from '../../../src-main/engine/analysis/index.ts'
import type { Analysis } from '../../../src-main/engine/analysis/index.ts'
import { workerFile } from '../../../src-main/engine/worker-files.ts'
import { writeWav } from '../../support/audio.ts'
import { sampleTrack } from '../../support/database.ts'

export const model = loadRegistry(new URL('../../../models', import.meta.url).pathname).default

/** Writes so many short, different tracks and enters them as a scan would. */
export function fillLibrary(db: Database, folder: string, count: number, seconds = 11): number[] {
  const sound = (hz: number) => ({ seconds, hz, sampleRate: 16_000, channels: 1 })
  return enter(
    db,
    folder,
    Array.from({ length: count }, (_, i) => writeWav(join(folder, `${i}.wav`), sound(200 + 50 * i)))
  )
}

/** Enters files as a scan would. */
export function enter(db: Database, folder: string, paths: string[]): number[] {
  const folderId = folderStatements(db).add(folder, 1).id
  const tracks = trackStatements(db)
  return paths.map(path => {
    const facts = statSync(path, { throwIfNoEntry: false })
    const size = facts?.size ?? 1
    return tracks.insert(sampleTrack({ folderId, path, size, duration: null }), 1)
  })
}

export function analysisOf(
  db: Database,
  dataFolder: string,
  options: { workers?: number; worker?: URL; decoder?: () => Promise<FoundDecoder> } = {}
): { jobs: JobRunner; analysis: Analysis } {
  const jobs = new JobRunner()
  const analysis = createAnalysis({
    db,
    jobs,
    model,
    dataFolder,
    findDecoder: options.decoder ?? (() => findDecoder()),
    worker: options.worker ?? workerFile('analysis'),
    workers: options.workers ?? 1
  })
  return { jobs, analysis }
}
