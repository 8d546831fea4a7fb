import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'

/** Shows the file of a track in its folder. */
export async function reveal(app: AppState, id = app.meant.ids[0]): Promise<void> {
  if (id !== undefined) await app.bridge.call('shell.reveal', { id }).catch(app.failed)
}

/** Puts the paths of the tracks that are meant on the clipboard, a line each. */
export async function copyPaths(app: AppState): Promise<void> {
  const ids = [...app.meant.ids]
  if (ids.length === 0) return
  try {
    const paths = (await app.bridge.call('library.paths', { ids })).filter(path => path !== null)
    if (paths.length > 0 && copy(paths.join('\n'))) app.notices.say(say.list.copied(paths.length))
  } catch (thrown) {
    app.failed(thrown)
  }
}

/** By the event of copying: the other way asks for a permission, and is only there over encrypted connections. */
function copy(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', put, { capture: true, once: true })
  const done = document.execCommand('copy')
  document.removeEventListener('copy', put, { capture: true })
  return done
}
