import { toError } from '#contract/errors.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import {
  journalStatements,
  type FieldChange,
  type JournalStatements
} from '../../database/statements/tag-journal.ts'
import { outcomeRecorder } from './record.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import type { Outcome } from './write-file.ts'
import { WriterLost, type WriterThread } from './writer-thread.ts'

export interface WriteRequest {
  batchId: number
  trackId: number | null
  path: string
  expected: FileStamp
  changes: FieldChange[]
  keepTimes: boolean
  /** Changes of earlier writes that this one takes back. */
  undoes: number[]
}

/** Writes one file after the other, and journals it. */
export class TagWriter {
  readonly #journal: JournalStatements
  readonly #record: ReturnType<typeof outcomeRecorder>
  readonly #thread: WriterThread
  readonly #now: () => number

  constructor(db: Database, thread: WriterThread, now: () => number) {
    this.#journal = journalStatements(db)
    this.#record = outcomeRecorder(db, now)
    this.#thread = thread
    this.#now = now
  }

  /** Throws what the checks and the write throw; the file is as it was then. */
  async write(request: WriteRequest): Promise<void> {
    const { path, expected, changes, keepTimes, undoes } = request
    const { size } = expected
    const order = { path, expected, changes, keepTimes, restores: undoes.length > 0 }
    const seen = await this.#thread.run('check', order, size)
    const temporary = temporaryBeside(path)
    const writeId = withDatabaseErrors(() => this.#journal.begin({ ...request, temporary }, this.#now()))
    const outcome = await this.#outcome(
      () => this.#thread.run('write', { order: { ...order, temporary }, seen }, size),
      () => this.#thread.run('settle', { path, temporary, changes }, size)
    )
    this.#record({ writeId, path, before: expected, changes }, outcome)
    if (outcome.state !== 'done') throw toError(outcome.failure)
  }

  /** Brings the journal in line with the files after a crash. Nothing else may be writing meanwhile. */
  async recover(): Promise<void> {
    for (const { id, path, temporary, changes } of this.#journal.begun()) {
      const outcome = await this.#thread.run('settle', { path, temporary, changes }).catch(() => null)
      if (outcome !== null) this.#record({ writeId: id, path, before: null, changes }, outcome)
    }
  }

  /** A thread that is lost leaves open what became of the file. */
  async #outcome(write: () => Promise<Outcome>, settle: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await write()
    } catch (thrown) {
      if (!(thrown instanceof WriterLost) || !thrown.ended) throw thrown
      const settled = await settle()
      return settled.state === 'done' ? settled : { ...settled, failure: thrown }
    }
  }
}
