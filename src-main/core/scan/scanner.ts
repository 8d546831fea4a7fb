import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Folder, Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import type { Database } from '../database/open.ts'
import { fileError } from '../files/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'
import { folderStatements, type FolderStatements } from '../database/statements/folders.ts'
import type { JobRunner } from '../jobs/index.ts'
import { usualCharset } from '../tags/legacy-text.ts'
import { MetadataPool } from './metadata-pool.ts'
import { scanPlan, type WantedFolders } from './scan-plan.ts'
import type { ChangedPlace } from './watch/changed-places.ts'

export interface ScannerOptions {
  db: Database
  jobs: JobRunner
  /** The file of the metadata worker. */
  worker: URL
  /** Worker threads; as many as cores up to four, unless told: beyond that the disk is what limits. */
  threads?: number
  /** Milliseconds after which one file is given up. */
  timeout?: number
  /** How texts are read that do not say how they are encoded, by a name that TextDecoder knows. */
  charset?: () => string
  /** Unix milliseconds. */
  now?: () => number
  /** After each batch: so many tracks were added, changed or marked. */
  onChange?(tracks: number): void
}

/** The folders of the library, and looking at them. */
export class Scanner {
  readonly #options: ScannerOptions
  readonly #folders: FolderStatements
  readonly #now: () => number
  readonly #wanted = new Set<number>()
  #places: ChangedPlace[] = []
  /** Whether those that are wanted are to be verified. */
  #verify = false

  constructor(options: ScannerOptions) {
    this.#options = options
    this.#folders = folderStatements(options.db)
    this.#now = options.now ?? Date.now
  }

  /** Adds a folder without looking at it yet. Throws not-found, not-a-folder, no-access. */
  addFolder(path: string): Folder {
    const absolute = resolve(path)
    const name = pathForDisplay(absolute)
    let isFolder: boolean
    try {
      isFolder = statSync(pathForFs(absolute)).isDirectory()
    } catch (thrown) {
      throw fileError(thrown, { doing: 'read', what: 'folder', name })
    }
    if (!isFolder) throw new EarshotError('not-a-folder', `${name} is not a folder.`)
    return withDatabaseErrors(() => this.#folders.add(absolute, this.#now()))
  }

  /** Hides a folder and its tracks; nothing is lost. Throws not-found. */
  removeFolder(id: number): void {
    if (this.#folders.byId(id) === null) throw new EarshotError('not-found', `There is no folder ${id}.`)
    withDatabaseErrors(() => this.#folders.remove(id))
    this.#options.onChange?.(0)
  }

  /**
   * Looks at all folders, or at some, and brings the library up to date. While a scan runs, folders are added to it.
   * `verify`: files that look as they did are checked, too. Throws not-found, and database-busy while another process
   * runs jobs on this library.
   */
  scan(folderIds?: readonly number[], { verify = false }: { verify?: boolean | undefined } = {}): Job {
    const ids = folderIds ?? this.#folders.all().map(folder => folder.id)
    for (const id of ids) {
      if (this.#folders.byId(id) === null) throw new EarshotError('not-found', `There is no folder ${id}.`)
    }
    for (const id of ids) this.#wanted.add(id)
    this.#verify ||= verify
    return this.#start()
  }

  /**
   * Looks only where something is known to have changed; what is of no folder of the library is left alone. Throws
   * database-busy while another process runs jobs on this library.
   */
  lookAt(places: readonly ChangedPlace[]): Job {
    this.#places.push(...places)
    return this.#start()
  }

  #start(): Job {
    const { db, jobs, worker, onChange } = this.#options
    const running = jobs.list().find(job => job.kind === 'scan' && job.state === 'running')
    if (running !== undefined) return running
    const threads = this.#options.threads ?? Math.min(4, availableParallelism())
    const pool = new MetadataPool({ worker, threads, timeout: this.#options.timeout })
    const plan = scanPlan({
      db,
      pool,
      nextFolders: () => this.#nextFolders(),
      charset: this.#options.charset ?? (() => usualCharset),
      now: this.#now,
      onCommit: tracks => onChange?.(tracks)
    })
    try {
      const job = jobs.start('scan', plan)
      void jobs
        .settled(job.id)
        .then(ended => this.#follow(ended))
        .catch(() => this.#forget())
      return job
    } catch (thrown) {
      this.#forget()
      throw thrown
    }
  }

  /** A folder that was asked for when the walk had just ended gets a scan of its own. */
  #follow(ended: Job): void {
    if (ended.state !== 'done') this.#forget()
    else if ((this.#wanted.size > 0 || this.#places.length > 0) && this.#options.db.open) this.#start()
  }

  #nextFolders(): WantedFolders {
    const ids = [...this.#wanted]
    const verify = this.#verify
    const places = this.#places
    this.#forget()
    return {
      folders: ids.map(id => this.#folders.byId(id)).filter(folder => folder !== null),
      places,
      verify
    }
  }

  #forget(): void {
    this.#wanted.clear()
    this.#places = []
    this.#verify = false
  }
}
