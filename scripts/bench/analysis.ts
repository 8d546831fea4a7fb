import { cpSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { findDecoder } from '../../src-main/core/audio/find-decoder.ts'
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

/** Tracks a minute over real music, and the memory the engine keeps. */
export async function benchAnalysis(
  work: string,
  modelsFolder: string,
  music: string,
  { count, rounds }: { count: number; rounds: number }
): Promise<BenchRow[]> {
  const folder = join(work, 'real')
  mkdirSync(folder, { recursive: true })
  const files = musicAt(music, ['ogg', 'mp3', 'flac', 'opus', 'm4a'], count).map((path, index) => {
    const copy = join(folder, `${index}-${basename(path)}`)
    cpSync(path, copy)
    return copy
  })
  const { decoder } = await findDecoder({})

  const pace: number[] = []
  const speed: number[] = []
  const alone: Spent[] = []
  const filter: Spent[] = []
  const whole: Spent[] = []
  const spent = { decode: 0, tower: 0, waveform: 0, measure: 0 }
  let after = 0
  for (let run = 0; run < rounds; run++) {
    const dataFolder = join(work, `heard-${run}`)
    const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
    await engine.call('library.addFolders', { paths: [folder] })
    await finished(engine)
    await engine.close()

    const { path } = decoder
    const heard: Heard[] = []
    const hear = async (): Promise<unknown> => heard.push(await analyse(dataFolder, modelsFolder, spent))
    if (path !== null) alone.push(await spentOn(() => decodeAll(path, files), { own: false }))
    whole.push(await spentOn(hear, { own: true }))
    if (path !== null) filter.push(await spentOn(() => measureLoudness(path, files), { own: false }))
    const { job, seconds } = heard[0]!
    const minutes = ((job.endedAt ?? 0) - job.startedAt) / 60_000
    pace.push(job.done / minutes)
    speed.push(seconds / 60 / minutes)
    after = rss()
  }
  const all = spent.decode + spent.tower + spent.waveform + spent.measure
  const share = (part: number): string => `${Math.round((100 * part) / all)} %`
  return [
    {
      what: `analysis, ${files.length} real tracks, every second of each`,
      measured: `${spread(pace, 'tracks/min')}; ${spread(speed, 'times real time')}`,
      aim: '222 tracks/min (10,000 in 45 min)'
    },
    ...besideDecoding('the whole analysis, start of the workers included', whole, alone, 'twice'),
    ...besideDecoding("ffmpeg's own ebur128 with true peak", filter, alone, ''),
    {
      what: 'decoding alone, 16 kHz mono',
      measured: `${spread(processor(alone), 's of the processor', 1)}; ${decoder.detail}`,
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

const processor = (spent: readonly Spent[]): number[] => spent.map(one => one.processor)

/** Ratios to decoding in the same round. */
function besideDecoding(what: string, spent: Spent[], alone: Spent[], aim: string): BenchRow[] {
  if (alone.length === 0) return []
  const times = (part: keyof Spent): number[] => spent.map((one, round) => one[part] / alone[round]![part])
  const measured = `${spread(times('processor'), 'times its time of the processor', 2)}; ${spread(times('clock'), 'times by the clock', 2)}`
  return [{ what: `${what}, beside decoding alone`, measured, aim }]
}

interface Heard {
  job: Job
  seconds: number
}

/** The analysis job alone; adds what each track cost to `spent`, milliseconds. `seconds`: of audio heard. */
async function analyse(dataFolder: string, modelsFolder: string, spent: Analysed['spent']): Promise<Heard> {
  const db = openDatabase(dataFolder)
  const jobs = new JobRunner()
  const model = loadRegistry(modelsFolder).default
  let seconds = 0
  const analysis = createAnalysis({
    db,
    jobs,
    model,
    dataFolder,
    findDecoder: () => findDecoder({}),
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
