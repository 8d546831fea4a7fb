import { expect, it } from 'vitest'
import { Listeners } from '#contract/listeners.ts'
import { JobRunner } from '../../../../src-main/core/jobs/index.ts'
import type { Changes } from '../../../../src-main/engine/changes.ts'
import { openPlaylists } from '../../../../src-main/engine/features/playlists/open.ts'
import { SearchClient } from '../../../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../../../src-main/engine/workers/worker-files.ts'
import { scratchDatabase, scratchFolder } from '../../../support/database.ts'

it('outlives a database that another process holds: it runs behind every job', async () => {
  const dataFolder = scratchFolder()
  const db = scratchDatabase(dataFolder)
  const other = scratchDatabase(dataFolder)
  db.pragma('busy_timeout = 0')
  const log: string[] = []
  const jobs = new JobRunner()
  const changes = new Listeners<Changes>()
  const search = new SearchClient(workerFile('search'), { dataFolder, modelsFolder: dataFolder })
  const base = { dataFolder, db, jobs, changes, log: (line: string) => void log.push(line) }
  const playlists = openPlaylists(base, search, () => null)
  const libraryChanged = (): void => changes.tell('library.changed', { tracks: 0, analysed: 0 })

  other.exec('BEGIN IMMEDIATE')
  libraryChanged()
  expect(log).toHaveLength(1)
  other.exec('ROLLBACK')
  libraryChanged()
  expect(log).toHaveLength(1)

  await playlists.close()
  await jobs.close()
})
