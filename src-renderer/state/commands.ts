import type { Messages } from '../text/messages.ts'
import type { AppState } from './app.svelte.ts'

export interface Command {
  name: keyof Messages['commands']
  key?: string
  run: (app: AppState) => unknown
}

/** The list of ways to go on below the search box; its options are numbered behind it. */
export const completionsId = 'completions'
export const searchBoxId = 'search-box'
export const listId = 'track-list'

function focusSearch(app: AppState): void {
  app.place = 'library'
  const box = document.getElementById(searchBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}

/** Everything the window can do, by name: the palette shows it, keys and the native menu call it. */
export const commands: Command[] = [
  { name: 'search', key: '/', run: focusSearch },
  { name: 'playPause', key: ' ', run: app => app.player.toggle() },
  { name: 'moment', key: 'm', run: app => app.player.nextMoment() },
  { name: 'next', run: app => app.player.next() },
  { name: 'previous', run: app => app.player.previous() },
  { name: 'like', key: 'l', run: app => app.seed(false) },
  { name: 'unlike', key: 'x', run: app => app.seed(true) },
  { name: 'inspector', key: 'i', run: app => (app.inspector.open = !app.inspector.open) },
  { name: 'tag', key: 't', run: app => (app.overlay = 'tag') },
  { name: 'playlist', key: 'p', run: app => (app.overlay = 'playlist') },
  { name: 'library', run: app => app.go('library') },
  { name: 'moments', run: app => app.goMoments() },
  { name: 'tags', run: app => app.go('tags') },
  { name: 'review', run: app => app.goTags('plans') },
  { name: 'history', run: app => app.goTags('history') },
  { name: 'make', run: app => app.goMake() },
  { name: 'smart', run: app => app.goRules() },
  { name: 'problems', run: app => app.go('problems') },
  { name: 'settings', run: app => app.go('settings') },
  { name: 'addFolder', run: app => app.folders.choose() },
  { name: 'rescan', run: app => app.folders.rescan() },
  { name: 'verify', run: app => app.folders.rescan(undefined, true) },
  { name: 'listen', run: app => app.jobs.analyse() },
  { name: 'light', run: app => app.preferences.set({ theme: 'light' }) },
  { name: 'dark', run: app => app.preferences.set({ theme: 'dark' }) },
  { name: 'system', run: app => app.preferences.set({ theme: 'system' }) },
  { name: 'keys', key: '?', run: app => (app.overlay = 'keys') }
]

const native: Record<string, Command['name']> = {
  'choose-folders': 'addFolder',
  'focus-search': 'search',
  'show-settings': 'settings',
  'show-keys': 'keys',
  'play-pause': 'playPause',
  rescan: 'rescan'
}

/** A command of the native menu, by the menu's name or ours. */
export function runMenu(app: AppState, command: string): void {
  const name = native[command] ?? command
  commands.find(each => each.name === name)?.run(app)
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, select') !== null
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, select, input, [role=slider]') !== null

/** Keys that work anywhere in the window. Returns whether the key was used. */
export function pressed(app: AppState, event: KeyboardEvent): boolean {
  const withCommand = event.ctrlKey || event.metaKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (withCommand && key === 'k') {
    app.overlay = app.overlay === 'palette' ? null : 'palette'
    return true
  }
  if (app.overlay || app.folders.browsing || app.playlists.exporter.id !== null) return false
  if (withCommand && key === 'f') {
    focusSearch(app)
    return true
  }
  if (withCommand && key === ',') {
    app.go('settings')
    return true
  }
  if (key === 'Escape') return app.back()
  if (withCommand || event.altKey || isWriting(event.target)) return false
  if (key === ' ' && isPressable(event.target)) return false
  if ((key === 'ArrowLeft' || key === 'ArrowRight') && !isPressable(event.target)) {
    app.player.seek(app.player.time + (key === 'ArrowLeft' ? -5 : 5))
    return true
  }
  const command = commands.find(each => each.key === key)
  command?.run(app)
  return command !== undefined
}
