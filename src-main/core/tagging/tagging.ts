import type { KnownValue, TrackTags } from '#contract/edits.ts'
import type { Job } from '#contract/entities.ts'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { Events } from '#contract/events.ts'
import type { MovePreview } from '#contract/moves.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Finding, Plan } from '#contract/tagging.ts'
import { lockDataFolder, lockTagWriting } from '../database/lock.ts'
import type { Database } from '../database/open.ts'
import { oldTextStatements } from '../database/statements/old-texts.ts'
import { planStatements, type PlanStatements } from '../database/statements/plans.ts'
import { journalStatements, type JournalStatements } from '../database/statements/tag-journal.ts'
import { pathForDisplay } from '../files/paths.ts'
import type { JobPlan, JobRunner } from '../jobs/index.ts'
import { forgetPictures } from './covers/forget-pictures.ts'
import { requireEdits } from './edits/check.ts'
import { handJob } from './edits/hand-job.ts'
import { knownValues } from './edits/known-values.ts'
import { readTracks } from './edits/read-tracks.ts'
import { moveJob, previewMoves } from './move/move-job.ts'
import { requireWish } from './move/plan-moves.ts'
import { makeJob } from './plan/make-job.ts'
import { Plans } from './plan/plans.ts'
import type { Proposals } from './plan/proposals.ts'
import { findingProposals } from './plan/sound-proposals.ts'
import { repairJob } from './texts/repair-job.ts'
import { undoJob } from './write/undo-job.ts'
import { writeJob } from './write/write-job.ts'
import { TagWriter } from './write/writer.ts'
import { KeptThread } from './write/kept-thread.ts'
import { WriterThread } from './write/writer-thread.ts'

export interface TaggingOptions {
  db: Database
  dataFolder: string
  jobs: JobRunner
  /** The file of the worker that writes tags. */
  worker: URL
  proposals: Proposals
  audit(signal: AbortSignal): Promise<Finding[]>
  /** All tracks that were heard. */
  analysed(): Iterable<number>
  /** Days the journal is kept; null: for ever. */
  journalDays(): number | null
  /** How the library reads texts that do not say how they are encoded. */
  textCharset(): string
  /** Before so many files are written or put back. */
  beforeWriting(files: number): Promise<void>
  changed(what: Events['tags.changed']['what']): void
  onLog(line: string): void
}

/** What a job has that fills a plan. */
interface PlanTools {
  db: Database
  thread: WriterThread
  planId: number
  onFailure(path: string, failure: Failure): void
}

const day = 24 * 60 * 60 * 1000
/** Milliseconds: somebody who edits goes from track to track. */
const readerIdle = 30_000

/** Plans, their writing, and taking back what was written. */
export class Tagging {
  readonly plans: Plans
  readonly journal: JournalStatements
  readonly #options: TaggingOptions
  readonly #plans: PlanStatements
  readonly #reader: KeptThread<WriterThread>
  readonly #work = new Set<Promise<unknown>>()
  /** When the last one that had the right to write has given it back. */
  #free: Promise<void>

  constructor(options: TaggingOptions) {
    this.#options = options
    this.#reader = new KeptThread(this.#thread(), readerIdle)
    this.plans = new Plans(options.db, Date.now)
    this.#plans = planStatements(options.db)
    this.journal = journalStatements(options.db)
    this.#tidy()
    this.#free = this.#keep(this.#recover())
  }

