import { app, dialog, type BrowserWindow } from 'electron'
import { mkdirSync } from 'node:fs'
import { toFailure } from '#contract/errors.ts'
import { appId, appName } from '#contract/names.ts'
import { gate, refuseProgram } from '../shell/gate.ts'
import { openBridge, tell } from './bridge.ts'
import { EngineHost } from './engine-host.ts'
import { isOnlyInstance } from './instance.ts'
import { setMenu } from './menu.ts'
import { opened } from './opened.ts'
import { pathArguments } from './path-arguments.ts'
import { findPaths, type Paths } from './paths.ts'
import { declareSchemes, handleSchemes } from './protocols.ts'
import { drainBeforeQuit } from './quit.ts'
import { secure } from './security.ts'
import { shellAnswers } from './shell-answers.ts'
import { updateCheck } from './updates.ts'
import { openWindow } from './window.ts'
import { followLanguage } from './words/words.ts'

let window: BrowserWindow | null = null

const paths = findPaths()
const engine = new EngineHost(paths.engine, paths)
const named = pathArguments(process.argv, process.cwd(), app.isPackaged ? null : app.getAppPath())
/** What is named before the engine was started waits for it. */
let early: string[] | null = [...named]
/** Playlists that the page has not asked for yet. */
let playlists: string[] = []

app.setName(appName)
// As the installer's shortcut has it: else the taskbar takes window and shortcut for two programs.
if (process.platform === 'win32') app.setAppUserModelId(appId)
// Every renderer, whatever a window asks for; before the app is ready, as it has to be. Root has to start it without.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
mkdirSync(paths.profile, { recursive: true })
app.setPath('userData', paths.profile)

// macOS names what is opened in no other way, and may do so before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault()
  open([path])
})

if (isOnlyInstance(named, showAgain)) {
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
  const words = followLanguage(engine, () => putMenu())
  openBridge(gate(engine, { answers: shellAnswers(engine, words, current, takePlaylists), permit }), current)
  const putMenu = setMenu({
    engine,
    words,
    tell: command => tell(window, 'menu', { command }),
    update: updateCheck(words, current)
  })
  show()
  const waited = early ?? []
  early = null
  open(waited)
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

/** Adds folders, and tells the page of playlists; one that is not there yet asks for them once it is. */
function open(paths: string[]): void {
  if (early) return void early.push(...paths)
  const { folders, playlists: files } = opened(paths)
  void add(folders)
  if (files.length === 0) return
  playlists.push(...files)
  tell(window, 'opened', null)
}

function takePlaylists(): string[] {
  const taken = playlists
  playlists = []
  return taken
}

/** A second start: the window comes forward, and what was named is opened in it. */
function showAgain(paths: string[]): void {
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
  open(paths)
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
