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
  mkdirSync(dataFolder, { recursive: true })
  const lock = new BetterSqlite3(join(dataFolder, 'jobs.lock'), { timeout: 200 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    lock.close()
    throw new EarshotError(
      'database-busy',
      'Another Earshot is scanning or analysing with this data folder; wait for it or stop it first.',
      { cause: thrown }
    )
  }
  return () => {
    lock.close()
  }
}
