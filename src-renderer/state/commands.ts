import { shownList } from './enter-list.ts'
import type { AppState } from './app.svelte.ts'
import { askToExport, askToSave } from './ask-to-save.ts'
import { bend } from './examples.ts'
import { copyPaths, reveal } from './files-of.ts'
import { enqueue } from './player/enqueue.ts'
import { keysOf, listKeys, written, type CommandName } from './keys.ts'
import { stepBack } from './step-back.ts'
import { shelfViews } from './shelves/page.ts'

export interface Command {
  name: CommandName
  run: (app: AppState) => unknown
}

/** The list of ways to go on below the search box; its options are numbered behind it. */
export const completionsId = 'completions'
export const searchBoxId = 'search-box'
export const listId = 'track-list'
/** The box that narrows down a page of the shelves. */
export const filterId = 'shelf-filter'
/** Where the file of a playlist is chosen. */
export const playlistFileId = 'playlist-file'

function focusSearch(app: AppState): void {
  if (app.place !== 'library') app.go('library')
  const box = document.getElementById(searchBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}

/** Everything the window can do, by name: the palette shows it, keys and the native menu call it. */
export const commands: Command[] = [
  { name: 'search', run: focusSearch },
  { name: 'playPause', run: app => app.player.toggle() },
  { name: 'playNext', run: app => enqueue(app, 'next') },
  { name: 'addToQueue', run: app => enqueue(app, 'last') },
  { name: 'queue', run: app => app.queue.turn() },
  { name: 'shuffle', run: app => app.player.queue.turnShuffle() },
  { name: 'repeat', run: app => app.player.queue.turnRepeat() },
  { name: 'next', run: app => app.player.next() },
  { name: 'previous', run: app => app.player.previous() },
  { name: 'seekOn', run: app => app.player.seek(app.player.time + 5) },
  { name: 'seekBack', run: app => app.player.seek(app.player.time - 5) },
  { name: 'moment', run: app => app.player.nextMoment() },
  { name: 'mute', run: app => app.player.setMuted(!app.player.muted) },
  { name: 'like', run: app => bend(app, false) },
  { name: 'unlike', run: app => bend(app, true) },
  { name: 'inspector', run: app => (app.inspector.open = !app.inspector.open) },
  { name: 'columns', run: app => app.listed && (app.overlay = 'columns') },
  { name: 'tag', run: app => (app.overlay = 'tag') },
  { name: 'names', run: app => app.rename(app.meant.ids) },
  { name: 'edit', run: app => app.edit() },
  { name: 'editTable', run: app => app.edit('table') },
  { name: 'playlist', run: app => (app.overlay = 'playlist') },
  { name: 'save', run: askToSave },
  { name: 'export', run: askToExport },
  { name: 'leaveOut', run: ({ left, meant, rows }) => left.leave(meant.ids, rows.called(meant.ids)) },
  { name: 'copyPath', run: copyPaths },
  { name: 'reveal', run: app => reveal(app) },
  { name: 'notice', run: ({ notices }) => notices.offering && notices.act(notices.offering) },
  { name: 'keepSearch', run: app => app.search.active && app.saved.toggle(app.search.spoken) },
  { name: 'forgetUsed', run: app => app.completions.forgetUsed() },
  { name: 'library', run: app => app.go('library') },
  ...shelfViews.map(view => ({ name: view, run: (app: AppState) => app.ways.goView(view) })),
  { name: 'filter', run: () => document.getElementById(filterId)?.focus() },
  { name: 'back', run: app => app.ways.step('back') },
  { name: 'on', run: app => app.ways.step('on') },
  { name: 'moments', run: app => app.goMoments() },
  { name: 'tags', run: app => app.go('tags') },
  { name: 'review', run: app => app.goTags('plans') },
  { name: 'history', run: app => app.goTags('history') },
  { name: 'make', run: app => app.goMake() },
  { name: 'smart', run: app => app.goRules() },
  { name: 'importPlaylist', run: () => document.getElementById(playlistFileId)?.click() },
  { name: 'map', run: app => app.go('map') },
  { name: 'doubles', run: app => app.go('doubles') },
  { name: 'problems', run: app => app.go('problems') },
  { name: 'settings', run: app => app.go('settings') },
  { name: 'addFolder', run: app => app.folders.choose() },
  { name: 'rescan', run: app => app.folders.rescan() },
  { name: 'verify', run: app => app.folders.rescan(undefined, true) },
  { name: 'listen', run: app => app.jobs.analyse() },
  { name: 'light', run: app => app.preferences.set({ theme: 'light' }) },
  { name: 'dark', run: app => app.preferences.set({ theme: 'dark' }) },
  { name: 'system', run: app => app.preferences.set({ theme: 'system' }) },
  { name: 'palette', run: app => (app.overlay = app.overlay === 'palette' ? null : 'palette') },
  { name: 'keys', run: app => (app.overlay = 'keys') }
]

const native: Record<string, CommandName> = {
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

const within = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null
const isWriting = (target: EventTarget | null): boolean =>
  within(target, 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select')
/** What takes Space and arrow keys itself. */
const isPressable = (target: EventTarget | null): boolean =>
  within(target, 'button, a, select, summary, input, [role=slider]')
const forPressables = (key: string): boolean => key === 'Space' || key.endsWith('←') || key.endsWith('→')

/** Keys that work anywhere in the window. Returns whether the key was used. */
export function pressed(app: AppState, event: KeyboardEvent): boolean {
  const key = written(event)
  const command = commands.find(({ name }) => keysOf(name).includes(key))
  const closes = command?.name === 'palette' && app.overlay === 'palette'
  if (document.querySelector('dialog[open]') && !closes) return false
  if (listKeys.back.includes(key)) return stepBack(app)
  if (!command) return steered(key, event)
  if (isWriting(event.target) && !key.startsWith('Ctrl+')) return false
  if (forPressables(key) && isPressable(event.target)) return false
  command.run(app)
  return true
}

const steering = [...listKeys.move, ...listKeys.selectMore, ...listKeys.selectAll]

/** Wherever the focus was left, the keys that move in a list reach the one that is shown. */
function steered(key: string, event: KeyboardEvent): boolean {
  const own = 'textarea, select, input, [role=slider], [role=listbox], [role=grid], [data-list]'
  if (!steering.includes(key) || within(event.target, own)) return false
  const list = shownList()
  if (!list) return false
  list.focus()
  list.dispatchEvent(new KeyboardEvent(event.type, event))
  return true
}
