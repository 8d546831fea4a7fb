import { lstatSync, renameSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { temporaryBeside } from '../files/temporary.ts'
import { databaseError } from './errors.ts'

/** Told where a lock was no lock any more, and was taken all the same: a sentence for the log. */
export type OnTakenOver = (line: string) => void

/** How long it is waited for somebody who is about to let go, milliseconds. */
const patience = 200

/**
 * Takes the right to run jobs on a data folder; gives the function that hands it back. Any number of processes may
 * have the database open (the command line beside the window), but two that scan or analyse at once would do the
 * same work twice. Throws database-busy, and what else keeps the lock from being written.
 */
export function lockDataFolder(
  dataFolder: string,
  onTakenOver?: OnTakenOver,
  wait: number = patience
): () => void {
  return lock(
    dataFolder,
    'jobs.lock',
    'Another Earshot is scanning or analysing with this data folder; wait for it or stop it first.',
    { onTakenOver, wait }
  )
}

/**
 * Takes the right to write tags into files: one at a time, be it another process or another job of this one, so that
 * what the journal says is begun is either in work or left by a crash. Throws database-busy.
 */
export function lockTagWriting(dataFolder: string, onTakenOver?: OnTakenOver): () => void {
  return lock(dataFolder, 'tags.lock', 'Tags are being written already; wait for it or stop it first.', {
    onTakenOver
  })
}

/** Says that this process has the library open: until then nobody puts another database in its place. */
export function useDataFolder(dataFolder: string, onTakenOver?: OnTakenOver): () => void {
  return lock(
    dataFolder,
    'open.lock',
    'Another Earshot is putting a backup into this data folder; try again in a moment.',
    { onTakenOver, shared: true, wait: 5_000 }
  )
}

/** Takes a data folder for itself, to put a database into it. Throws database-busy while any Earshot has it open. */
export function ownDataFolder(dataFolder: string, wait = patience): () => void {
  return lock(
    dataFolder,
    'open.lock',
    'Another Earshot has this data folder open (a window, a server or another command); close it first.',
    { wait }
  )
}

interface Locking {
  /** Any number may hold it like this, beside nobody who holds it alone. */
  shared?: boolean
  wait?: number
  onTakenOver?: OnTakenOver | undefined
}

/**
 * The locks are SQLite's own, on empty files beside the database: the system frees them whenever the process ends,
 * however it ends, so they can never go stale. What stands in a lock's file says nothing: the file is asked whether
 * somebody holds it before it is read, so junk in it is held by nobody, and goes.
 */
function lock(dataFolder: string, file: string, busy: string, options: Locking): () => void {
  const path = join(dataFolder, file)
  for (let last = false; ; last = true) {
    let thrown: unknown = new EarshotError('no-access', `${path} is in the way of a lock; move it away.`)
    try {
      if (isPlace(path)) return take(path, options)
    } catch (cause) {
      if (isBusy(cause)) throw new EarshotError('database-busy', busy, { cause })
      thrown = cause
    }
    if (last) throw databaseError(thrown)
    if (clear(path)) options.onTakenOver?.(`${file} was no lock of a running Earshot, and was taken over.`)
  }
}

function take(path: string, { shared = false, wait = patience }: Locking): () => void {
  const held = new BetterSqlite3(path, { timeout: wait })
  try {
    held.exec(shared ? 'BEGIN; SELECT count(*) FROM sqlite_schema' : 'BEGIN EXCLUSIVE')
  } catch (thrown) {
    held.close()
    throw thrown
  }
  return () => {
    held.close()
  }
}

const isBusy = (thrown: unknown): boolean =>
  thrown instanceof BetterSqlite3.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(thrown.code)

/** Whether a lock may be there: a folder or a pipe in its place is none, and reading a pipe might never end. */
function isPlace(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true
}

/**
 * Makes way for a lock; whether there was something in the way. A file is emptied, not removed: whoever else sees the
 * same junk now goes on with the same file, and only one of them gets the lock.
 */
function clear(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (!stat.isFile())
    renameSync(path, temporaryBeside(path, 'tmp').replace('.earshot-writing-', 'not-a-lock-'))
  else if (stat.size === 0) return false
  else truncateSync(path)
  return true
}
