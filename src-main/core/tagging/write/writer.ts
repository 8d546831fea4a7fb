import { toError, toFailure } from '#contract/errors.ts'
import type { PutBack } from '#contract/tagging.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import {
  journalStatements,
  type FieldChange,
  type JournalStatements
} from '../../database/statements/tag-journal.ts'
import { wayBackStatements, type WayBackStatements } from '../../database/statements/ways-back.ts'
import { isLeaving, setAside, type SetAside } from '../aside/set-aside.ts'
import { trasher, type Trasher } from '../aside/trasher.ts'
import { outcomeRecorder } from './record.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import { FileMover, isMove } from '../move/mover.ts'
import type { UnsettledWrite } from './settle.ts'
import type { Outcome, WriteOrder } from './write-file.ts'
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
  /** Of an undo: how the file is put back, and what its bytes are made of where they are. */
  putBack: PutBack | null
  back: WriteOrder['back']
  /** How texts were read that do not say how they are encoded; as the library does where it is left out. */
  charset?: string | undefined
}

/** Writes one file after the other, and journals it. */
export class TagWriter {
  readonly mover: FileMover
  readonly trasher: Trasher
  readonly #journal: JournalStatements
  readonly #ways: WayBackStatements
  readonly #record: ReturnType<typeof outcomeRecorder>
  readonly #aside: SetAside
  readonly #thread: WriterThread
  readonly #now: () => number
  readonly #charset: string

  /** `charset`: how the library reads texts that do not say how they are encoded. */
  constructor(db: Database, thread: WriterThread, now: () => number, charset: string) {
    this.#charset = charset
    this.mover = new FileMover(db, thread, now, charset)
    this.trasher = trasher(db, thread, now)
    this.#journal = journalStatements(db)
    this.#ways = wayBackStatements(db)
    this.#record = outcomeRecorder(db, now)
    this.#aside = setAside(db, now)
    this.#thread = thread
    this.#now = now
  }

  /** Throws what the checks and the write throw; the file is as it was then. */
  async write(request: WriteRequest): Promise<void> {
    const { path, expected, changes, keepTimes, undoes, back } = request
    const { size } = expected
    const charset = request.charset ?? this.#charset
    const order = { path, expected, changes, keepTimes, restores: undoes.length > 0, back, charset }
    const seen = await this.#thread.run('check', { path, expected, changes, charset }, size)
    const temporary = temporaryBeside(path)
    const writeId = withDatabaseErrors(() => this.#journal.begin({ ...request, temporary }, this.#now()))
    const outcome = await this.#orSettled(
      async () => {
        const prepared = await this.#thread.run('prepare', { order: { ...order, temporary }, seen }, size)
        if (prepared.state !== 'ready') return prepared
        const { changes: written, audioHash, way } = prepared
        // Before the file changes, so that whatever happens then, it can be taken back.
        withDatabaseErrors(() => this.#ways.keep(writeId, way))
        const place = { path, temporary, seen, changes: written, audioHash, charset: this.#charset }
        return this.#thread.run('place', place, size)
      },
      () => this.#thread.run('settle', this.#unsettled({ id: writeId, path, temporary, changes }), size)
    )
    this.#record({ writeId, path, before: expected, changes }, outcome)
    if (outcome.state !== 'done') throw toError(outcome.failure)
  }

  /** Brings the journal in line with the files after a crash. Nothing else may be writing meanwhile. */
  async recover(): Promise<void> {
    for (const begun of this.#journal.begun()) {
      const { id, path, changes } = begun
      if (await this.trasher.settle(begun)) continue
      if (changes.some(isLeaving)) {
        this.#aside.settle(id)
        continue
      }
      if (changes.some(isMove)) {
        await this.mover.settle(begun)
        continue
      }
      const outcome = await this.#thread.run('settle', this.#unsettled(begun)).catch(() => null)
      if (outcome !== null) this.#record({ writeId: id, path, before: null, changes }, outcome)
    }
  }

  #unsettled({
    id,
    path,
    temporary,
    changes
  }: Omit<UnsettledWrite, 'hashes'> & { id: number }): UnsettledWrite {
    return { path, temporary, changes, hashes: this.#ways.hashes(id), charset: this.#charset }
  }

  /** A thread that is lost, or a journal that takes nothing more, leaves open what became of the file. */
  async #orSettled(write: () => Promise<Outcome>, settle: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await write()
    } catch (thrown) {
      if (thrown instanceof WriterLost && !thrown.ended) throw thrown
      const settled = await settle()
      return settled.state === 'done' ? settled : { ...settled, failure: toFailure(thrown) }
    }
  }
}
