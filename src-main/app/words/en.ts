import { appName } from '#contract/names.ts'

/** What the menu and the dialogs of the system say, in English. */
export const en = {
  menu: {
    file: '&File',
    addFolder: 'Add a Music Folder…',
    rescan: 'Look at the Folders Again',
    settings: 'Settings',
    close: 'Close Window',
    quit: `Quit ${appName}`,
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: '&View',
    search: 'Search',
    theme: 'Theme',
    themes: { system: 'As the System', light: 'Light', dark: 'Dark' },
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    window: '&Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    help: '&Help',
    keys: 'Keyboard',
    update: 'Look for an Update…'
  },
  folders: {
    music: { title: 'Choose your music folder', buttonLabel: 'Add' },
    model: { title: 'Choose the folder of the model', buttonLabel: 'Look' },
    moved: { title: 'Where is this folder now?', buttonLabel: 'Look' }
  },
  decoder: { title: 'Choose ffmpeg', buttonLabel: 'Use' },
  update: {
    newest: (version: string): string => `This is the newest ${appName}, ${version}.`,
    there: (version: string): string => `${appName} ${version} is there. Fetch it?`,
    fetch: 'Fetch',
    later: 'Not Now',
    fetched: `It takes the place of this one when ${appName} is closed.`,
    failed: 'The look for an update failed.'
  },
  ok: 'OK'
}

export type ShellWords = typeof en
