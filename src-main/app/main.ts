import { app, dialog, type BrowserWindow } from 'electron'
import { mkdirSync } from 'node:fs'
import { toFailure } from '#contract/errors.ts'
import { appName } from '#contract/names.ts'
import { gate, refuseProgram } from '../shell/gate.ts'
import { openBridge, tell } from './bridge.ts'
import { EngineHost } from './engine-host.ts'
import { folderArguments } from './folder-arguments.ts'
import { isOnlyInstance } from './instance.ts'
import { setMenu } from './menu.ts'
import { findPaths, type Paths } from './paths.ts'
import { declareSchemes, handleSchemes } from './protocols.ts'
import { drainBeforeQuit } from './quit.ts'
import { secure } from './security.ts'
import { shellAnswers } from './shell-answers.ts'
import { openWindow } from './window.ts'

let window: BrowserWindow | null = null

const paths = findPaths()
const engine = new EngineHost(paths.engine, paths)
const folders = folderArguments(process.argv, process.cwd(), app.isPackaged ? null : app.getAppPath())

app.setName(appName)
// Every renderer, whatever a window asks for; before the app is ready, as it has to be. Root has to start it without.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
mkdirSync(paths.profile, { recursive: true })
app.setPath('userData', paths.profile)

if (isOnlyInstance(folders, showAgain)) {
  declareSchemes()
  void app.whenReady().then(() => start(paths))
} else app.quit()

function start(paths: Paths): void {
  secure()
  engine.start()
  drainBeforeQuit(() => engine.close())
  handleSchemes(paths.page, engine)
  const permit = (...asked: Parameters<typeof refuseProgram>): Promise<void> =>
    Promise.try(refuseProgram, ...asked)
  openBridge(gate(engine, { answers: shellAnswers(engine, current), permit }), current)
  setMenu(engine, command => tell(window, 'menu', { command }))
  show()
  void add(folders)
  app.on('activate', show)
  app.on('window-all-closed', () => app.quit())
}

function current(): BrowserWindow | null {
  return window
}

function show(): void {
  if (window) return
  window = openWindow(paths, engine)
  window.on('closed', () => (window = null))
}

/** A second start: the window comes forward, and the folders named are added. */
function showAgain(folders: string[]): void {
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
  void add(folders)
}

async function add(folders: string[]): Promise<void> {
  if (folders.length === 0) return
  try {
    await engine.call('library.addFolders', { paths: folders })
  } catch (thrown) {
    const options = { type: 'warning' as const, message: toFailure(thrown).message, buttons: ['OK'] }
    await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
  }
}
