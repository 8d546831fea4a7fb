/** Words of the window around everything else. */
export const frame = {
  errorDetails: 'Details',
  tryAgain: 'Try again',
  close: 'Close',
  undo: 'Undo',
  cancel: 'Cancel',

  brand: 'Earshot',
  lostConnection: 'Earshot is not answering',
  notices: 'Notices',

  engine: {
    restarting: {
      electron: 'Earshot’s engine stopped; starting it again…',
      serve: 'The connection to Earshot was lost; connecting again…'
    },
    stopped: {
      electron: 'Earshot’s engine stopped and could not be started again. Your music and library are safe.',
      serve: 'Earshot stopped where it was running. Start it again there. Your music and library are safe.'
    }
  },

  nav: {
    label: 'Main',
    library: 'Library',
    moments: 'Moments',
    folders: 'Folders',
    addFolder: 'Add a folder',
    map: 'Map',
    tags: 'Tags',
    doubles: 'Doubles',
    problems: 'Left out',
    settings: 'Settings',
    missing: 'not reachable now',
    away: 'away'
  }
} as const
