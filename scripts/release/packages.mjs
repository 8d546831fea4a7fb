/**
 * node scripts/release/packages.mjs FOLDER [--unpacked DIST]: makes all that is released for this platform, into FOLDER. `--unpacked`: of
 * the app with its window the folder alone, with Electron's program from DIST, where neither it nor what makes installers can be fetched.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare, root, runMain, say, SetupError } from '../bootstrap.mjs'

const kinds = { linux: ['npm', 'deb', 'desktop'], darwin: ['npm', 'desktop'], win32: ['npm', 'desktop'] }

runMain(async args => {
  const { values, positionals } = parseArgs({
    args,
    options: { unpacked: { type: 'string' } },
    allowPositionals: true
  })
  const [folder] = positionals
  if (!folder) throw new SetupError('Usage: node scripts/release/packages.mjs FOLDER [--unpacked DIST]')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const node = prepare()

  const pack = kind => {
    say(`── ${kind}`)
    const unpacked = kind === 'desktop' && values.unpacked !== undefined
    const told = execFileSync(
      node,
      [join(root, 'scripts', 'package.mjs'), unpacked ? 'desktop-unpacked' : kind],
      {
        env: unpacked ? { ...process.env, EARSHOT_ELECTRON_DIST: values.unpacked } : process.env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit']
      }
    )
    // What the tools say stands among the files that were made, each on a line of its own.
    return told.split('\n').filter(line => statSync(line, { throwIfNoEntry: false })?.isFile())
  }
  const made = kinds[process.platform].flatMap(pack)
  // Whoever gets the ffmpeg beside the app is offered what it was made of.
  const sources = globSync(join(root, 'dist', 'ffmpeg', `${process.platform}-${process.arch}`, '*.tar.xz'))
  for (const file of [...made, ...(process.platform === 'linux' ? [] : sources)]) {
    copyFileSync(file, join(folder, basename(file)))
    say(basename(file))
  }
})
