import type { Messages } from '../text/messages.ts'

export type CommandName = keyof Messages['commands']
export type ListAction = keyof Messages['keys']['inLists']

/** Every key of the window, as the sheet and the tooltips write it: what is not a letter is named in one word. */
const commandKeys: Partial<Record<CommandName, readonly string[]>> = {
  search: ['/', 'Ctrl+F'],
  palette: ['Ctrl+K'],
  keys: ['?'],
  playPause: ['Space'],
  playNext: ['Shift+A'],
  addToQueue: ['a'],
  queue: ['q'],
  shuffle: ['Shift+U'],
  repeat: ['Shift+R'],
  next: ['Shift+→'],
  previous: ['Shift+←'],
  seekOn: ['→'],
  seekBack: ['←'],
  moment: ['m'],
  mute: ['Shift+M'],
  like: ['l'],
  unlike: ['x'],
  inspector: ['i'],
  columns: ['Shift+C'],
  tag: ['t'],
  names: ['Shift+N'],
  edit: ['F2'],
  editTable: ['Shift+F2'],
  playlist: ['p'],
  save: ['s'],
  export: ['w'],
  leaveOut: ['Shift+X'],
  copyPath: ['Shift+P'],
  reveal: ['Shift+O'],
  notice: ['z'],
  keepSearch: ['b'],
  library: ['1'],
  albums: ['g'],
  artists: ['Shift+G'],
  genres: ['Shift+E'],
  folders: ['d'],
  added: ['c'],
  played: ['v'],
  filter: ["'"],
  back: ['Alt+←'],
  on: ['Alt+→'],
  moments: ['2'],
  tags: ['3'],
  review: ['4'],
  history: ['5'],
  make: ['6'],
  smart: ['7'],
  importPlaylist: ['Shift+I'],
  map: ['j'],
  doubles: ['0'],
  problems: ['8'],
  settings: ['9', 'Ctrl+,'],
  addFolder: ['o'],
  rescan: ['f'],
  verify: ['Shift+F'],
  listen: ['h'],
  light: ['Shift+L'],
  dark: ['Shift+D'],
  system: ['Shift+S']
}

/** Keys of lists, which come before those of the whole window. */
export const listKeys: Record<ListAction, readonly string[]> = {
  move: ['↑', '↓', 'PageUp', 'PageDown', 'Home', 'End'],
  selectMore: ['Shift+↑', 'Shift+↓'],
  selectAll: ['Ctrl+A'],
  pass: ['Ctrl+↑', 'Ctrl+↓'],
  pick: ['Ctrl+Space'],
  menu: ['Shift+F10', 'Menu'],
  play: ['Enter'],
  playMoment: ['Shift+Enter'],
  yes: ['y'],
  no: ['n'],
  edit: ['e'],
  takeBack: ['u'],
  another: ['r'],
  lock: ['k'],
  earlier: ['Alt+↑'],
  later: ['Alt+↓'],
  narrower: ['-'],
  wider: ['+'],
  remove: ['Delete', 'Backspace'],
  undo: ['Ctrl+Z'],
  redo: ['Ctrl+Shift+Z'],
  back: ['Esc']
}

const names: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc'
}

export const listActions = Object.keys(listKeys) as ListAction[]

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What was pressed, as the tables write it. Shift is named where it makes no other character of a key. */
export function written({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const letter = /^\p{L}$/u.test(key)
  const withCommand = ctrlKey || metaKey
  const shift = shiftKey && (letter || key.length > 1 || key === ' ')
  const plain = letter ? (withCommand || shift ? key.toUpperCase() : key.toLowerCase()) : (names[key] ?? key)
  return [withCommand && 'Ctrl', altKey && 'Alt', shift && 'Shift', plain].filter(Boolean).join('+')
}

/** The keys of a command, the one that is told first. */
export const keysOf = (name: CommandName): readonly string[] => commandKeys[name] ?? []

export const keyOf = (name: CommandName): string | undefined => keysOf(name)[0]

/** What a key does in a list that does the `offered` things; null where none of them. */
export function listAction<Offered extends ListAction>(
  event: Pressed,
  offered: readonly Offered[]
): Offered | null {
  const key = written(event)
  return offered.find(action => listKeys[action].includes(key)) ?? null
}
