import type { MessagePort } from 'node:worker_threads'
import type { ParsedInput } from '#contract/requests.ts'
import type { SmartRules } from '#contract/rules.ts'
import { EarshotError } from '#contract/errors.ts'
import { openReader, type Database } from '../../database/open.ts'
import { lossInWords, serveThread, Thread, ThreadLost, type Answers } from '../../threads/index.ts'
import { prepare, prepareRelink, type Found, type Prepared, type PreparedEntry } from './prepare.ts'

/** One playlist of a file that was read; its entries are asked for in pieces. */
export interface ReadList {
  name: string
  rules: SmartRules | null
  /** How many. */
  entries: number
  found: Found
}

type Relinked = Awaited<ReturnType<typeof prepareRelink>>

/** What the thread does for one import. It keeps the entries it has read. */
export interface ReaderTasks {
  read: [ParsedInput<'playlists.import'>, ReadList[]]
  entries: [{ list: number; from: number; count: number }, PreparedEntry[]]
  relink: [number, Relinked]
}

/** The asking end, for one import. */
export interface PlaylistReader {
  read(input: ParsedInput<'playlists.import'>, signal: AbortSignal): Promise<ReadList[]>
  entries(list: number, from: number, count: number, signal: AbortSignal): Promise<PreparedEntry[]>
  relink(playlistId: number, signal: AbortSignal): Promise<Relinked>
  close(): Promise<void>
}

/** `worker`: the file of the thread that calls `serveReader`. */
export function playlistReader(worker: URL, dataFolder: string): PlaylistReader {
  const thread = new Thread<ReaderTasks>(worker, { data: dataFolder })
  const ask: typeof thread.ask = (task, input, options) =>
    thread.ask(task, input, options).catch((thrown: unknown) => {
      if (!(thrown instanceof ThreadLost)) throw thrown
      throw new EarshotError('too-large', `The playlist could not be read: ${lossInWords(thrown.loss)}.`)
    })
  return {
    read: (input, signal) => ask('read', input, { signal }),
    entries: (list, from, count, signal) => ask('entries', { list, from, count }, { signal }),
    relink: (playlistId, signal) => ask('relink', playlistId, { signal }),
    // It holds nothing that needs an orderly end.
    close: () => thread.terminate()
  }
}

/** The answering end. */
export function serveReader(port: MessagePort, dataFolder: string): void {
  const db = openReader(dataFolder)
  serveThread<ReaderTasks>(port, readerAnswers(db), { close: () => void db.close() })
}

export function readerAnswers(db: Database): Answers<ReaderTasks> {
  let lists: Prepared[] = []
  return {
    read: async (input, { signal }) => {
      lists = await prepare(db, input, signal)
      return lists.map(({ name, rules, entries, ...found }) => ({
        name,
        rules,
        entries: entries.length,
        found
      }))
    },
    entries: ({ list, from, count }) => lists[list]?.entries.slice(from, from + count) ?? [],
    relink: (playlistId, { signal }) => prepareRelink(db, playlistId, signal)
  }
}
