import type { MessagePort } from 'node:worker_threads'
import type { Watched } from '#contract/entities.ts'
import { serveThread, type Asking } from '../../threads/index.ts'
import { ChangedPlaces } from './changed-places.ts'
import { FolderWatches } from './folder-watches.ts'
import { seen, type SeenPlace } from './news.ts'
import { WatchedRoots } from './watched-roots.ts'

/** What is watched, as the thread is told it. */
export interface ToWatch {
  /** Where walks begin. */
  roots: string[]
  /** Real paths of all folders of the library. */
  real: string[]
}

interface WatchReport {
  /** Quiet by now. */
  places: SeenPlace[]
  /** How each root is watched. */
  roots: Watched[]
}

/** What the watching thread does. What is to be watched comes as a notice. */
export interface WatchTasks {
  /** Answered once there is something to tell. */
  next: [nothing: null, report: WatchReport]
}

/** A thread of its own: beginning to watch walks all folders, and a drive that does not answer holds whoever asks it. */
export function serveWatch(port: MessagePort): void {
  const changed = new ChangedPlaces(() => roots.paths)
  let told = true
  let wake = (): void => undefined
  const watches = new FolderWatches({
    onChange: (folder, deep) => {
      changed.note(folder, deep, performance.now())
      wake()
    }
  })
  const roots = new WatchedRoots({
    watches,
    onChange: root => {
      changed.note(root, true, performance.now())
      wake()
    },
    onState: () => {
      told = false
      wake()
    }
  })

  async function next({ signal, pause }: Asking): Promise<WatchReport> {
    for (;;) {
      const places = changed.take(performance.now()).map(seen)
      if (places.length > 0 || !told) {
        told = true
        return { places, roots: roots.states }
      }
      await somethingHappens(signal)
      await pause()
    }
  }

  /** Until a place may be quiet, or more is noted. */
  function somethingHappens(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const due = changed.next
      const timer = due === null ? null : setTimeout(() => wake(), Math.max(50, due - performance.now() + 1))
      wake = () => {
        if (timer !== null) clearTimeout(timer)
        wake = () => undefined
        signal.removeEventListener('abort', wake)
        resolve()
      }
      signal.addEventListener('abort', wake, { once: true })
    })
  }

  let setting = Promise.resolve()
  serveThread<WatchTasks>(
    port,
    { next: (_, asking) => next(asking) },
    {
      notice: notice => {
        const { roots: paths, real } = notice as ToWatch
        setting = setting.then(() => {
          watches.roots = real
          return roots.set(paths)
        })
      },
      close: () => roots.close()
    }
  )
}
