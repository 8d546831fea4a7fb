import { mostDragged } from '#contract/drag.ts'
import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import { draggedIds } from './playlists/dragged-track.ts'

/**
 * Tracks that are dragged with Alt held go to other programs as files. A drag cannot do both: once the system carries
 * files, the window is not told which tracks they are.
 */
export function dragOut(app: AppState, event: DragEvent): void {
  const ids = draggedIds(event)
  if (!event.altKey || ids.length === 0 || app.bridge.shape !== 'electron') return
  event.preventDefault()
  // Of a drag that does not begin nobody would hear that it ends.
  event.target?.dispatchEvent(new DragEvent('dragend', { bubbles: true }))
  if (ids.length > mostDragged) app.notices.say(say.dragMost(mostDragged))
  else void app.bridge.call('shell.drag', { ids }).catch(app.failed)
}
