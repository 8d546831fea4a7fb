import { EarshotError } from '#contract/errors.ts'
import { lossInWords, Thread, ThreadLost } from '../../threads/index.ts'
import type { WriterTask, WriterTasks } from './messages.ts'

/** Milliseconds for one file: its size over the slowest disk worth waiting for, and some to begin with. */
const patience = { least: 120_000, perByte: 1 / 500 }

/** After a thread was told to end, it may still hang in the system for so long. */
const endsWithin = 10_000

/**
 * The thread in which files are read and written. It starts with the first task; one that hangs or dies costs that
 * task, and the next gets a new thread.
 */
export class WriterThread {
  readonly #url: URL
  readonly #dataFolder: string
  #thread: Thread<WriterTasks> | null = null

  /** `dataFolder`: where the pictures lie that come into files and out of them. */
  constructor(url: URL, dataFolder: string) {
    this.#url = url
    this.#dataFolder = dataFolder
  }

  /** `bytes`: size of the file, for patience. Rejects with what the task throws; with WriterLost for a thread lost. */
  async run<T extends WriterTask>(task: T, input: WriterTasks[T][0], bytes = 0): Promise<WriterTasks[T][1]> {
    if (!this.#thread?.alive) {
      this.#thread = new Thread<WriterTasks>(this.#url, {
        data: this.#dataFolder,
        heapMegabytes: 1024,
        endsWithin
      })
    }
    const limit = patience.least + bytes * patience.perByte
    try {
      return await this.#thread.ask(task, input, { limit })
    } catch (thrown) {
      throw thrown instanceof ThreadLost ? new WriterLost(thrown) : thrown
    }
  }

  /** After what is in work. */
  async close(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    if (thread?.alive) await thread.terminate()
  }
}

/** The thread hung or died. `ended`: it will not touch the file any more. */
export class WriterLost extends EarshotError {
  readonly ended: boolean
  constructor({ loss, ended }: ThreadLost) {
    super('unreadable-file', `Reading or writing its tags failed: ${lossInWords(loss)}.`)
    this.name = 'WriterLost'
    this.ended = ended
  }
}
