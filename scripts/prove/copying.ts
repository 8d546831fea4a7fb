import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { usualExport } from '../../src-main/contract/playlists.ts'
import type { StoredEntry } from '../../src-main/core/database/statements/playlists.ts'
import { runJob } from '../../src-main/core/jobs/run-job.ts'
import { exportPlan } from '../../src-main/core/playlists/files/export-job.ts'
import { fold } from '../../src-main/core/files/safe-name.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { withDrives, type Drive } from './drives.ts'

/**
 * Copies a playlist onto drives, again and again: files of one name, of names that differ in case or accents only, all
 * of one size and time, beside files of somebody else that have these names, too. Each place of the list must lead to
 * the bytes of its own track, nothing that was there may change, and what is there already is not copied again.
 */

const tracks = 120
const size = 50_000
const time = 1_600_000_000
const names = [
  'Song',
  'SONG',
  'song',
  'caf\u00e9',
  'cafe\u0301',
  'CAF\u00c9',
  'Intro',
  'intro',
  'Track 01',
  '\u6b4c',
  'a.b',
  'x'
]
const random = generator(12)

interface Figures {
  listed: number
  copied: number
  skipped: number
  losses: string[]
}

function write(path: string, what: string): void {
  // Most differ in the last bytes only.
  const bytes = Buffer.alloc(size, '-')
  bytes.write(what, random() < 0.3 ? 0 : size - Buffer.byteLength(what))
  writeFileSync(path, bytes)
  utimesSync(path, time, time)
}

function makeMusic(folder: string, names: readonly string[]): string[] {
  return Array.from({ length: tracks }, (_, i) => {
    const album = join(folder, `album ${Math.floor(i / names.length)}`)
    mkdirSync(album, { recursive: true })
    const path = join(album, `${names[i % names.length]!}.mp3`)
    write(path, `track ${i}`)
    return path
  })
}

const entryOf = (path: string, i: number): StoredEntry => ({
  id: i + 1,
  trackId: i + 1,
  path,
  title: basename(path),
  artist: '',
  album: '',
  duration: 1,
  bytes: size,
  available: true,
  locked: false,
  reason: null
})

async function copyList(paths: string[], folder: string, figures: Figures): Promise<number> {
  let copied = 0
  const plan = exportPlan({
    playlists: [{ name: 'Mix', rules: null, entries: paths.map(entryOf) }],
    folder,
    format: 'm3u8',
    options: { ...usualExport, extinf: false, files: 'copy' },
    player: null,
    words: () => null,
    replace: true,
    onFailure: (path, { message }) => figures.losses.push(`${path}: ${message}`)
  })
  await runJob(plan, new AbortController(), {
    found: () => undefined,
    complete: () => undefined,
    begun: () => undefined,
    ended: outcome => void (outcome === 'done' ? copied++ : figures.skipped++),
    skipped: () => undefined,
    waits: () => undefined
  })
  figures.copied += copied
  const listed = readFileSync(join(folder, 'Mix.m3u8'), 'utf8').trim().split('\n')
  figures.listed += listed.length
  if (listed.length !== paths.length) figures.losses.push(`${listed.length} of ${paths.length} are listed`)
  for (const [i, path] of paths.entries()) {
    if (!readFileSync(join(folder, listed[i]!)).equals(readFileSync(path)))
      figures.losses.push(`${listed[i]} is not ${path}`)
  }
  return copied
}

async function prove({ name, folder, ascii }: Drive, figures: Figures): Promise<void> {
  const fitting = (name: string): boolean => !ascii || /^[ -~]+$/.test(name)
  const music = mkdtempSync(join(tmpdir(), 'earshot-copying-'))
  const problem = (what: string): number => figures.losses.push(`${name}: ${what}`)
  try {
    const paths = makeMusic(music, names.filter(fitting))
    const mix = join(folder, 'Mix')
    mkdirSync(mix)
    const foreign = ['Song.mp3', 'intro (2).mp3', 'caf\u00e9.mp3']
      .filter(fitting)
      .map(name => join(mix, name))
    for (const path of foreign) write(path, `somebody else's ${path}`)
    const before = foreign.map(path => readFileSync(path))
    await copyList(paths, folder, figures)
    const again = await copyList(paths, folder, figures)
    if (again > 0) problem(`${again} files were written again`)
    const shuffled = paths.toSorted(() => random() - 0.5)
    const other = await copyList(shuffled, folder, figures)
    if (other > 1) problem(`${other - 1} files were written again in another order`)
    // Changed since, with size and time as they were.
    const changed = paths.filter((_, i) => i % 5 === 0)
    for (const [i, path] of changed.entries()) write(path, `changed ${i}`)
    await copyList(paths, folder, figures)
    foreign.forEach((path, i) => before[i]!.equals(readFileSync(path)) || problem(`${path} was overwritten`))
    const there = readdirSync(mix)
    if (new Set(there.map(fold)).size !== there.length) problem('two names differ in case or accents only')
    if (there.length !== foreign.length + paths.length + changed.length)
      problem(`${there.length} files are there`)
    const strange = there.filter(one => statSync(join(mix, one)).size !== size)
    if (strange.length > 0) problem(`not whole: ${strange.join(', ')}`)
  } finally {
    rmSync(music, { recursive: true, force: true })
  }
}

let losses = 0
await withDrives(
  200,
  async drive => {
    const figures: Figures = { listed: 0, copied: 0, skipped: 0, losses: [] }
    await prove(drive, figures)
    losses += figures.losses.length
    console.log(
      `${drive.name}: ${figures.listed} places listed in 4 exports, ${figures.copied} files written, ` +
        `${figures.skipped} there already, ${figures.losses.length} losses`
    )
    for (const loss of figures.losses.slice(0, 10)) console.log(`  ${loss}`)
  },
  (name, why) => console.log(`${name}: skipped, it cannot be mounted here (${why})`)
)
console.log(`${losses} losses.`)
process.exitCode = losses === 0 ? 0 : 1
