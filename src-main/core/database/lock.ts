import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'

/**
 * Takes the right to run jobs on a data folder; gives the function that hands it back. Any number of processes may
 * have the database open (the command line beside the window), but two that scan or analyse at once would do the
 * same work twice. The lock is SQLite's own on an empty file beside the database: the system frees it whenever the
 * process ends, however it ends, so it can never go stale. Throws database-busy.
 */
export function lockDataFolder(dataFolder: string): () => void {
  return lock(
    dataFolder,
    'jobs.lock',
    'Another Earshot is scanning or analysing with this data folder; wait for it or stop it first.'
  )
}

/**
 * Takes the right to write tags into files: one at a time, be it another process or another job of this one, so that
 * what the journal says is begun is either in work or left by a crash. Throws database-busy.
 */
export function lockTagWriting(dataFolder: string): () => void {
  return lock(dataFolder, 'tags.lock', 'Tags are being written already; wait for it or stop it first.')
}

function lock(dataFolder: string, file: string, busy: string): () => void {
  mkdirSync(dataFolder, { recursive: true })
  const held = new BetterSqlite3(join(dataFolder, file), { timeout: 200 })
  try {
    held.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    held.close()
    throw new EarshotError('database-busy', busy, { cause: thrown })
  }
  return () => {
    held.close()
  }
}
