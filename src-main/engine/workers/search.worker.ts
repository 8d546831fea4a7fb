import { parentPort, workerData } from 'node:worker_threads'
import type { Searcher } from '../../core/search/searcher.ts'
import { AskQueue } from '../features/search/ask-queue.ts'
import type { SearchWorkerData, ToSearch } from '../features/search/messages.ts'
import { asksPlaylist, PlaylistService } from '../features/search/playlist-service.ts'
import { OwnTower, openSearcher, termSource } from '../features/search/search-service.ts'
import { asksTags, TagService } from '../features/search/tag-service.ts'
import {
  answerTaught,
  asksTaught,
  taughtCarried,
  taughtCarriers,
  withTaught
} from '../features/search/taught-service.ts'

// Owns the text tower, the vectors and a read-only database handle; answers searches, one after the other.
const port = parentPort!
const tower = new OwnTower()
let opening: Promise<Searcher> | null = null
let stale = false
let playlists: PlaylistService | null = null
let tags: TagService | null = null

/** Opened once; a failure (no model yet, say) is tried again by the next ask. */
async function searcher(): Promise<Searcher> {
  opening ??= openSearcher(workerData as SearchWorkerData, tower).then(withTaught)
  try {
    const opened = await opening
    if (stale) {
      stale = false
      opened.library.refresh()
    }
    return opened
  } catch (thrown) {
    opening = null
    throw thrown
  }
}

const queue: AskQueue = new AskQueue(
  async (ask, pause) => {
    const opened = await searcher()
    await pause()
    if (asksPlaylist(ask)) {
      playlists ??= new PlaylistService(opened, (id, wait) => taughtCarriers(opened, id, wait))
      return playlists.answer(ask, pause)
    }
    if (asksTags(ask)) {
      tags ??= new TagService(
        termSource(workerData as SearchWorkerData, opened, tower),
        taughtCarried(opened)
      )
      return tags.answer(ask, pause)
    }
    if (asksTaught(ask)) return answerTaught(opened, ask, pause, () => queue.waiting)
    if (ask.kind === 'query') return opened.query(ask.input, pause)
    if (ask.kind === 'similar') return opened.similar(ask.input, pause)
    return opened.heat(ask.input, pause)
  },
  message => port.postMessage(message)
)

/** Lets what runs come to an end; the thread ends by itself once its port is closed. */
async function close(): Promise<void> {
  queue.close()
  await tower.close()
  const opened = await opening?.catch(() => null)
  opened?.library.db.close()
  port.close()
}

port.on('message', (message: ToSearch) => {
  if (message.kind === 'changed') stale = true
  else if (message.kind === 'close') void close()
  else if (message.kind === 'cancel') queue.cancel(message.id)
  else queue.add(message)
})

// Loads while nobody has asked yet.
searcher().catch(() => undefined)
