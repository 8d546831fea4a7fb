import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { scratchFolder } from '../support/database.ts'

const scripts = pathToFileURL(join(import.meta.dirname, '../../scripts')).href

/** What needing ffmpeg comes to where nothing but this apt-get is on the path; and what apt-get was asked. */
function needing(apt: string): { said: string; asked: string[] } {
  const folder = scratchFolder()
  const asked = join(folder, 'asked')
  writeFileSync(asked, '')
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\ncd '${folder}'; echo "$@" >> asked\n${apt}\n`)
  chmodSync(join(folder, 'apt-get'), 0o755)
  const script = `import { needPart } from '${scripts}/system-parts.mjs'
    try { console.log(needPart('ffmpeg', 'Sound needs ffmpeg.')) }
    catch (error) { console.log([error.message, ...error.told].join('\\n')) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: folder },
    encoding: 'utf8'
  })
  const words = readFileSync(asked, 'utf8').trim().split('\n')
  return { said: stdout.trim().replace(folder, '…'), asked: words.map(line => line.replace(/-o \S+ /g, '')) }
}

it.runIf(process.getuid?.() === 0)(
  'a part is installed, after the lists of packages were fetched anew',
  () => {
    const { said, asked } = needing(
      `[ "$5" = update ] && echo new > lists && exit 100
     [ -e lists ] || exit 100
     echo > ffmpeg; /bin/chmod +x ffmpeg`
    )
    expect(said).toBe('…/ffmpeg')
    const install = 'install -y --no-install-recommends ffmpeg'
    expect(asked).toEqual([install, 'update', install])
  }
)

it.runIf(process.getuid?.() === 0)(
  'one that cannot be had: what for, how to install it, and what apt said',
  () => {
    const { said } = needing(
      'echo "Reading package lists..."; echo "E: Unable to locate package ffmpeg" >&2; exit 100'
    )
    expect(said.split('\n')).toEqual([
      'Sound needs ffmpeg. Install it with: sudo apt install ffmpeg',
      'Reading package lists...',
      'E: Unable to locate package ffmpeg'
    ])
  }
)
