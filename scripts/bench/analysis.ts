import { cpSync, globSync, mkdirSync, statSync } from 'node:fs'
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
import { decodeAlone } from './decoding.ts'
import { type BenchRow, spread } from './row.ts'

const rss = (): number => process.memoryUsage.rss() / 2 ** 20

/** Tracks a minute over real music, and the memory the engine keeps. */
export async function benchAnalysis(
  work: string,
  modelsFolder: string,
  music: string,
  count = 60
): Promise<BenchRow[]> {
  const folder = join(work, 'real')
  mkdirSync(folder, { recursive: true })
  const found = globSync('**/*.{ogg,mp3,flac,opus,m4a}', { cwd: music }).sort()
  const long = found.filter(path => statSync(join(music, path)).size > 500_000)
  const step = Math.max(1, Math.floor(long.length / count))
  const chosen = long.filter((_, index) => index % step === 0).slice(0, count)
  const files = chosen.map((path, index) => join(folder, `${index}-${basename(path)}`))
  chosen.forEach((path, index) => cpSync(join(music, path), files[index]!))
  const { decoder } = await findDecoder({})

  const pace: number[] = []
  const speed: number[] = []
  const timesDecoding: number[] = []
  const spent = { decode: 0, tower: 0, waveform: 0, measure: 0 }
  let after = 0
  for (let run = 0; run < 3; run++) {
    const dataFolder = join(work, `heard-${run}`)
    const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
    await engine.call('library.addFolders', { paths: [folder] })
    await finished(engine)
    await engine.close()

    const alone = decoder.path === null ? Number.NaN : await decodeAlone(decoder.path, files)
    const { job, seconds } = await analyse(dataFolder, modelsFolder, spent)
    const minutes = ((job.endedAt ?? 0) - job.startedAt) / 60_000
    pace.push(job.done / minutes)
    speed.push(seconds / 60 / minutes)
    timesDecoding.push((60 * minutes) / alone)
    after = rss()
  }
  const all = spent.decode + spent.tower + spent.waveform + spent.measure
  const share = (part: number): string => `${Math.round((100 * part) / all)} %`
  return [
    {
      what: `analysis, ${chosen.length} real tracks, every second of each`,
      measured: `${spread(pace, 'tracks/min')}; ${spread(speed, 'times real time')}`,
      aim: '222 tracks/min (10,000 in 45 min)'
    },
    {
      what: 'analysis beside decoding alone, by turns',
      measured: `${spread(timesDecoding, 'times as long', 1)}, ${decoder.detail}`,
      aim: 'twice'
    },
    {
      what: 'where a worker spends its time',
      measured: `waiting for the decoder and for loudness ${share(spent.decode)}, log-mel and tower ${share(spent.tower)}, tempo and key ${share(spent.measure)}, waveform ${share(spent.waveform)}`,
      aim: 'tower under a tenth of decoding'
    },
    { what: 'memory of the process right after analysis', measured: `${after.toFixed(0)} MB`, aim: 'flat' }
  ]
}

/** The analysis job alone; adds what each track cost to `spent`, milliseconds. `seconds`: of audio heard. */
async function analyse(
  dataFolder: string,
  modelsFolder: string,
  spent: Analysed['spent']
): Promise<{ job: Job; seconds: number }> {
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
