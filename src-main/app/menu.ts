import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { settingsSchema, type Theme } from '#contract/settings.ts'
import { appName } from '#contract/names.ts'

const themes = settingsSchema.shape.theme.options

/**
 * `tell` sends a menu command to the page; what needs no page goes straight to the engine. `update` looks for a newer release; null
 * where there is nowhere to look.
 */
export function setMenu(
  engine: Caller,
  tell: (command: string) => void,
  update: (() => Promise<void>) | null
): void {
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      { label: '&File', submenu: fileMenu(engine, tell, isMac) },
      { role: 'editMenu' },
      { label: '&View', submenu: viewMenu(engine, tell) },
      { role: 'windowMenu' },
      { label: '&Help', submenu: helpMenu(tell, update) }
    ])
  )
  followTheme(engine)
}

/** The theme is changed in the page, too: the menu shows what the settings say. */
function followTheme(engine: Caller): void {
  const check = (theme: Theme): void => {
    const menu = Menu.getApplicationMenu()
    for (const one of themes) {
      const item = menu?.getMenuItemById(`theme-${one}`)
      if (item) item.checked = one === theme
    }
  }
  engine.on('settings.changed', settings => check(settings.theme))
  void ask(engine.call('settings.get', {}).then(settings => check(settings.theme)))
}

function fileMenu(
  engine: Caller,
  tell: (command: string) => void,
  isMac: boolean
): MenuItemConstructorOptions[] {
  return [
    {
      id: 'choose-folders',
      label: 'Add a Music Folder…',
      accelerator: 'CmdOrCtrl+O',
      click: () => tell('choose-folders')
    },
    // What goes wrong with a scan is told by its job; there is nobody here to tell.
    {
      id: 'rescan',
      label: 'Look at the Folders Again',
      click: () => void ask(engine.call('library.scan', {}))
    },
    { type: 'separator' },
    {
      id: 'show-settings',
      label: 'Settings',
      accelerator: 'CmdOrCtrl+,',
      click: () => tell('show-settings')
    },
    { type: 'separator' },
    isMac ? { role: 'close' } : { id: 'quit', label: `Quit ${appName}`, role: 'quit' }
  ]
}

function helpMenu(
  tell: (command: string) => void,
  update: (() => Promise<void>) | null
): MenuItemConstructorOptions[] {
  const keys = { id: 'show-keys', label: 'Keyboard', click: () => tell('show-keys') }
  if (update === null) return [keys]
  return [keys, { id: 'update', label: 'Look for an Update…', click: () => void update() }]
}

function viewMenu(engine: Caller, tell: (command: string) => void): MenuItemConstructorOptions[] {
  const theme = (value: Theme, label: string): MenuItemConstructorOptions => ({
    id: `theme-${value}`,
    label,
    type: 'radio',
    click: () => void ask(engine.call('settings.set', { theme: value }))
  })
  return [
    { id: 'focus-search', label: 'Search', accelerator: 'CmdOrCtrl+F', click: () => tell('focus-search') },
    { type: 'separator' },
    {
      label: 'Theme',
      submenu: [theme('system', 'As the System'), theme('light', 'Light'), theme('dark', 'Dark')]
    },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' }
  ]
}

const ask = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined)
