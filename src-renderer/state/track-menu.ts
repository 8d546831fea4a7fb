import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import { commands } from './commands.ts'
import { keyOf, listKeys, type CommandName } from './keys.ts'

export interface MenuItem {
  label: string
  /** The key that does the same. */
  key: string | undefined
  run: () => unknown
}

/** What can be done with the tracks of the list that are meant. */
export function trackMenu(app: AppState): MenuItem[] {
  const ids = app.list.meant
  const [first] = ids
  const ofCommand = (name: CommandName): MenuItem => ({
    label: say.commands[name],
    key: keyOf(name),
    run: () => commands.find(command => command.name === name)?.run(app)
  })
  const many = ids.length > 1
  return [
    {
      label: say.player.play,
      key: many ? undefined : listKeys.play[0],
      run: () => (many ? app.player.play(ids, 0, 0) : first !== undefined && app.play(first))
    },
    ofCommand('playlist'),
    ...(many ? [ofCommand('save')] : []),
    ...(['tag', 'like', 'unlike'] as const).map(ofCommand),
    ...(app.bridge.shape === 'electron' && !many && first !== undefined
      ? [{ label: say.inspector.reveal, key: undefined, run: () => app.reveal(first) }]
      : [])
  ]
}
