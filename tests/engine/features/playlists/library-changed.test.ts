import { expect, it } from 'vitest'
import { JobRunner } from '../../../../src-main/core/jobs/index.ts'
import { createPlaylists } from '../../../../src-main/engine/features/playlists/index.ts'
import { scratchDatabase, scratchFolder } from '../../../support/database.ts'

it('outlives a database that another process holds: it runs behind every job', async () => {
  const dataFolder = scratchFolder()
  const db = scratchDatabase(dataFolder)
  const other = scratchDatabase(dataFolder)
  db.pragma('busy_timeout = 0')
  const log: string[] = []
  const jobs = new JobRunner()
  const playlists = createPlaylists({
    db,
    jobs,
    words: () => null,
    onChange: () => undefined,
    onLog: line => void log.push(line)
  })

  other.exec('BEGIN IMMEDIATE')
  playlists.libraryChanged()
  expect(log).toHaveLength(1)
  other.exec('ROLLBACK')
  playlists.libraryChanged()
  expect(log).toHaveLength(1)

  await playlists.close()
  await jobs.close()
})
