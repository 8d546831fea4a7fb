// What one made library costs, in a process of its own. usage: node growth-run.ts DATA MODELS
import { join, resolve } from 'node:path'
import { cacheFolder } from '../../src-main/core/files/cache-folder.ts'
import { forgetKeptPhrases } from '../../src-main/core/search/scoring/kept-phrases.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { quantile } from './row.ts'

/** Milliseconds: medians. */
interface Median {
  wall: number
  processor: number
}

export interface GrowthRun {
  known: Median
  unknown: Median
  playlist: Median
  /** Bytes of the process after all of it. */
  memory: number
}

const [dataFolder, modelsFolder] = process.argv.slice(2).map(path => resolve(path)) as [string, string]
const phrases = [
  'sad solo piano',
  'heavy metal',
  'drum and bass',
  'slow strings',
  'church organ',
  'cheerful tune'
]
const instruments = ['flute', 'oboe', 'harp', 'tuba', 'cello', 'viola', 'banjo', 'sitar', 'lute', 'gong']

// What an earlier run asked is new again.
forgetKeptPhrases(cacheFolder(join(dataFolder)))
const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })

async function median(works: readonly (() => Promise<unknown>)[]): Promise<Median> {
  const took = { wall: [] as number[], processor: [] as number[] }
  for (const work of works) {
    const [started, used] = [performance.now(), process.cpuUsage()]
    await work()
    const { user, system } = process.cpuUsage(used)
    took.wall.push(performance.now() - started)
    took.processor.push((user + system) / 1000)
  }
  return { wall: quantile(took.wall, 0.5), processor: quantile(took.processor, 0.5) }
}

const search = (text: string) => () => engine.call('search.query', { text })
const make = (text: string) => () => engine.call('drafts.make', { prompt: `${text}, 20 tracks` })
const three = [...phrases, ...phrases, ...phrases]
await median(phrases.map(search))
await median(phrases.map(make))
const known = await median(three.map(search))
const unknown = await median(instruments.map(one => search(`slow ${one} at night`)))
const playlist = await median(three.map(make))
const memory = process.memoryUsage.rss()
await engine.close()
console.log(JSON.stringify({ known, unknown, playlist, memory } satisfies GrowthRun))
