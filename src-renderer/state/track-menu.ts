import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import { commands } from './commands.ts'
import { keyOf, listKeys, type CommandName } from './keys.ts'

export interface MenuItem {
  label: string
  /** The key that does the same. */
  key: string | undefined
  /** One of the few that stand in the bar below a list, too. */
  first?: boolean
  run: () => unknown
}

interface Action {
  name: CommandName
  /** Where it is not for every choice. */
  only?: 'many'
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
  { name: 'unlike' }
]

/** What can be done with the tracks that are meant. */
export function trackMenu(app: AppState): MenuItem[] {
  const ids = app.meant.ids
  const [first] = ids
  const many = ids.length > 1
  const { playlist } = app.meant
  const entries = playlist?.meantEntries ?? []
  return [
    {
      label: say.player.play,
      key: many ? undefined : listKeys.play[0],
      first: true,
      run: () => app.meant.play()
    },
    ...actions
      .filter(({ only }) => only === undefined || many)
      .map(({ name, first = false }) => ({
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
      : []),
    ...(app.bridge.shape === 'electron' && !many && first !== undefined
      ? [
          {
            label: say.inspector.reveal,
            key: undefined,
            run: () => app.reveal(first)
          }
        ]
      : [])
  ]
}
