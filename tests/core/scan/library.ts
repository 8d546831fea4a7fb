import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Job } from '../../../src-main/contract/entities.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { failureStatements } from '../../../src-main/core/database/statements/failures.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements, type StoredTrack } from '../../../src-main/core/database/statements/tracks.ts'
import { JobRunner } from '../../../src-main/core/jobs/index.ts'
import { Scanner, type ScannerOptions } from '../../../src-main/core/scan/scanner.ts'
import { workerFile } from '../../../src-main/engine/workers/worker-files.ts'
import { scratchDatabase, scratchFolder } from '../../support/database.ts'
import { writeWav } from '../../support/audio.ts'

export interface Library {
  /** The folder of music. */
  music: string
  db: Database
  jobs: JobRunner
  scanner: Scanner
  /** Scans (everything unless told) and waits. */
  scan(ids?: number[], verify?: boolean): Promise<Job>
  /** Visible tracks, by path. */
  tracks(): StoredTrack[]
  /** Paths of visible tracks that are available, below the folder of music. */
  available(): string[]
  failures(): { path: string; stage: string; code: string; message: string }[]
  folders(): ReturnType<ReturnType<typeof folderStatements>['all']>
}

const runners: JobRunner[] = []

afterEach(async () => {
  for (const jobs of runners.splice(0)) await jobs.close()
})

/** An empty library over an empty folder `music`, which is added unless told otherwise. */
export function emptyLibrary(options: Partial<ScannerOptions> & { add?: boolean } = {}): Library {
  const music = join(scratchFolder(), 'music')
  mkdirSync(music)
  const db = scratchDatabase()
  const jobs = new JobRunner()
  runners.push(jobs)
  const scanner = new Scanner({ db, jobs, worker: workerFile('metadata'), threads: 2, ...options })
  if (options.add !== false) scanner.addFolder(music)
  const tracks = trackStatements(db)
  const visible = (): StoredTrack[] => tracks.byIds(tracks.ids('path', false))
  const below = (path: string): string => (path.startsWith(`${music}/`) ? path.slice(music.length + 1) : path)
  return {
    music,
    db,
    jobs,
    scanner,
    scan: (ids, verify) => jobs.settled(scanner.scan(ids, { verify }).id),
    tracks: visible,
    available: () =>
      visible()
        .filter(track => track.available)
        .map(track => below(track.path)),
    failures: () =>
      failureStatements(db)
        .all()
        .map(({ path, stage, code, message }) => ({ path: below(path), stage, code, message }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    folders: () => folderStatements(db).all()
  }
}

/** A tenth of a second of a tone of its own pitch: a file like no other. */
export function song(path: string | Buffer, hz = 440): void {
  writeWav(path, { seconds: 0.1, hz, sampleRate: 8000, channels: 1 })
}
