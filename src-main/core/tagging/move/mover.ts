import { toError, toFailure } from '#contract/errors.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { folderStatements, type FolderStatements } from '../../database/statements/folders.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import {
  journalStatements,
  type FieldChange,
  type JournalStatements
} from '../../database/statements/tag-journal.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import { WriterLost, type WriterThread } from '../write/writer-thread.ts'
import type { MoveOrder, MoveOutcome } from './move-file.ts'
import { moveRecorder } from './record-move.ts'
import { requireRoot, rootOf } from './roots.ts'
import type { UnsettledMove } from './settle-move.ts'

export interface MoveRequest {
  batchId: number
  trackId: number | null
  from: string
  to: string
  expected: FileStamp
  /** The change of an earlier move that this one takes back. */
  undoes: number | null
}

/** A move that the journal has begun. */
export interface BegunMove {
  id: number
  trackId: number | null
  path: string
  temporary: string
  changes: FieldChange[]
}

/** From one place to another; a file without one of the two comes into the library, or leaves it. */
export const isMove = ({ field, before, after }: FieldChange): boolean =>
  field === 'path' && before.length > 0 && after.length > 0

/** Moves one file after the other, and journals it as the writer does what it writes. */
export class FileMover {
  readonly #journal: JournalStatements
  readonly #folders: FolderStatements
  readonly #record: ReturnType<typeof moveRecorder>
  readonly #thread: WriterThread
  readonly #now: () => number
  readonly #charset: string

  constructor(db: Database, thread: WriterThread, now: () => number, charset: string) {
    this.#journal = journalStatements(db)
    this.#folders = folderStatements(db)
    this.#record = moveRecorder(db, now)
    this.#thread = thread
    this.#now = now
    this.#charset = charset
  }

  /** Throws what the checks and the move throw; the file is where it was then. */
  async move({ batchId, trackId, from, to, expected, undoes }: MoveRequest): Promise<void> {
    const { size } = expected
    const folders = this.#folders.all()
    const order: MoveOrder = {
      from,
      to,
      root: requireRoot(from, folders),
      toRoot: requireRoot(to, folders),
      temporary: temporaryBeside(to),
      expected,
      charset: trackId === null ? null : this.#charset
    }
    const seen = await this.#thread.run('checkMove', order, size)
    const changes = [{ field: 'path' as const, before: [from], after: [to] }]
    const { temporary } = order
    const writeId = withDatabaseErrors(() =>
      this.#journal.begin(
        {
          batchId,
          trackId,
          path: from,
          temporary,
          changes,
          undoes: undoes === null ? [] : [undoes],
          putBack: undoes === null ? null : 'bytes'
        },
        this.#now()
      )
    )
    const outcome = await this.#orSettled(
      () => this.#thread.run('move', { order, seen }, size),
      () => this.#thread.run('settleMove', order, size)
    )
    this.#record({ writeId, from, to }, outcome)
    if (outcome.state !== 'done') throw toError(outcome.failure)
  }

  /** Brings one that was cut short to an end. */
  async settle({ id, trackId, path, temporary, changes }: BegunMove): Promise<void> {
    const to = changes[0]?.after[0]
    if (to === undefined) return
    const folders = this.#folders.all()
    const move: UnsettledMove = {
      from: path,
      to,
      temporary,
      root: rootOf(path, folders),
      toRoot: rootOf(to, folders),
      charset: trackId === null ? null : this.#charset
    }
    const outcome = await this.#thread.run('settleMove', move).catch(() => null)
    if (outcome !== null) this.#record({ writeId: id, from: path, to }, outcome)
  }

  /** A thread that is lost leaves open where the file is. */
  async #orSettled(
    move: () => Promise<MoveOutcome>,
    settle: () => Promise<MoveOutcome>
  ): Promise<MoveOutcome> {
    try {
      return await move()
    } catch (thrown) {
      if (thrown instanceof WriterLost && !thrown.ended) throw thrown
      const settled = await settle()
      return settled.state === 'done' ? settled : { ...settled, failure: toFailure(thrown) }
    }
  }
}
