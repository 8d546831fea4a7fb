/**
 * npm start -- [--serve] [folder…]: sets up what is missing, then opens the window; where there is no Electron or no
 * screen, serves the same window to a browser on this machine.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cleanEnvironment, prepare, root, runInForeground, runMain, say, SetupError } from './bootstrap.mjs'
import { ensureBuilt } from './build.mjs'
import { electronInstaller, electronProgram } from './electron-binary.mjs'
import { compiledFolder, keepCompiled } from './support/compiled.mjs'
import { smallHeap } from './support/small.mjs'
import { ensurePart, installCommand } from './system-parts.mjs'

const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

function checkFolders(given) {
  // npm runs scripts in the project's folder and keeps where the user was in INIT_CWD.
  const from = process.env.INIT_CWD ?? process.cwd()
  return given.map(path => {
    const folder = resolve(from, path)
    if (!existsSync(folder)) throw new SetupError(`There is no folder ${folder}.`)
    if (!statSync(folder).isDirectory()) throw new SetupError(`${folder} is not a folder.`)
    return folder
  })
}

/** Electron's program, fetched first where a screen makes it worth the download; null where it cannot be had. */
function findElectron(node) {
  if (!hasScreen()) return null
  const there = electronProgram()
  if (there) return there
  say('Fetching Electron (once, about 120 MB) …')
  const fetched = spawnSync(node, [electronInstaller], {
    cwd: root,
    env: cleanEnvironment(),
    timeout: 600_000
  })
  if (fetched.status !== 0) say('Electron could not be fetched; the window opens in your browser instead.')
  return electronProgram()
}

runMain(async args => {
  const folders = checkFolders(args.filter(arg => !arg.startsWith('-')))
  const switches = args.filter(arg => arg.startsWith('-'))
  const unknown = switches.find(one => one !== '--serve')
  if (unknown) throw new SetupError(`Unknown option ${unknown}. Usage: npm start -- [--serve] [folder…]`)

  const node = prepare()
  if (!ensurePart('ffmpeg')) {
    say(`ffmpeg was not found: the built-in decoders carry mp3, flac, ogg, opus, wav and aiff.`)
    say(`For m4a, wma and the rest: ${installCommand('ffmpeg')}`)
  }
  ensureBuilt(node)

  const electron = switches.includes('--serve') ? null : findElectron(node)
  if (electron) {
    // Chromium refuses its sandbox to root.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    return runInForeground(electron, [...asRoot, root, ...folders])
  }
  keepCompiled(compiledFolder(root))
  const cli = join(root, 'src-main', 'cli', 'main.ts')
  return runInForeground(node, [cli, 'serve', ...(hasScreen() ? ['--open'] : []), '--', ...folders], {
    env: cleanEnvironment(smallHeap)
  })
})
