/** The sheet of keys. */
export const keys = {
  title: 'Keys and filters',
  everywhere: 'Anywhere',
  lists: 'In lists',
  filters: 'Filters in the search',
  /** What keys do in a list. */
  inLists: {
    move: 'Move through the list',
    selectMore: 'Choose the next ones, too',
    selectAll: 'Choose all',
    pass: 'Move and keep what is chosen',
    pick: 'Choose this one, too, or no more',
    play: 'Play',
    playMoment: 'Play from the best moment',
    yes: 'Yes, accept or use',
    no: 'No, refuse or switch off',
    edit: 'Edit the value, or the tags of tracks',
    takeBack: 'Take a written change back',
    another: 'Another track for this place',
    lock: 'Keep this place',
    earlier: 'One place up',
    later: 'One place down',
    remove: 'Take out',
    undo: 'Undo the last edit',
    redo: 'Make it again',
    back: 'One step back'
  }
} as const

export const palette = {
  title: 'Commands',
  placeholder: 'What do you want to do?',
  none: 'No such command'
} as const

/** Everything the window can do, by name. */
export const commands = {
  search: 'Search',
  palette: 'Everything Earshot can do',
  keepSearch: 'Keep or drop this search',
  notice: 'Undo, or what else the newest notice offers',
  forgetUsed: 'Forget what was asked before',
  library: 'Go to the library',
  moments: 'Search for moments',
  tag: 'Tag with a word of yours',
  names: 'Name the files by a pattern',
  edit: 'Edit tags',
  editTable: 'Edit tags as a table',
  playlist: 'Add to a playlist',
  save: 'Save as playlist',
  make: 'Make a playlist',
  smart: 'New smart playlist',
  importPlaylist: 'Import a playlist',
  tags: 'Go to the tags',
  review: 'Review plans for your files’ tags',
  history: 'What was written into your files',
  doubles: 'Files that hold the same recording',
  problems: 'Show what was left out',
  settings: 'Open settings',
  addFolder: 'Add a music folder',
  rescan: 'Look through all folders again',
  verify: 'Check every file, whatever its size and time',
  listen: 'Listen to what has not been heard',
  playPause: 'Play or pause',
  playNext: 'Play next',
  addToQueue: 'Add to queue',
  queue: 'Show or hide the queue',
  shuffle: 'Shuffle the queue, by sound, or not',
  repeat: 'Repeat the queue, the track, or nothing',
  next: 'Next track',
  previous: 'Previous track',
  seekOn: 'Five seconds on',
  seekBack: 'Five seconds back',
  moment: 'Next best moment',
  mute: 'Sound off or on',
  like: 'More like this',
  unlike: 'Not like this',
  inspector: 'Show or hide details',
  keys: 'Show the keys and filters',
  light: 'Light theme',
  dark: 'Dark theme',
  system: 'Theme as the system'
} as const
