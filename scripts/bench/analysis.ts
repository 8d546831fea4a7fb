import { cpSync, globSync, mkdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createEngine } from '../../src-main/engine/engine.ts'
import { finished } from '../support/finished.ts'
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
  chosen.forEach((path, index) => cpSync(join(music, path), join(folder, `${index}-${basename(path)}`)))

  const pace: number[] = []
  const hours: number[] = []
  let after = 0
  for (let run = 0; run < 3; run++) {
    const engine = await createEngine({ dataFolder: join(work, `heard-${run}`), modelsFolder })
    await engine.call('library.addFolders', { paths: [folder] })
    const analysis = (await finished(engine)).find(job => job.kind === 'analysis')
    if (analysis?.endedAt == null) throw new Error('The analysis did not run.')
    const { duration, analysed } = await engine.call('library.overview', {})
    const minutes = (analysis.endedAt - analysis.startedAt) / 60_000
    pace.push(analysed / minutes)
    hours.push(duration / 3600 / (minutes / 60))
    after = rss()
    await engine.close()
  }
  return [
    {
      what: `analysis, ${chosen.length} real tracks, every second of each`,
      measured: `${spread(pace, 'tracks/min')}; ${spread(hours, 'h of music an hour')}`,
      aim: '222 tracks/min (10,000 in 45 min)'
    },
    { what: 'memory of the engine right after analysis', measured: `${after.toFixed(0)} MB`, aim: 'flat' }
  ]
}
