import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseFile } from '../../src-main/core/database/files.ts'
import { smallHeap } from '../support/small.mjs'
import { Figures } from './figures.ts'
import type { GrowthRun } from './growth-run.ts'
import { madeIn } from './made-library.ts'
import { type BenchRow, quantile } from './row.ts'
import { startOf, type Started } from './start.ts'

const windows = 24
/** A million takes long to make. What scans cost is measured beside them, by scan.ts. */
const sizes = [1000, 10_000, 100_000]

export const growthNote = `The power is that of the last step, from 100,000 to ten times as few (1: twice the tracks, twice the cost; 0: nothing): below it what
is fixed weighs more. What stands for five million tracks goes on in a straight line from the last two sizes. Nobody has tried so many:
a library of that size would need the memory and the disk that stand there, and its analysis, whose cost is that of each track, as many
times the time of one track as it has tracks.`

/** How what Earshot does grows with the library, and what that comes to at five million tracks. */
export async function benchGrowth(work: string, modelsFolder: string): Promise<BenchRow[]> {
  const figures = new Figures()
  for (const tracks of sizes) {
    const dataFolder = join(work, String(tracks))
    madeIn(dataFolder, modelsFolder, { tracks, windows })
    const { known, unknown, playlist, memory } = runOf(dataFolder, modelsFolder)
    const starts = Array.from({ length: 5 }, () => startOf(dataFolder, 'heavy metal'))
    const both = (what: string, digits: number, took: Started): void => {
      figures.note(what, 'ms', digits, took.wall)
      figures.note(`${what}; time of the processor`, 'ms', digits, took.processor)
    }
    both('search, known phrase', 1, known)
    both('search, new phrase', 1, unknown)
    both('playlist of 20 from words', 1, playlist)
    both('command line, start to answer', 0, {
      wall: median(starts.map(({ wall }) => wall)),
      processor: median(starts.map(({ processor: used }) => used))
    })
    figures.note('memory of engine and search', 'MB', 0, memory / 1e6)
    figures.note('database', 'MB', 1, statSync(databaseFile(dataFolder)).size / 1e6)
  }
  return figures.rows(sizes, 'tracks')
}

function runOf(dataFolder: string, modelsFolder: string): GrowthRun {
  const script = join(import.meta.dirname, 'growth-run.ts')
  const said = execFileSync(process.execPath, [script, dataFolder, modelsFolder], {
    encoding: 'utf8',
    env: { ...process.env, ...smallHeap },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return JSON.parse(said) as GrowthRun
}

const median = (values: readonly number[]): number => quantile(values, 0.5)
