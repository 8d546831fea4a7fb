/** Programs that do not come with npm: found, installed where we may, or named with the exact command. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cleanEnvironment, say } from './bootstrap.mjs'

/** Full path of the first of these programs on the PATH (or the first full path that exists), or null. */
export function findProgram(...names) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  for (const name of names) {
    if (name.includes('/') && existsSync(name)) return name
    for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
      for (const ending of endings) {
        const file = join(folder, name + ending)
        if (isProgram(file)) return file
      }
    }
  }
  return null
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

const parts = {
  ffmpeg: { names: ['ffmpeg'], brew: 'ffmpeg', winget: 'Gyan.FFmpeg' },
  // No program: Debian keeps the part of Python that makes environments in a package of its own.
  'python3-venv': { names: ['/usr/share/doc/python3-venv'], brew: 'python', winget: 'Python.Python.3.13' },
  chromium: {
    names: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:/Program Files/Google/Chrome/Application/chrome.exe'
    ],
    brew: '--cask chromium',
    winget: 'Google.Chrome'
  }
}

/** The command that installs a part here, for people to type. */
export function installCommand(part) {
  if (process.platform === 'darwin') return `brew install ${parts[part].brew}`
  if (process.platform === 'win32') return `winget install ${parts[part].winget}`
  if (findProgram('apt-get')) return `sudo apt install ${part}`
  if (findProgram('dnf')) return `sudo dnf install ${part}`
  if (findProgram('pacman')) return `sudo pacman -S ${part}`
  return `your package manager, for the package "${part}"`
}

/** Path of the part, installed through apt first where it is missing and we are root; null where it cannot be had. */
export function ensurePart(part) {
  const found = findProgram(...parts[part].names)
  if (found) return found
  if (process.getuid?.() === 0 && findProgram('apt-get')) {
    say(`Installing ${part} …`)
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        env: cleanEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
        encoding: 'utf8',
        maxBuffer: 1 << 28
      })
    const install = () => apt('install', '-y', '--no-install-recommends', part)
    let result = install()
    // The lists of a fresh image are often empty or old.
    if (result.status !== 0 && apt('update').status === 0) result = install()
    if (result.status !== 0) say(`  ${(result.stderr ?? '').trim().split('\n').slice(-3).join('\n  ')}`)
  }
  return findProgram(...parts[part].names)
}
