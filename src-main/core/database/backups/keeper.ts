import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Backup, BackupKind, BackupList } from '#contract/keeping.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { writeWholeSync } from '../../files/whole-file.ts'
import { Thread } from '../../threads/index.ts'
import { changeStatements } from '../statements/changes.ts'
import type { Database } from '../open.ts'
import { databaseFile } from '../files.ts'
import { backUp } from './back-up.ts'
import { listBackups } from './list.ts'
import { restoreBackup, type Restored } from './restore.ts'
import type { BackupTasks } from './tasks.ts'

export interface BackupKeeperOptions {
  db: Database
  dataFolder: string
  /** The file of the backup worker. */
  worker: URL
  /** What went wrong where nobody waits for an answer. */
  log(line: string): void
  now?: () => number
}

/** At least so long lies between two backups that are made unasked, milliseconds. */
const day = 24 * 60 * 60 * 1000
/** The window comes first; then it is looked at now and then. */
const firstLook = 2 * 60_000
const lookEvery = 30 * 60_000
/** Writing tags into so many files is worth a backup of its own. */
const manyFiles = 100

/** Makes the backups of a library that is open, one at a time, in a thread. */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions
  readonly #now: () => number
  #last: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(options: BackupKeeperOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  list(): BackupList {
    const backups = listBackups(this.#options.dataFolder)
    const waiting = waitingRestore(this.#options.dataFolder)
    return { backups, waiting: backups.find(({ name }) => name === waiting)?.name ?? null }
  }

  /** Throws disk-full, database-damaged, write-unsafe. */
  make(kind: BackupKind): Promise<Backup> {
    const { dataFolder } = this.#options
    return this.#inThread(thread => thread.ask('make', { dataFolder, kind }))
  }

  /** Where many files are about to be written. Throws as `make` does. */
  async beforeWriting(files: number): Promise<void> {
    if (files >= manyFiles) await this.make('tags')
  }

  /** At the next start. Throws not-found, and database-damaged or database-newer for one that cannot be restored. */
  async restoreAtNextStart(name: string | null): Promise<void> {
    const { dataFolder } = this.#options
    if (name === null) return forgetWaiting(dataFolder)
    const found = listBackups(dataFolder).find(backup => backup.name === name)
    if (found === undefined) throw new EarshotError('not-found', `There is no backup ${name.toWellFormed()}.`)
    await this.#inThread(thread => thread.ask('check', { dataFolder, path: found.path }))
    writeWholeSync(waitingFile(dataFolder), JSON.stringify({ name }), 'folder')
  }

  /** Makes one a day from now on, while there are changes. */
  watch(): void {
    const look = (): void => {
      this.#timer = setTimeout(look, lookEvery).unref()
      if (this.#isDay() && this.#changedSinceNewest()) this.#unasked(() => this.make('daily'))
    }
    this.#timer = setTimeout(look, firstLook).unref()
  }

  /** The daily one of a process that is about to end: where a day has passed and this process changed something. */
  atEnd(): void {
    const { db, dataFolder } = this.#options
    if (!this.#isDay() || changeStatements(db).total() === 0) return
    this.#unasked(() => Promise.resolve(backUp(db, dataFolder, 'daily', new Date(this.#now()))))
  }

  /** After what is in work. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#last
  }

  #inThread<Answer>(ask: (thread: Thread<BackupTasks>) => Promise<Answer>): Promise<Answer> {
    const work = this.#last.then(async () => {
      const thread = new Thread<BackupTasks>(this.#options.worker, { heapMegabytes: 512 })
      try {
        return await ask(thread)
      } finally {
        await thread.close()
      }
    })
    this.#last = work.catch(() => undefined)
    return work
  }

  #unasked(make: () => Promise<unknown>): void {
    const failed = (thrown: unknown): void =>
      this.#options.log(`The daily backup could not be made: ${toFailure(thrown).message}`)
    try {
      make().catch(failed)
    } catch (thrown) {
      failed(thrown)
    }
  }

  #isDay(): boolean {
    const newest = listBackups(this.#options.dataFolder)[0]?.at ?? 0
    // A clock that was ahead once must not keep backups from being made.
    return Math.abs(this.#now() - newest) >= day
  }

  #changedSinceNewest(): boolean {
    const newest = listBackups(this.#options.dataFolder)[0]?.at ?? 0
    return ['', '-wal'].some(suffix => {
      const stat = statSync(databaseFile(this.#options.dataFolder) + suffix, { throwIfNoEntry: false })
      return stat !== undefined && stat.size > 0 && stat.mtimeMs > newest
    })
  }
}

/* ---- what waits for the next start ---- */

const waitingFile = (dataFolder: string): string => join(dataFolder, 'restore-at-start.json')
const waitingSchema = z.strictObject({ name: z.string().max(200) })

function waitingRestore(dataFolder: string): string | null {
  try {
    return waitingSchema.parse(JSON.parse(readFileSync(waitingFile(dataFolder), 'utf8'))).name
  } catch {
    return null // nothing waits
  }
}

const forgetWaiting = (dataFolder: string): void => rmSync(waitingFile(dataFolder), { force: true })

/**
 * Puts the backup into place that was chosen while the library was open. Null where none was, or where another Earshot
 * has the library open: then it goes on waiting. Throws what restoring throws; it is tried once.
 */
export async function restoreWaiting(dataFolder: string): Promise<Restored | null> {
  const name = waitingRestore(dataFolder)
  const chosen = listBackups(dataFolder).find(backup => backup.name === name)
  if (chosen === undefined) return null
  try {
    const restored = await restoreBackup(dataFolder, chosen.path)
    forgetWaiting(dataFolder)
    return restored
  } catch (thrown) {
    if (thrown instanceof EarshotError && thrown.code === 'database-busy') return null
    forgetWaiting(dataFolder)
    throw thrown
  }
}
