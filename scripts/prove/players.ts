import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { presetOf } from '../../src-main/contract/players.ts'
import {
  usualExport,
  type Player as PlayerName,
  type PlaylistFormat
} from '../../src-main/contract/playlists.ts'
import { runJob } from '../../src-main/core/jobs/run-job.ts'
import { exportPlan } from '../../src-main/core/playlists/files/export-job.ts'
import { foreseen, layOut } from '../../src-main/core/playlists/files/layout.ts'
import type { FileTrack } from '../../src-main/core/playlists/files/playlist-file.ts'
import { writePlaylist } from '../../src-main/core/playlists/files/write.ts'
import { encode, writeWav } from '../../tests/support/audio.ts'
import { awkward } from './players/awkward.ts'
import { openAudacious } from './players/audacious.ts'
import { openMpd } from './players/mpd.ts'
import { openMpv } from './players/mpv.ts'
import { openQuodLibet } from './players/quodlibet.ts'
import type { Place, Player } from './players/run.ts'
import { openVlc } from './players/vlc.ts'

/**
 * Loads playlists of awkward names in the players that are installed here, and prints which of the names each finds, in
 * order, as the table of docs/playlist-files.md. What a preset promises for its own player has to hold.
 */

interface Export {
  name: string
  list: string
  /** The files it names, in order. */
  files: string[]
}

/** What is lost in the player's own preset for reasons that are the player's. */
const known: Record<string, string[]> = { MPD: ['  two leading.mp3'] }

const openers = {
  MPD: openMpd,
  VLC: openVlc,
  mpv: openMpv,
  Audacious: openAudacious,
  'Quod Libet': openQuodLibet
}

const work = mkdtempSync(join(tmpdir(), 'earshot-players-'))
chmodSync(work, 0o755)
const place: Place = { home: join(work, 'home'), music: join(work, 'music') }
const lists = join(place.music, 'Lists')
const elsewhere = join(work, 'elsewhere')
for (const folder of [place.home, lists, elsewhere]) mkdirSync(folder, { recursive: true })

const tracks = makeMusic()
const exports = [
  ...(['m3u8', 'm3u', 'pls', 'xspf'] as const).map(format => write(format, null, lists, format)),
  write('m3u', 'mpd', lists, 'for MPD'),
  write('m3u', 'mpd', elsewhere, 'for MPD, playlist_directory'),
  write('xspf', 'vlc', lists, 'for VLC'),
  await copyForCar()
]

function makeMusic(): FileTrack[] {
  const one = encode(writeWav(join(work, 'one.wav'), { seconds: 0.3, hz: 440 }), 'mp3')
  return awkward.map((name, i) => {
    const path = join(place.music, name)
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(one, path)
    return { path, title: `Title ${i}`, artist: 'Artist', album: '', duration: 0.3, reason: null }
  })
}

function write(format: PlaylistFormat, player: PlayerName | null, folder: string, name: string): Export {
  const preset = player === null ? { options: usualExport } : presetOf(player)
  const { bytes } = writePlaylist({ name: 'x', tracks, rules: null }, format, preset.options, folder, player)
  const list = join(folder, `${name}.${format}`)
  writeFileSync(list, bytes)
  return { name, list, files: tracks.map(({ path }) => path) }
}

async function copyForCar(): Promise<Export> {
  const { format, options } = presetOf('car')
  const entries = tracks.map((track, i) => ({
    ...track,
    id: i + 1,
    trackId: i + 1,
    bytes: null,
    available: true,
    locked: false,
    reason: null
  }))
  const plan = exportPlan({
    playlists: [{ name: 'Car', rules: null, entries }],
    folder: place.music,
    format,
    options,
    player: 'car',
    words: () => null,
    replace: true
  })
  const nothing = (): void => undefined
  await runJob(plan, new AbortController(), {
    found: nothing,
    complete: nothing,
    begun: nothing,
    ended: nothing,
    skipped: nothing,
    waits: nothing
  })
  const [layout] = layOut([{ name: 'Car', entries }], { folder: place.music, format, options })
  const files = [...foreseen(layout!).values()]
  return { name: 'for car', list: join(place.music, 'Car', 'Car.m3u'), files }
}

/** Which of the exports it is tried with: all but those for other players. */
const isFor = ({ name }: Export, { name: player }: Player): boolean =>
  !name.startsWith('for ') || name === 'for car' || name.startsWith(`for ${player}`)

/** What it found of each export, as cells of the table; the last says what has to hold and does not. */
async function tryPlayer(player: Player): Promise<{ cells: string[]; wrong: string[] }> {
  const cells: string[] = []
  const wrong: string[] = []
  for (const one of exports) {
    if (!isFor(one, player)) {
      cells.push('')
      continue
    }
    const { name, list, files } = one
    const found = (await player.load(list)).filter(path => files.includes(path))
    const missing = files.filter(path => !found.includes(path))
    const ordered = found.every((path, i) => i === 0 || files.indexOf(found[i - 1]!) <= files.indexOf(path))
    cells.push(`${files.length - missing.length}${ordered ? '' : ', out of order'}`)
    const names = missing.map(path => relative(place.music, path))
    if (names.length > 0 && names.length < 10)
      console.log(
        `${player.name}, ${name}, not found: ${names.map(path => JSON.stringify(path.slice(0, 30))).join(' ')}`
      )
    const unexpected = names.filter(path => !known[player.name]?.includes(path))
    if (name.startsWith('for ') && (unexpected.length > 0 || !ordered)) wrong.push(`${player.name}: ${name}`)
  }
  return { cells, wrong }
}

const columns: { head: string; cells: string[] }[] = []
const wrong: string[] = []
try {
  for (const [called, open] of Object.entries(openers)) {
    const player = await open(place)
    if (player === null) {
      console.log(`${called}: skipped, it is not installed here`)
      continue
    }
    try {
      const tried = await tryPlayer(player)
      columns.push({ head: `${player.name} ${player.version}`, cells: tried.cells })
      wrong.push(...tried.wrong)
    } finally {
      player.close()
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
const row = (cells: string[]): string => `| ${cells.join(' | ')} |`
console.log(row([`of ${awkward.length}`, ...columns.map(({ head }) => head)]))
console.log(row(['---', ...columns.map(() => '---')]))
for (const [i, { name }] of exports.entries())
  console.log(row([name, ...columns.map(({ cells }) => cells[i]!)]))
console.log(`${wrong.length} losses in files written for the player.`)
for (const what of wrong) console.log(what)
process.exitCode = wrong.length === 0 ? 0 : 1
