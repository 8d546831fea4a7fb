/** The sheet of keys. */
export const keys = {
  title: 'Keys and filters',
  keys: 'Keys',
  filters: 'Filters in the search',
  rows: [
    ['/', 'Search'],
    ['↑ ↓', 'Move through the list'],
    ['Enter', 'Play'],
    ['Shift Enter', 'Play from the best moment'],
    ['Space', 'Pause and go on'],
    ['m', 'Next best moment'],
    ['← →', 'Back and forward five seconds'],
    ['l', 'More like this'],
    ['x', 'Not like this'],
    ['t', 'Tag the track with a word of yours'],
    ['p', 'Add the track to a playlist'],
    ['y n', 'Yes and no, in lists of tags'],
    ['i', 'Details of the track'],
    ['Ctrl K', 'Everything Earshot can do'],
    ['?', 'This sheet'],
    ['Esc', 'One step back']
  ]
} as const

export const palette = {
  title: 'Commands',
  placeholder: 'What do you want to do?',
  none: 'No such command'
} as const

/** Everything the window can do, by name. */
export const commands = {
  search: 'Search',
  library: 'Go to the library',
  moments: 'Search for moments',
  tag: 'Tag this track',
  playlist: 'Add this track to a playlist',
  make: 'Make a playlist',
  smart: 'New smart playlist',
  tags: 'Go to the tags',
  review: 'Review plans for your files’ tags',
  history: 'What was written into your files',
  problems: 'Show what was left out',
  settings: 'Open settings',
  addFolder: 'Add a music folder',
  rescan: 'Look through all folders again',
  verify: 'Check every file, whatever its size and time',
  listen: 'Listen to what has not been heard',
  playPause: 'Play or pause',
  next: 'Next track',
  previous: 'Previous track',
  moment: 'Next best moment',
  like: 'More like this track',
  unlike: 'Not like this track',
  inspector: 'Show or hide details',
  keys: 'Show the keys and filters',
  light: 'Light theme',
  dark: 'Dark theme',
  system: 'Theme as the system'
} as const
