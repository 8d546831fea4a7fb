import type { MessagePort } from 'node:worker_threads'
import type { Cover, Thumbnail, ThumbnailSize, TrackCovers } from '#contract/covers.ts'
import { serveThread, Thread } from '../threads/index.ts'
import { PictureStore } from './picture-store.ts'
import { coversOf, keepPicture, pictureOf } from './read-covers.ts'
import { Thumbnails, type CoverAsk } from './thumbnails.ts'

/** The pictures of some tracks, each once. */
interface Answer {
  hashes: { id: number; hash: string | null }[]
  pictures: Thumbnail[]
}

/** What the thread does that reads covers and makes them small. */
export interface CoverTasks {
  of: [{ id: number; path: string }, TrackCovers]
  picture: [{ path: string | null; hash: string }, Uint8Array]
  keep: [{ bytes: Uint8Array } | { path: string }, Cover]
  thumbnails: [{ asks: CoverAsk[]; size: ThumbnailSize }, Answer]
}

/** Megabytes: a picture of a hundred million points takes four hundred, and they lie outside the heap. */
const heapMegabytes = 256

/** Milliseconds without a question after which its memory is given back. */
const idle = 60_000

/** The asking end: a thread that starts with a question, ends when none comes for a while, and starts again. */
export class CoversThread {
  readonly #worker: URL
  readonly #dataFolder: string
  #thread: Thread<CoverTasks> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(worker: URL, dataFolder: string) {
    this.#worker = worker
    this.#dataFolder = dataFolder
  }

  /** Rejects with what the task throws, and with what ended the thread, where a picture did. */
  ask<Name extends keyof CoverTasks>(
    task: Name,
    input: CoverTasks[Name][0],
    signal?: AbortSignal
  ): Promise<CoverTasks[Name][1]> {
    if (!this.#thread?.alive) {
      this.#thread = new Thread<CoverTasks>(this.#worker, { data: this.#dataFolder, heapMegabytes })
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.close(), idle).unref()
    return this.#thread.ask(task, input, { signal, limit: 60_000 })
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
  }
}

/** The answering end. */
export function serveCovers(port: MessagePort, dataFolder: string): void {
  const made = new Thumbnails(dataFolder)
  made.tidy()
  const store = new PictureStore(dataFolder)
  serveThread<CoverTasks>(port, {
    of: coversOf,
    picture: ({ path, hash }) => pictureOf(path, hash, store),
    keep: asked => keepPicture(asked, store),
    thumbnails: async ({ asks, size }, { pause }) => {
      const pictures = new Map<string, Thumbnail>()
      const hashes: Answer['hashes'] = []
      for (const ask of asks) {
        await pause()
        const thumbnail = await made.of(ask, size)
        hashes.push({ id: ask.id, hash: thumbnail?.hash ?? null })
        if (thumbnail !== null) pictures.set(thumbnail.hash, thumbnail)
      }
      return { hashes, pictures: [...pictures.values()] }
    }
  })
}
