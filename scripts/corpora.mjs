// Fetches real, freely licensed music to try Earshot on: the music inside Debian's game packages.
// usage: node scripts/corpora.mjs FOLDER [PACKAGE...]        (Debian or Ubuntu with Python; no root needed, nothing
// is installed)
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Each holds music under a free licence; /usr/share/doc/<package>/copyright inside says which. */
const usual = [
  'wesnoth-1.16-music',
  'ufoai-music',
  'warzone2100-music',
  'supertuxkart-data',
  'widelands-data',
  'megaglest-data',
  'hedgewars-data',
  'freedroidrpg-data',
  'hyperrogue-music',
  'asc-music',
  'extremetuxracer-data',
  'frozen-bubble-data',
  'lincity-ng-data'
]

/** ufoai-music keeps its tracks in a zip. */
function unpackArchives(target) {
  const unpacked = join(target, 'music-extracted')
  if (existsSync(unpacked)) return
  for (const archive of readdirSync(target, { recursive: true }).filter(name => name.endsWith('.pk3'))) {
    execFileSync('python3', ['-m', 'zipfile', '-e', join(target, archive), unpacked])
  }
}

const [named, ...wanted] = process.argv.slice(2)
if (named === undefined) {
  console.error('usage: node scripts/corpora.mjs FOLDER [PACKAGE...]')
  process.exit(2)
}
const folder = resolve(named)
const packages = wanted.length > 0 ? wanted : usual
mkdirSync(folder, { recursive: true })
for (const name of packages) {
  const target = join(folder, name)
  if (existsSync(target)) {
    unpackArchives(target)
    continue
  }
  const work = join(folder, `.${name}.partial`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(join(work, 'files'), { recursive: true })
  try {
    execFileSync('apt-get', ['download', '-q', name], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] })
  } catch {
    console.error(`Could not download ${name}. Run "apt-get update" and try again.`)
    process.exitCode = 1
    continue
  }
  const archive = readdirSync(work).find(file => file.endsWith('.deb'))
  execFileSync('dpkg-deb', ['-x', join(work, archive), join(work, 'files')])
  unpackArchives(join(work, 'files'))
  renameSync(join(work, 'files'), target)
  rmSync(work, { recursive: true, force: true })
  console.log(name)
}
