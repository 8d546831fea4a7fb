import { cpSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { type DecoderSearch, findDecoder } from '../../src-main/core/audio/find-decoder.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { JobRunner } from '../../src-main/core/jobs/index.ts'
import type { Analysed } from '../../src-main/core/analysis/analysed.ts'
import { createAnalysis } from '../../src-main/core/analysis/index.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { finished } from '../support/finished.ts'
import { decodeAll, measureLoudness, type Spent, spentOn } from './decoding.ts'
import { musicAt } from './music.ts'
import { type BenchRow, spread } from './row.ts'

const rss = (): number => process.memoryUsage.rss() / 2 ** 20

/** A folder of music of its own, and what was spent on it in each round. */
interface Music {
  folder: string
  files: string[]
  /** By ffmpeg alone: the one that the analysis has, and the one that is found without being told. */
  alone: Spent[]
  usual: Spent[]
  whole: Spent[]
  heard: Heard[]
}

export interface AnalysisBench {
  count: number
  rounds: number
  /** An ffmpeg that is not the system's. */
  ffmpeg: string | undefined
}

/**
 * Tracks a minute over real music, and the memory the engine keeps. Beside all tracks a third of them is heard: what the
 * others cost is what each further hour costs, without what a job costs once.
 */
export async function benchAnalysis(
  work: string,
  modelsFolder: string,
  music: string,
  { count, rounds, ffmpeg }: AnalysisBench
): Promise<BenchRow[]> {
  const found = musicAt(music, ['ogg', 'mp3', 'flac', 'opus', 'm4a'], count)
  const all = musicIn(join(work, 'real'), found)
  const some = musicIn(
    join(work, 'some'),
    found.filter((_, index) => index % 3 === 0)
  )
  const search = { ffmpegPath: ffmpeg ?? null }
  const { decoder } = await findDecoder(search)
  const { path } = decoder
  const usual = ffmpeg === undefined ? null : (await findDecoder()).decoder.path

  const filter: Spent[] = []
  const spent = { decode: 0, tower: 0, waveform: 0, measure: 0 }
  let after = 0
  for (let run = 0; run < rounds; run++) {
    for (const one of [some, all]) {
      const dataFolder = join(work, one === all ? `heard-${run}` : `some-${run}`)
      await scanned(dataFolder, modelsFolder, one.folder)
      const { files, heard } = one
      const hear = async (): Promise<unknown> =>
        heard.push(await analyse({ dataFolder, modelsFolder, search }, spent))
      if (path !== null) one.alone.push(await spentOn(() => decodeAll(path, files), { own: false }))
      if (usual !== null) one.usual.push(await spentOn(() => decodeAll(usual, files), { own: false }))
      one.whole.push(await spentOn(hear, { own: true }))
      if (one === all) after = rss()
    }
    if (path !== null) filter.push(await spentOn(() => measureLoudness(path, all.files), { own: false }))
  }
  const minutes = all.heard.map(({ job }) => ((job.endedAt ?? 0) - job.startedAt) / 60_000)
  const pace = all.heard.map(({ job }, round) => job.done / minutes[round]!)
  const speed = all.heard.map(({ seconds }, round) => seconds / 60 / minutes[round]!)
  const sum = spent.decode + spent.tower + spent.waveform + spent.measure
  const share = (part: number): string => `${Math.round((100 * part) / sum)} %`
  return [
    {
      what: `analysis, ${found.length} real tracks, every second of each`,
      measured: `${spread(pace, 'tracks/min')}; ${spread(speed, 'times real time')}`,
      aim: '222 tracks/min (10,000 in 45 min)'
    },
    ...besideDecoding('the whole analysis, start of the workers included', all.whole, all.alone, 'twice'),
    ...further(some, all, 'twice'),
    ...besideDecoding("the same, with the system's ffmpeg", all.whole, all.usual, 'twice'),
    ...besideDecoding("ffmpeg's own ebur128 with true peak", filter, all.alone, ''),
    {
      what: `decoding alone, 16 kHz mono, ${hours(all.heard).toFixed(2)} hours`,
      measured: `${spread(processor(all.alone), 's of the processor', 1)}; ${decoder.detail}`,
      aim: ''
    },
    {
      what: 'where a worker spends its time',
      measured: `waiting for the decoder and for loudness ${share(spent.decode)}, log-mel and tower ${share(spent.tower)}, tempo and key ${share(spent.measure)}, waveform ${share(spent.waveform)}`,
      aim: 'tower under a tenth of decoding'
    },
    {
      what: 'memory of the process right after analysis',
      measured: `${after.toFixed(0)} MB`,
      aim: 'at most 300 MB with two workers'
    }
  ]
}

function musicIn(folder: string, found: readonly string[]): Music {
  mkdirSync(folder, { recursive: true })
  const files = found.map((path, index) => {
    const copy = join(folder, `${index}-${basename(path)}`)
    cpSync(path, copy)
    return copy
  })
  return { folder, files, alone: [], usual: [], whole: [], heard: [] }
}

async function scanned(dataFolder: string, modelsFolder: string, folder: string): Promise<void> {
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  await engine.call('library.addFolders', { paths: [folder] })
  await finished(engine)
  await engine.close()
}

const processor = (spent: readonly Spent[]): number[] => spent.map(one => one.processor)

/** Ratios to decoding in the same round. */
function besideDecoding(what: string, spent: Spent[], alone: Spent[], aim: string): BenchRow[] {
  if (alone.length === 0) return []
  const times = (part: keyof Spent): number[] => spent.map((one, round) => one[part] / alone[round]![part])
  const measured = `${spread(times('processor'), 'times its time of the processor', 2)}; ${spread(times('clock'), 'times by the clock', 2)}`
  return [{ what: `${what}, beside decoding alone`, measured, aim }]
}

const hours = (heard: readonly Heard[]): number => heard[0]!.seconds / 3600

/** What the tracks that only the larger job had cost, and what is left of it for none. */
function further(some: Music, all: Music, aim: string): BenchRow[] {
  const length = hours(all.heard) - hours(some.heard)
  const more = (part: 'alone' | 'usual' | 'whole'): number[] =>
    all[part].map(({ processor }, round) => processor - some[part][round]!.processor)
  const whole = more('whole')
  const once = all.whole.map(
    ({ processor }, round) => processor - (whole[round]! / length) * hours(all.heard)
  )
  const beside = (part: 'alone' | 'usual'): number[] => more(part).map((one, round) => whole[round]! / one)
  const ratios =
    all.alone.length === 0 ? '' : `; ${spread(beside('alone'), 'times decoding it alone, processor', 2)}`
  const usual =
    all.usual.length === 0
      ? ''
      : `; ${spread(beside('usual'), "times decoding it with the system's ffmpeg", 2)}`
  return [
    {
      what: `each further hour of sound (${all.files.length} tracks less ${some.files.length})`,
      measured: `${spread(
        whole.map(one => one / length),
        's of the processor',
        1
      )}${ratios}${usual}`,
      aim
    },
    {
      what: 'once a job: start of the workers, models',
      measured: spread(once, 's of the processor', 1),
      aim: ''
    }
  ]
}

interface Heard {
  job: Job
  seconds: number
}

/** The analysis job alone; adds what each track cost to `spent`, milliseconds. `seconds`: of audio heard. */
async function analyse(
  { dataFolder, modelsFolder, search }: { dataFolder: string; modelsFolder: string; search: DecoderSearch },
  spent: Analysed['spent']
): Promise<Heard> {
  const db = openDatabase(dataFolder)
  const jobs = new JobRunner()
  const model = loadRegistry(modelsFolder).default
  let seconds = 0
  const analysis = createAnalysis({
    db,
    jobs,
    model,
    dataFolder,
    findDecoder: () => findDecoder(search),
    worker: workerFile('analysis'),
    apart: null,
    onAnalysed: analysed => {
      seconds += analysed.sound?.duration ?? 0
      for (const part of ['decode', 'tower', 'waveform', 'measure'] as const)
        spent[part] += analysed.spent[part]
    }
  })
  const job = await jobs.settled(analysis.start().id)
  db.close()
  return { job, seconds }
}
