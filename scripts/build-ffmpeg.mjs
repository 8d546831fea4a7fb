/**
 * node scripts/build-ffmpeg.mjs [--source FILE]: builds the ffmpeg that lies beside the app on Windows and macOS, from FFmpeg's own
 * release, as scripts/package/ffmpeg says, into dist/ffmpeg/PLATFORM, with its licence, the recipe and the source it was made of.
 * FILE is that release where it is on this machine already; else it is fetched. It takes a C compiler, make and, for x64, nasm;
 * on Windows those of MSYS2, whose shell has to be on the path.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, runMain, runQuietly, say, SetupError } from './bootstrap.mjs'

const recipe = join(root, 'scripts', 'package', 'ffmpeg')
const source = JSON.parse(readFileSync(join(recipe, 'source.json'), 'utf8'))
const windows = process.platform === 'win32'

/** What the recipe asks for, without its remarks. */
const flags = readFileSync(join(recipe, 'configure.txt'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('--'))

/** What differs by system; the program is to need nothing that every such system does not have. */
const ofSystem = {
  linux: [],
  darwin: ['--extra-cflags=-mmacosx-version-min=12.0', '--extra-ldflags=-mmacosx-version-min=12.0'],
  win32: ['--target-os=mingw32', '--extra-ldflags=-static']
}

async function fetched(folder) {
  const file = join(folder, `ffmpeg-${source.version}.tar.xz`)
  if (existsSync(file)) return file
  say(`Fetching ${source.url} …`)
  const answer = await fetch(source.url)
  if (!answer.ok) throw new SetupError(`${source.url} answered ${answer.status}.`)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  return file
}

function checked(file) {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (found !== source.sha256)
    throw new SetupError(`${file} is not the release that was meant: its SHA-256 is ${found}.`)
}

runMain(async args => {
  const { values } = parseArgs({ args, options: { source: { type: 'string' } } })
  const folder = join(root, 'dist', 'ffmpeg', `${process.platform}-${process.arch}`)
  const work = join(root, 'dist', 'ffmpeg', 'work')
  rmSync(folder, { recursive: true, force: true })
  rmSync(work, { recursive: true, force: true })
  for (const one of [folder, work]) mkdirSync(one, { recursive: true })

  const kept = join(folder, `ffmpeg-${source.version}.tar.xz`)
  if (values.source) copyFileSync(values.source, kept)
  else await fetched(folder)
  checked(kept)

  const run = (what, command, ...words) => runQuietly(command, words, { what, cwd: work })
  // By a relative path: to tar a letter with a colon is another machine.
  const archive = `../${basename(folder)}/${basename(kept)}`
  say('Building ffmpeg …')
  const started = Date.now()
  run('Unpacking ffmpeg', 'tar', '-xJf', archive, '--strip-components', '1')
  run('Configuring ffmpeg', 'sh', './configure', ...flags, ...(ofSystem[process.platform] ?? []))
  run('Building ffmpeg', 'make', `-j${availableParallelism()}`)

  const program = windows ? 'ffmpeg.exe' : 'ffmpeg'
  copyFileSync(join(work, program), join(folder, program))
  copyFileSync(join(work, 'COPYING.LGPLv2.1'), join(folder, 'COPYING.LGPLv2.1'))
  for (const file of ['configure.txt', 'source.json', 'README.md'])
    copyFileSync(join(recipe, file), join(folder, file))
  rmSync(work, { recursive: true, force: true })
  say(`${join(folder, program)} (${Math.round((Date.now() - started) / 1000)} s)`)
})
