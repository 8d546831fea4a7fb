import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { encode, writeWav } from '../../tests/support/audio.ts'
import { packDeb } from '../package/deb.ts'
import { platformOf } from '../package/platforms.ts'

/**
 * A Debian that has never seen this checkout: the package is installed into it with what it depends on, listens, finds, serves
 * its page, and is removed; music and library stay as they were. As root, where mmdebstrap is; lintian, where it is, looks over
 * the package. Out of the folder of music nothing is shared with the new system but the network of the machine.
 */

const work = mkdtempSync(join(tmpdir(), 'earshot-debian-'))
const root = join(work, 'root')
let lost = 0

const held = (what: string, holds: boolean, told = ''): void => {
  console.log(`${holds ? 'holds' : 'LOST '}  ${what}${told ? `: ${told}` : ''}`)
  if (!holds) lost++
}

const environment = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive'
}
const inside = (...command: string[]) =>
  spawnSync('chroot', [root, ...command], { env: environment, encoding: 'utf8', maxBuffer: 1 << 26 })

/** Everything below a folder, by name and content. */
function print(folder: string): string {
  const files = execFileSync('find', [folder, '-type', 'f', '-print0'], { encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  const sum = createHash('sha256')
  for (const file of files.sort()) sum.update(file).update(readFileSync(file))
  return sum.digest('hex')
}

function makeMusic(): void {
  const music = join(root, 'root/Music')
  mkdirSync(music, { recursive: true })
  const hum = writeWav(join(music, 'low hum.wav'), { seconds: 12, hz: 110 })
  encode(writeWav(join(work, 'noise.wav'), { seconds: 12, shape: 'noise' }), 'mp3', {
    to: join(music, 'rain.mp3')
  })
  encode(hum, 'aac', { to: join(music, 'hum.m4a') })
}

/** What the served page and a search over it answer. */
async function served(): Promise<void> {
  const token = 'of-this-proof-and-of-no-other-one'
  const child = spawn('chroot', [root, 'earshot', 'serve', '--port', '0'], {
    env: { ...environment, EARSHOT_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += String(text)
    if (said.includes('\n')) break
  }
  const address = /http:\/\/\S+/.exec(said)?.[0]
  if (address) {
    const headers = { authorization: `Bearer ${token}` }
    const page = await fetch(new URL('/', address), { headers })
    held('the page is served', page.status === 200 && (await page.text()).includes('<script'))
    held('nobody comes in without the token', (await fetch(new URL('/', address))).status === 401)
  } else held('the page is served', false, said)
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'close')
}

async function prove(): Promise<void> {
  const file = packDeb(platformOf(), { folder: work })
  console.log(`${basename(file)}, ${Math.round(readFileSync(file).length / 1e6)} MB`)
  const looked = spawnSync('lintian', ['--allow-root', '--fail-on', 'error,warning', file], {
    encoding: 'utf8'
  })
  if (looked.error) console.log('lintian is not here.')
  else held('lintian has no error and no warning', looked.status === 0, looked.stdout.trim())

  execFileSync('mmdebstrap', ['--variant=minbase', '--include=ffmpeg,libstdc++6', 'bookworm', root], {
    stdio: 'inherit'
  })
  cpSync(file, join(root, 'root/earshot.deb'))
  makeMusic()
  const music = print(join(root, 'root/Music'))
  const installed = inside('dpkg', '--install', '/root/earshot.deb')
  held('it installs', installed.status === 0, installed.stderr.trim())
  held('nothing starts by itself', !existsSync(join(root, 'root/.config/systemd')))

  const scanned = inside('earshot', 'scan', '--analyse', '/root/Music')
  held(
    'it listens to wav, mp3 and m4a',
    scanned.status === 0 && /3 tracks/.test(scanned.stderr + scanned.stdout),
    scanned.stderr.trim()
  )
  const found = inside('earshot', '--json', 'search', 'hum')
  held('it finds', found.status === 0 && found.stdout.includes('low hum.wav'), found.stderr.trim())
  held('it can be looked up', inside('test', '-f', '/usr/share/man/man1/earshot.1.gz').status === 0)
  await served()

  const doctor = inside('earshot', 'doctor')
  held('the doctor finds nothing wrong', doctor.status === 0, doctor.stdout.trim())
  const library = print(join(root, 'root/.local/share/earshot'))
  const again = inside('dpkg', '--install', '/root/earshot.deb')
  held('it installs over itself', again.status === 0, again.stderr.trim())
  const removed = inside('dpkg', '--purge', 'earshot')
  held(
    'it is removed',
    removed.status === 0 && !existsSync(join(root, 'usr/lib/earshot')),
    removed.stderr.trim()
  )
  held('the music is as it was', print(join(root, 'root/Music')) === music)
  held('the library is as it was', print(join(root, 'root/.local/share/earshot')) === library)
}

if (process.getuid?.() !== 0 || spawnSync('mmdebstrap', ['--version']).error) {
  console.log('Not proved: this takes root on Linux, and mmdebstrap.')
} else {
  try {
    await prove()
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  console.log(`${lost} losses.`)
  process.exitCode = lost === 0 ? 0 : 1
}
