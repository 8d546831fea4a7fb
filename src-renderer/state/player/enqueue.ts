import { say } from '../../text/say.ts'
import type { AppState } from '../app.svelte.ts'

/** Puts the tracks that are meant into the queue: right behind what plays, or behind all others. */
export function enqueue(app: AppState, where: 'next' | 'last'): void {
  const { ids } = app.meant
  if (ids.length === 0) return
  const { queue } = app.player
  const keys = where === 'next' ? queue.playNext(ids) : queue.add(ids)
  app.notices.say(say.queue.added[where](app.rows.called(ids)), {
    label: say.undo,
    run: () => queue.remove(keys)
  })
}
