/** Programs that do not come with npm: found, installed where we may, or named with the exact command. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cleanEnvironment, say, SetupError } from './bootstrap.mjs'

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
  'python3-venv': { names: [], brew: 'python', winget: 'Python.Python.3.13' },
  // Chromium without a window, which spends about half the work: Debian has it in a package of its own.
  'chromium-headless-shell': { names: ['chromium-headless-shell'] },
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

/** A machine that has just started often installs something itself: its turn is waited for, five minutes at most. */
const aptOptions = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']

function apt(...args) {
  return spawnSync('apt-get', [...aptOptions, ...args], {
    env: cleanEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  })
}

/** Installs a part through apt where that is there and we are root. Returns the end of what apt said if it failed. */
export function installPart(part) {
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) return []
  say(`Installing ${part} …`)
  const install = () => apt('install', '-y', '--no-install-recommends', part)
  let result = install()
  if (result.status !== 0) {
    // The lists of a fresh image are often empty or old. One source that cannot be reached spoils no other.
    apt('update')
    result = install()
  }
  if (result.status === 0) return []
  const told = `${result.stdout ?? ''}\n${result.stderr ?? result.error?.message ?? ''}`
  return told
    .split('\n')
    .filter(line => line.trim())
    .slice(-6)
}

/** Looks for a part, and installs it where it is missing and that is possible. */
function findPart(part) {
  const find = () => findProgram(...parts[part].names)
  const path = find()
  if (path) return { path, told: [] }
  const told = installPart(part)
  return { path: find(), told }
}

/** Path of the part, installed first where it is missing; null where it cannot be had. */
export function ensurePart(part) {
  const { path, told } = findPart(part)
  if (!path) for (const line of told) say(`  ${line}`)
  return path
}

/** The same for who cannot do without: fails with what it is needed for, how to install it, and what apt said. */
export function needPart(part, why) {
  const { path, told } = findPart(part)
  if (path) return path
  throw new SetupError(`${why} Install it with: ${installCommand(part)}`, told)
}
