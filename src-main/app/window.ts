import { BrowserWindow, nativeTheme, screen } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import type { Theme } from '#contract/settings.ts'
import { appName, pageOrigin } from '#contract/names.ts'
import { namesArgument } from '#contract/preload.ts'
import { pageRequests } from '#contract/requests.ts'
import type { Paths } from './paths.ts'
import { fitToScreens, readWindowState, writeWindowState, type WindowState } from './window-state.ts'

/** The page's own background (--surface in styles/tokens.css), so that no white flashes up before it. */
const background = { light: '#ffffff', dark: '#17181a' }

export function openWindow(paths: Paths, engine: Caller): BrowserWindow {
  mkdirSync(paths.profile, { recursive: true })
  const file = join(paths.profile, 'window.json')
  const workAreas = screen.getAllDisplays().map(display => display.workArea)
  const state = readWindowState(file)
  nativeTheme.themeSource = state.theme

  const window = new BrowserWindow({
    ...fitToScreens(state.bounds, workAreas),
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: appName,
    backgroundColor: backgroundNow(),
    webPreferences: {
      preload: paths.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // The spell checker would fetch its dictionaries from a server.
      spellcheck: false,
      additionalArguments: [namesArgument + pageRequests.join(',')]
    }
  })
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  remember(window, file, state)
  followTheme(window, engine, state)
  void window.loadURL(`${pageOrigin}/index.html`)
  return window
}

function remember(window: BrowserWindow, file: string, state: WindowState): void {
  window.on('close', () => {
    writeWindowState(file, { ...state, bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
}

/** The theme is a setting of the library; the window follows it. */
function followTheme(window: BrowserWindow, engine: Caller, state: WindowState): void {
  const apply = (theme: Theme): void => {
    state.theme = nativeTheme.themeSource = theme
  }
  const repaint = (): void => window.setBackgroundColor(backgroundNow())
  const off = engine.on('settings.changed', settings => apply(settings.theme))
  nativeTheme.on('updated', repaint)
  window.once('closed', () => {
    off()
    nativeTheme.off('updated', repaint)
  })
  engine.call('settings.get', {}).then(
    settings => apply(settings.theme),
    // Without an engine the page says what is wrong; the theme stays as it was.
    () => undefined
  )
}

const backgroundNow = (): string => (nativeTheme.shouldUseDarkColors ? background.dark : background.light)
