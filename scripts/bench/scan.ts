import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeBombs } from '../prove/bombs.ts'
import { smallHeap } from '../support/small.mjs'
import { type BenchRow, spread } from './row.ts'
import type { ScanRun } from './scan-run.ts'

const formats = ['mp3', 'flac', 'ogg', 'opus', 'm4a'] as const

/**
 * Made files: a fifth of a second of a tone with tags, a thousand copies a folder, each with its own tail. Those that are
 * there already are not made again.
 */
function makeFiles(folder: string, count: number): string {
  const music = join(folder, `music-${count}`)
  if (existsSync(music)) return music
  mkdirSync(music, { recursive: true })
  const seeds = formats.map(format => {
    const path = join(folder, `seed.${format}`)
    const tags = [
      'title=A title',
      'artist=An artist',
      'album=An album',
      'genre=Ambient',
      'date=1987',
      'track=3'
    ]
    const metadata = tags.flatMap(tag => ['-metadata', tag])
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=0.2', ...metadata, path])
    return readFileSync(path)
  })
  for (let i = 0; i < count; i++) {
    const at = join(music, String(Math.floor(i / 1000)))
    if (i % 1000 === 0) mkdirSync(at, { recursive: true })
    const kind = i % formats.length
    writeFileSync(join(at, `${i}.${formats[kind]}`), Buffer.concat([seeds[kind]!, Buffer.from(String(i))]))
  }
  return music
}

/** Scans folders into a new library, in a process of its own that is started as the app starts what scans. */
function runOf(work: string, modelsFolder: string, rescans: number, music: readonly string[]): ScanRun {
  const data = join(work, 'scan-data')
  rmSync(data, { recursive: true, force: true })
  const script = join(import.meta.dirname, 'scan-run.ts')
  const said = execFileSync(process.execPath, [script, data, modelsFolder, String(rescans), ...music], {
    encoding: 'utf8',
    env: { ...process.env, ...smallHeap },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return JSON.parse(said) as ScanRun
}

/** A first scan of so many made files, and rescans of them. */
const scanOf = (work: string, modelsFolder: string, count: number, rescans: number): ScanRun =>
  runOf(work, modelsFolder, rescans, [makeFiles(work, count)])

const perSecond = ({ files, first }: ScanRun): number => (files / first) * 1000
const megabytes = ({ peak }: ScanRun): string =>
  peak === null ? 'not told' : `${(peak / 1e6).toFixed(0)} MB`

/** Files a second of a first scan, what a rescan of unchanged files costs, and the memory of a large one with bombs in it. */
export async function benchScan(
  work: string,
  modelsFolder: string,
  [small = 10_000, large = 100_000, largest = 500_000]: readonly number[] = []
): Promise<BenchRow[]> {
  mkdirSync(work, { recursive: true })
  const named = (count: number): string => `${count.toLocaleString('en')} files`
  const often = Array.from({ length: 3 }, () => scanOf(work, modelsFolder, small, 1))
  const again = scanOf(work, modelsFolder, large, 5)
  const bombs = join(work, 'bombs')
  if (!existsSync(bombs)) makeBombs(bombs)
  const most = runOf(work, modelsFolder, 0, [makeFiles(work, largest), bombs])
  return [
    {
      what: `first scan, ${named(small)} of five formats`,
      measured: `${spread(often.map(perSecond), 'files/s')}; processor ${spread(
        often.map(({ processor, files }) => (processor / files) * 1000),
        'ms a thousand'
      )}`,
      aim: '3,000 files/s'
    },
    {
      what: `rescan, ${named(small)} that did not change`,
      measured: spread(
        often.flatMap(run => run.again),
        'ms'
      ),
      aim: ''
    },
    {
      what: `first scan, ${named(large)}`,
      measured: `${perSecond(again).toFixed(0)} files/s; ${megabytes(again)} at most`,
      aim: '3,000 files/s'
    },
    {
      what: `rescan, ${named(large)} that did not change`,
      measured: spread(again.again, 'ms'),
      aim: '1.5 s'
    },
    {
      what: `first scan, ${named(largest)} and some that are made to take memory`,
      measured: `${perSecond(most).toFixed(0)} files/s; ${megabytes(most)} at most`,
      aim: '250 MB'
    }
  ]
}
