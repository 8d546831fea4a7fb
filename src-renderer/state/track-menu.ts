import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import { commands } from './commands.ts'
import { keyOf, listKeys, type CommandName } from './keys.ts'
import type { MenuItem } from './menu.svelte.ts'

interface Action {
  name: CommandName
  /** Where it is not for every choice. */
  only?: 'one' | 'many'
  first?: true
}

/** What can be done with tracks that are meant, wherever they are listed: the menu and the bar are made of it. */
const actions: readonly Action[] = [
  { name: 'playNext', first: true },
  { name: 'addToQueue', first: true },
  { name: 'playlist', first: true },
  { name: 'save', only: 'many' },
  { name: 'tag', first: true },
  { name: 'names' },
  { name: 'edit', first: true },
  { name: 'editTable', only: 'many' },
  { name: 'like' },
  { name: 'unlike' },
  { name: 'export', only: 'many' },
  { name: 'copyPath' },
  { name: 'reveal', only: 'one' },
  { name: 'leaveOut' }
]

/** What can be done with the tracks that are meant. */
export function trackMenu(app: AppState): MenuItem[] {
  const { ids } = app.meant
  if (ids.length === 0) return []
  const many = ids.length > 1
  const { playlist } = app.meant
  const entries = app.menu.about ? [] : (playlist?.meantEntries ?? [])
  /** A browser has no folders to show; a list of one can still be a whole one. */
  const fits = ({ name, only }: Action): boolean =>
    (name !== 'reveal' || app.bridge.shape === 'electron') &&
    (only === undefined || (only === 'many') === many)
  return [
    {
      label: say.player.play,
      key: many ? undefined : listKeys.play[0],
      first: true,
      run: () => app.meant.play()
    },
    ...actions.filter(fits).map(({ name, first = false }) => ({
      label: say.commands[name],
      key: keyOf(name),
      first,
      run: () => commands.find(command => command.name === name)?.run(app)
    })),
    ...(entries.length && playlist?.playlist?.kind === 'list'
      ? [
          {
            label: say.playlists.takeOutOf,
            key: listKeys.remove[0],
            first: true,
            run: () => playlist.remove(entries)
          }
        ]
      : [])
  ]
}

/** The same, behind what can be done with what the menu is of. */
export const wholeMenu = (app: AppState): MenuItem[] => [...(app.menu.about?.own ?? []), ...trackMenu(app)]
