// Are copies of a recording told from other tracks of the same album? Prints the figures for docs/playlists.md.
// usage: npm run evaluate:recordings -- MUSIC DATA
//   MUSIC: folders, an album each. DATA: a data folder, made here: copies of every second track in another format, at
//   another bitrate, volume or length go into DATA/copies; both are scanned and analysed.
//
// The lines are settled on every other album, sorted by name; the figures are those of the rest.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, dirname, join, parse, resolve } from 'node:path'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { dot } from '../../src-main/core/search/scoring/vectors.ts'
import { alikeInOutline, type Outline } from '../../src-main/core/search/variety/envelopes.ts'
import {
  alikeInLength,
  leastAlike,
  mostApart,
  type Recorded
} from '../../src-main/core/search/variety/recordings.ts'
import { directionFrom } from '../../src-main/core/search/vectors/middle.ts'

const root = resolve(import.meta.dirname, '../..')
const [music, data] = process.argv.slice(2)
if (!music || !data) {
  console.error('usage: node scripts/evaluate/recordings.ts MUSIC DATA')
  process.exit(2)
}
const copies = join(data, 'copies')

/** How each copy differs, in turn: arguments of ffmpeg before and after the input, and the ending. */
const changes: [before: string, after: string, ending: string][] = [
  ['-ss 0.4', '-c:a libmp3lame -b:a 128k', 'mp3'],
  ['', '-c:a libopus -b:a 64k', 'opus'],
  ['-to -3', '-c:a aac -b:a 96k', 'm4a'],
  ['-ss 1.5 -to -3', '-ac 1 -c:a libmp3lame -b:a 64k', 'mp3'],
  ['', '-af volume=-6dB -c:a libvorbis -q:a 2', 'ogg'],
  ['-ss 3', '-ar 44100 -c:a flac', 'flac']
]

const folders = (of: string): string[] =>
  readdirSync(of, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

/** Seconds, as ffprobe tells. */
const lengthOf = (file: string): number =>
  Number(
    execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], {
      encoding: 'utf8'
    })
  )

function makeCopies(): void {
  let made = 0
  for (const album of folders(music!)) {
    mkdirSync(join(copies, album), { recursive: true })
    for (const [i, name] of readdirSync(join(music!, album)).sort().entries()) {
      if (i % 2 === 0) continue
      const [before, after, ending] = changes[made++ % changes.length]!
      const file = join(music!, album, name)
      const cut = before.replace('-to -3', `-to ${Math.floor(lengthOf(file)) - 3}`).split(' ')
      const into = join(copies, album, `${parse(name).name}.${ending}`)
      const options = ['-nostdin', '-v', 'error', '-y', ...cut.filter(Boolean), '-i', file, '-map', '0:a']
      execFileSync('ffmpeg', [...options, '-map_metadata', '-1', ...after.split(' '), into])
    }
  }
}

function earshot(...args: string[]): void {
  execFileSync(process.execPath, [join(root, 'src-main/cli/main.ts'), '--data', data!, ...args], {
    stdio: 'inherit'
  })
}

interface Track extends Recorded {
  album: string
  /** Album and name: the same of a track and its copy. */
  key: string
  copy: boolean
  heard: Outline
}

interface Pair {
  album: string
  same: boolean
  apart: number
  alike: number
  names: string
}

if (!existsSync(copies)) {
  makeCopies()
  earshot('scan', resolve(music), copies)
  earshot('analyse')
}
const searcher = await openSearcher(
  { dataFolder: resolve(data), modelsFolder: join(root, 'models') },
  new OwnTower()
)
const { library } = searcher
const { index, middle, windows } = library
const paths = library.db.prepare('SELECT id, path FROM tracks').all() as { id: number; path: Buffer }[]
const tracks = paths.flatMap(({ id, path }): Track[] => {
  const [file, row, heard] = [path.toString(), index.rowOf(id), windows?.get(id) ?? null]
  if (row === undefined || heard === null || heard.duration < 40) return []
  const album = basename(dirname(file))
  const whole = directionFrom(middle, index.vector(row))
  const name = parse(file).name
  return [
    {
      ...{ title: name, artist: '', duration: heard.duration, row, whole, outline: () => heard },
      ...{ album, key: `${album}/${name}`, copy: file.startsWith(resolve(copies)), heard }
    }
  ]
})

const pairs: Pair[] = []
let missed = 0
for (const [i, a] of tracks.entries()) {
  for (const b of tracks.slice(i + 1)) {
    const same = a.key === b.key && a.copy !== b.copy
    if (a.key === b.key && !same) continue
    if (!alikeInLength(a, b)) {
      if (same) missed++
      continue
    }
    const apart = 1 - dot(a.whole, b.whole)
    const names = `${a.key} and ${b.key}`
    pairs.push({ album: a.album, same, apart, alike: alikeInOutline(a.heard, b.heard), names })
  }
}

const albums = [...new Set(pairs.map(({ album }) => album))].sort()
const half = (odd: boolean): Pair[] =>
  pairs.filter(({ album }) => albums.indexOf(album) % 2 === (odd ? 1 : 0))

function figures(
  some: readonly Pair[],
  apart: number,
  alike: number
): [right: number, wrong: Pair[], all: number] {
  const folded = some.filter(one => one.apart <= apart && one.alike >= alike)
  return [
    folded.filter(one => one.same).length,
    folded.filter(one => !one.same),
    some.filter(one => one.same).length
  ]
}

const lines = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4].flatMap(apart =>
  [0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.95].map((alike): [number, number] => [apart, alike])
)
console.log(`${tracks.length} tracks, ${missed} copies of another length; no tags, so no names`)
console.log('Settling half: right, wrong, of all copies')
for (const [apart, alike] of lines) {
  const [right, wrong, all] = figures(half(false), apart, alike)
  console.log(`  apart ≤ ${apart}, alike ≥ ${alike}: ${right}, ${wrong.length}, ${all}`)
}
const others = half(true)
const [right, wrong, all] = figures(others, mostApart, leastAlike)
console.log(`The other half, at ${mostApart} and ${leastAlike}:`)
console.log(`  ${right} of ${all} copies folded, ${wrong.length} other pairs of ${others.length - all}`)
for (const { names, apart, alike } of wrong)
  console.log(`  wrong: ${names} (${apart.toFixed(3)}, ${alike.toFixed(3)})`)
const sound = others.filter(one => one.apart < 0.005)
console.log(
  `  by sound alone (closer than 0.005): ${sound.filter(one => one.same).length}, wrong ${sound.filter(one => !one.same).length}`
)
library.db.close()
process.exit(0)
