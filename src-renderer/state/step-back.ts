import type { AppState } from './app.svelte.ts'

/** One step back, whatever is open. False where there is nothing to step back from. */
export function stepBack(app: AppState): boolean {
  if (app.overlay) app.overlay = null
  else if (app.queue.leave(app.room.beside) || app.meant.unselect()) return true
  else if (app.place === 'tags' && app.tags.review.plan) app.tags.review.close()
  else if (app.place === 'shelves' && app.ways.out()) return true
  else if (app.place !== 'library') app.place = 'library'
  else if (app.inspector.open && !app.room.beside) app.inspector.open = false
  else if (app.search.expanded) void app.search.expand(false)
  else if (app.search.text) app.searchFor('')
  else if (app.inspector.open) app.inspector.open = false
  else return false
  return true
}
