import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { settingsSchema, type Theme } from '#contract/settings.ts'
import type { ShellWords } from './words/en.ts'

const themes = settingsSchema.shape.theme.options

interface MenuParts {
  engine: Caller
  words: () => ShellWords
  /** Sends a command to the page; what needs no page goes straight to the engine. */
  tell: (command: string) => void
  /** Looks for a newer release; null where there is nowhere to look. */
  update: (() => Promise<void>) | null
}

/** Puts the menu up; the answer is to put it up anew, in other words. */
export function setMenu(parts: MenuParts): () => void {
  const put = (): void => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menus(parts)))
    check(parts.engine)
  }
  put()
  parts.engine.on('settings.changed', ({ theme }) => checkTheme(theme))
  return put
}

function menus(parts: MenuParts): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin'
  const words = parts.words().menu
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: words.file, submenu: fileMenu(parts, isMac) },
    { label: words.edit, submenu: editMenu(words) },
    { label: words.view, submenu: viewMenu(parts) },
    {
      role: 'windowMenu',
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimize },
        ...(isMac ? [{ role: 'zoom', label: words.zoom } as const] : []),
        { role: 'close', label: words.close }
      ]
    },
    { label: words.help, submenu: helpMenu(parts) }
  ]
}

/** The theme is changed in the page, too: the menu shows what the settings say. */
const check = (engine: Caller): void =>
  void ask(engine.call('settings.get', {}).then(({ theme }) => checkTheme(theme)))

function checkTheme(theme: Theme): void {
  const menu = Menu.getApplicationMenu()
  for (const one of themes) {
    const item = menu?.getMenuItemById(`theme-${one}`)
    if (item) item.checked = one === theme
  }
}

function fileMenu({ engine, tell, words }: MenuParts, isMac: boolean): MenuItemConstructorOptions[] {
  const { menu } = words()
  return [
    {
      id: 'choose-folders',
      label: menu.addFolder,
      accelerator: 'CmdOrCtrl+O',
      click: () => tell('choose-folders')
    },
    // What goes wrong with a scan is told by its job; there is nobody here to tell.
    { id: 'rescan', label: menu.rescan, click: () => void ask(engine.call('library.scan', {})) },
    { type: 'separator' },
    {
      id: 'show-settings',
      label: menu.settings,
      accelerator: 'CmdOrCtrl+,',
      click: () => tell('show-settings')
    },
    { type: 'separator' },
    isMac ? { role: 'close', label: menu.close } : { id: 'quit', label: menu.quit, role: 'quit' }
  ]
}

const editMenu = (words: ShellWords['menu']): MenuItemConstructorOptions[] => [
  { role: 'undo', label: words.undo },
  { role: 'redo', label: words.redo },
  { type: 'separator' },
  { role: 'cut', label: words.cut },
  { role: 'copy', label: words.copy },
  { role: 'paste', label: words.paste },
  { role: 'selectAll', label: words.selectAll }
]

function helpMenu({ tell, update, words }: MenuParts): MenuItemConstructorOptions[] {
  const keys = { id: 'show-keys', label: words().menu.keys, click: () => tell('show-keys') }
  if (update === null) return [keys]
  return [keys, { id: 'update', label: words().menu.update, click: () => void update() }]
}

function viewMenu({ engine, tell, words }: MenuParts): MenuItemConstructorOptions[] {
  const { menu } = words()
  const theme = (value: Theme): MenuItemConstructorOptions => ({
    id: `theme-${value}`,
    label: menu.themes[value],
    type: 'radio',
    click: () => void ask(engine.call('settings.set', { theme: value }))
  })
  return [
    { id: 'focus-search', label: menu.search, accelerator: 'CmdOrCtrl+F', click: () => tell('focus-search') },
    { type: 'separator' },
    { label: menu.theme, submenu: themes.map(theme) },
    { type: 'separator' },
    { role: 'resetZoom', label: menu.actualSize },
    { role: 'zoomIn', label: menu.zoomIn },
    { role: 'zoomOut', label: menu.zoomOut },
    { role: 'togglefullscreen', label: menu.fullScreen }
  ]
}

const ask = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined)