  /** Throws what the audit throws, and not-found for a finding it has no longer. */
  async make(input: ParsedInput<'plans.make'>, signal: AbortSignal): Promise<{ plan: Plan; job: Job }> {
    const { mode, fields, unsure } = input
    this.#requireIdle(['tag-plan'], 'A plan is being made already; wait for it or cancel it.')
    const found = input.findings ? findingProposals(await this.#options.audit(signal), input.findings) : null
    const proposals = found === null ? this.#options.proposals : () => Promise.resolve(found)
    const ids = [...(found?.keys() ?? input.ids ?? this.#options.analysed())]
    const charset = this.#options.textCharset()
    return this.#making({ name: input.name, mode }, tools =>
      makeJob({ ...tools, ids, fields, mode, unsure, proposals, charset })
    )
  }

  /** A plan that writes texts right which do not say how they are encoded. Throws database-busy while one is made. */
  repairTexts({ name, ids, charset }: ParsedInput<'plans.repairTexts'>): { plan: Plan; job: Job } {
    const old = oldTextStatements(this.#options.db).ids()
    const wanted = ids === undefined ? null : new Set(ids)
    return this.#making({ name, mode: 'replace' }, tools =>
      repairJob({ ...tools, ids: old.filter(id => wanted === null || wanted.has(id)), charset })
    )
  }

  /**
   * A plan of what is changed by hand. Throws bad-request for values that cannot be written, not-found for tracks that are
   * not in the library, database-busy while a plan is made.
   */
  byHand({ name, edits }: ParsedInput<'plans.byHand'>): { plan: Plan; job: Job } {
    requireEdits(this.#options.db, edits)
    const charset = this.#options.textCharset()
    return this.#making({ name, mode: 'replace' }, tools => handJob({ ...tools, edits, charset }))
  }

  /** What the files of these tracks say. */
  async read({ ids }: ParsedInput<'tags.read'>, signal: AbortSignal): Promise<TrackTags[]> {
    const { db, textCharset } = this.#options
    return this.#reader.use(thread => readTracks({ db, thread, ids, charset: textCharset(), signal }))
  }

  /** Values that could be meant for a field. */
  known(input: ParsedInput<'tags.known'>): KnownValue[] {
    return knownValues(this.#options.db, input)
  }

  /**
   * A plan that gives files the names and places of a pattern. Throws bad-request for what is no pattern and for a folder
   * outside the library, database-busy while a plan is made.
   */
  move({ name, ...wish }: ParsedInput<'plans.move'>): { plan: Plan; job: Job } {
    requireWish(this.#options.db, wish)
    return this.#making({ name, mode: 'replace' }, tools => moveJob({ ...tools, ...wish }))
  }

  /** What a pattern would do; throws as `move` does. */
  previewMoves(wish: ParsedInput<'plans.movePreview'>, signal: AbortSignal): Promise<MovePreview> {
    return previewMoves(this.#options.db, wish, signal)
  }

  /** Tracks with such texts. */
  oldTexts(): number {
    return oldTextStatements(this.#options.db).count()
  }

  /** Throws bad-request where nothing is accepted, database-busy while tags are written already. */
  async write({ id, keepTimes }: ParsedInput<'plans.write'>): Promise<Job> {
    const { name, state } = this.plans.get(id)
    if (state === 'making')
      throw new EarshotError('bad-request', `Plan ${id} is still being made; wait for it.`)
    const files = this.#plans.filesToWrite(id).length
    if (files === 0) {
      throw new EarshotError('bad-request', `Nothing that is accepted in plan ${id} is still to be written.`)
    }
    const { db } = this.#options
    return this.#writing('tag-write', files, ({ writer }) =>
      writeJob({ db, writer, planId: id, name, keepTimes, now: Date.now })
    )
  }

  /** Throws not-found, and database-busy while tags are written already. */
  async undo({ id, changeIds }: ParsedInput<'history.undo'>): Promise<Job> {
    const batch = this.journal.batch(id)
    if (batch === null) throw new EarshotError('not-found', `There is no batch ${id} in the history.`)
    const { db } = this.#options
    return this.#writing('tag-undo', batch.files, ({ thread, writer }) =>
      undoJob({
        db,
        writer,
        thread,
        batchId: id,
        name: batch.name,
        charset: this.#options.textCharset(),
        changeIds,
        now: Date.now,
        onFailure: this.#tell
      })
    )
  }

  /** After the jobs have ended. */
  async close(): Promise<void> {
    await this.#reader.close()
    while (this.#work.size > 0) await Promise.all(this.#work)
  }

  /** One at a time, in this process and in all others: nothing else may be at the files. */
  async #writing<Item>(
    kind: 'tag-write' | 'tag-undo',
    files: number,
    plan: (tools: { thread: WriterThread; writer: TagWriter }) => JobPlan<Item>
  ): Promise<Job> {
    this.#requireIdle(['tag-write', 'tag-undo'], 'Tags are being written already; wait for it or cancel it.')
    await this.#free
    const unlock = lockTagWriting(this.#options.dataFolder, this.#options.onLog)
    const thread = this.#thread()
    try {
      await this.#options.beforeWriting(files)
      const writer = new TagWriter(this.#options.db, thread, Date.now, this.#options.textCharset())
      const job = this.#options.jobs.start(kind, plan({ thread, writer }))
      this.#free = this.#follow(job, thread, ['plans', 'history'], unlock)
      return job
    } catch (thrown) {
      await thread.close()
      unlock()
      throw thrown
    }
  }

  #follow(
    job: Job,
    thread: WriterThread,
    changed: Events['tags.changed']['what'][],
    unlock?: () => void
  ): Promise<void> {
    const end = async (): Promise<void> => {
      await this.#options.jobs.settled(job.id)
      await thread.close()
      unlock?.()
      for (const what of changed) this.#options.changed(what)
    }
    return this.#keep(end())
  }

  /** Plans that nobody is making any more can be looked at; those that were discarded go. */
  #tidy(): void {
    let unlock: () => void
    try {
      unlock = lockDataFolder(this.#options.dataFolder)
    } catch {
      return // another Earshot may be making one
    }
    this.#plans.tidy()
    unlock()
  }

  /** What a crash left behind, and what is past its time. */
  async #recover(): Promise<void> {
    const { db, dataFolder } = this.#options
    let unlock: () => void
    try {
      unlock = lockTagWriting(dataFolder)
    } catch {
      return // another Earshot is writing, and will see to its own
    }
    const thread = this.#thread()
    try {
      const days = this.#options.journalDays()
      if (days !== null) this.journal.prune(Date.now() - days * day)
      forgetPictures(db, dataFolder, Date.now())
      if (this.journal.begun().length > 0)
        await new TagWriter(db, thread, Date.now, this.#options.textCharset()).recover()
    } catch (thrown) {
      this.#options.onLog(`The journal of tags could not be brought in order: ${toFailure(thrown).message}`)
    } finally {
      await thread.close()
      unlock()
    }
  }

  /** Begins a plan, which a job fills; where that is refused nothing is left of it. */
  #making<Item>(
    plan: Pick<Plan, 'name' | 'mode'>,
    fill: (tools: PlanTools) => JobPlan<Item>
  ): { plan: Plan; job: Job } {
    this.#requireIdle(['tag-plan'], 'A plan is being made already; wait for it or cancel it.')
    const { db, jobs } = this.#options
    const planId = this.#plans.add({ ...plan, state: 'making' }, Date.now())
    const thread = this.#thread()
    try {
      const job = jobs.start('tag-plan', fill({ db, thread, planId, onFailure: this.#tell }))
      void this.#follow(job, thread, ['plans'])
      return { plan: this.plans.get(planId), job }
    } catch (thrown) {
      this.plans.discard(planId)
      void thread.close()
      throw thrown
    }
  }

  #thread(): WriterThread {
    return new WriterThread(this.#options.worker, this.#options.dataFolder)
  }

  #requireIdle(kinds: Job['kind'][], otherwise: string): void {
    if (this.#options.jobs.isRunning(...kinds)) throw new EarshotError('database-busy', otherwise)
  }

  readonly #tell = (path: string, { message }: Failure): void => {
    this.#options.onLog(`${pathForDisplay(path)}: ${message}`)
  }

  #keep(work: Promise<void>): Promise<void> {
    this.#work.add(work)
    return work.finally(() => this.#work.delete(work))
  }
}
