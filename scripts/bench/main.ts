// How fast is it here? Writes docs/benchmarks.md.
// usage: npm run bench -- MUSIC [options]    (a folder of real music, e.g. filled by scripts/corpora.mjs)
//   --only search,names   measures these sections only (scan watching analysis peers search names playlists flow taught doubles map window use growth start)
//                         and puts them in the place of the same in the page; only analysis, peers and flow need MUSIC
//   --libraries FOLDER    keeps the made libraries and files of scan, search, growth, start, window and use there, for the next time
//   --minutes 60          how long the window is used
//   --searches 1500       of start: how many a server is asked for, an hour of them
//   --rounds 3            of analysis and search: how often all is measured, search each time in a new process
//   --ffmpeg FILE         of analysis: decodes with this one, beside the system's
//   --tracks 60           of analysis and peers: how many real tracks
//   --gpu                 instead of all that: what the graphics card here does for hearing; the page stays as it is
//   --provider webgpu     of it: only this provider
//   --software            of it: also where there is no card, through a Vulkan in software
//   --sizes 10000,100000  numbers of tracks of search, or of files of scan (four, the last with bombs; 0 leaves one out)
//   of search alone:
//   --before CHECKOUT     measures another checkout in turn with this one
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benchAnalysis } from './analysis.ts'
import { benchDoubles } from './doubles.ts'
import { benchPeers } from './peers.ts'
import { benchFlow, benchPlaylists } from './playlists.ts'
import { benchGpu } from './gpu.ts'
import { benchGrowth, growthNote } from './growth.ts'
import { benchMap } from './map.ts'
import { benchNames } from './names.ts'
import type { BenchRow } from './row.ts'
import { benchScan, scanNote } from './scan.ts'
import { benchSearch } from './search.ts'
import { anHour } from './searching.ts'
import { benchStart } from './start.ts'
import { benchTaught } from './taught.ts'
import { benchWatching } from './watching.ts'
import { benchLongUse, benchWholeWindow } from './window/main.ts'

const root = resolve(import.meta.dirname, '../..')
const page = join(root, 'docs/benchmarks.md')
const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ only: text, sizes: text, libraries: text, rounds: text, before: text, minutes: text, tracks: text },
    ...{ ffmpeg: text, searches: text },
    ...{ gpu: flag, provider: text, software: flag }
  }
})
const [music = ''] = positionals
const models = join(root, 'models')
if (options.gpu) process.exit(benchGpu(models, options) ? 0 : 1)
const work = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
const libraries = options.libraries ?? work
const counts = options.sizes?.split(',').map(Number)

interface Section {
  title: string
  needsMusic?: true
  measure: () => Promise<BenchRow[]>
  /** Below the table. */
  note?: string
}
const all: Record<string, Section> = {
  scan: {
    title: 'Scan',
    measure: () => benchScan(join(libraries, 'scan'), models, counts),
    note: scanNote
  },
  watching: { title: 'Watching folders', measure: () => benchWatching(work, models) },
  analysis: {
    title: 'Analysis',
    needsMusic: true,
    measure: () =>
      benchAnalysis(work, models, resolve(music), {
        count: Number(options.tracks ?? 60),
        rounds: Number(options.rounds ?? 3),
        ffmpeg: options.ffmpeg
      })
  },
  peers: {
    title: 'Analysis beside other programs',
    needsMusic: true,
    measure: () => benchPeers(work, resolve(music), Number(options.tracks ?? 60))
  },
  search: {
    title: 'Search',
    measure: () =>
      benchSearch(join(libraries, 'search'), models, {
        only: counts,
        keep: options.libraries !== undefined,
        rounds: Number(options.rounds ?? 3),
        before: options.before
      })
  },
  names: { title: 'Names', measure: () => benchNames(work, models) },
  playlists: { title: 'Playlists', measure: () => benchPlaylists(work, models) },
  flow: {
    title: 'Flow of playlists, on the music at hand',
    needsMusic: true,
    measure: () => benchFlow(join(work, 'heard-0'), models)
  },
  taught: { title: 'Taught tags', measure: () => benchTaught(work, models) },
  doubles: { title: 'Doubles', measure: () => benchDoubles(work, models) },
  map: { title: 'Map', measure: async () => benchMap() },
  window: { title: 'Window', measure: () => benchWholeWindow(join(libraries, 'window'), models) },
  use: {
    title: 'Use of the window',
    measure: () => benchLongUse(join(libraries, 'window'), models, Number(options.minutes ?? 60))
  },
  growth: {
    title: 'Growth',
    measure: () => benchGrowth(join(libraries, 'search'), models),
    note: growthNote
  },
  start: {
    title: 'Start and memory',
    measure: () => benchStart(join(libraries, 'search'), models, Number(options.searches ?? anHour))
  }
}
const chosen = options.only?.split(',') ?? Object.keys(all)
if (
  chosen.some(name => !Object.hasOwn(all, name)) ||
  (chosen.some(name => all[name]!.needsMusic) && !existsSync(music))
) {
  console.error('usage: npm run bench -- MUSIC [--only search,names] [--sizes 10000,100000]')
  console.error('  [--libraries FOLDER] [--rounds 3] [--before CHECKOUT]')
  console.error('fill MUSIC with: node scripts/corpora.mjs MUSIC')
  process.exit(2)
}

const load = (): string => loadavg()[0]!.toFixed(1)
const table = (rows: readonly BenchRow[]): string => {
  const two = rows.some(row => row.before !== undefined)
  const cells = (row: BenchRow): string[] => [
    row.what,
    row.measured,
    ...(two ? [row.before ?? ''] : []),
    row.aim
  ]
  const head = cells({ what: 'what', measured: 'measured: median (range)', before: 'before', aim: 'aim' })
  return [head, head.map(() => '---'), ...rows.map(cells)].map(line => `| ${line.join(' | ')} |`).join('\n')
}

async function section({ title, measure, note }: Section): Promise<[title: string, text: string]> {
  const before = load()
  const rows = await measure()
  console.error(`\n${title}\n${table(rows)}`)
  const day = new Date().toISOString().slice(0, 10)
  return [
    title,
    `## ${title}\n\n${day}; load average ${before} at the start and ${load()} at the end.\n\n${table(rows)}\n${note === undefined ? '' : `\n${note}\n`}`
  ]
}

const sections: [title: string, text: string][] = []
try {
  for (const name of chosen) sections.push(await section(all[name]!))
} finally {
  rmSync(work, { recursive: true, force: true })
}

if (options.only === undefined) {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()}, Node ${process.versions.node}`
  const head = `# Benchmarks\n\nWritten by \`npm run bench -- MUSIC\`; its options are said in scripts/bench/main.ts.\nMachine: ${machine}. Compare ratios, not absolute times: machines differ.\n`
  writeFileSync(page, [head, ...sections.map(([, text]) => text)].join('\n'))
} else {
  let text = readFileSync(page, 'utf8')
  for (const [title, own] of sections) {
    const from = text.indexOf(`## ${title}\n`)
    const next = text.indexOf('\n## ', from)
    text = from < 0 ? `${text}\n${own}` : text.slice(0, from) + own + (next < 0 ? '' : text.slice(next))
  }
  writeFileSync(page, text)
}
