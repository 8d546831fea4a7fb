import { setTimeout } from 'node:timers/promises'
import type { Caller } from '#contract/bridge.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { settingsStore } from '../../src-main/core/database/settings.ts'
import { settingStatements } from '../../src-main/core/database/statements/settings.ts'
import { memoryOf, type Memory } from './processes.ts'
import { quantile } from './row.ts'
import { openServedEngine } from './served-engine.ts'

/** An hour of them: one in less than three seconds. They are asked for without the pauses between. */
export const anHour = 1500
const marks = 6
/** Milliseconds: between two searches, until an idle server has settled, and until it has again after the last search. */
const [think, settles, rests] = [50, 30_000, 30_000]

const moods = 'sad|heavy|quiet|bright|slow|dark|dreamy|fast|warm|noisy|calm|angry|tender|strange|loud'.split(
  '|'
)
const things =
  'piano|drums|strings|guitar|voices|synths|rain|choir|bass|trumpet|harp|organ|flute|cello|bells|noise'.split(
    '|'
  )
const filters = ['', '', ' year:1980..1989', ' -vocals', ' bpm:>100', ' genre:ambient', ' length:<4m']
const names = ['kalo miren', 'starsul', 'like:"lomi kalo"', 'dorvel brafen']
const pick = (list: readonly string[], at: number): string => list[at % list.length]!

/** The n-th search: four in five are of words that were not asked before, in this order or another. */
function textOf(n: number): string {
  if (n % 23 === 0) return pick(names, n)
  const of = n % 5 === 0 ? n % 50 : n
  const words = `${pick(moods, of)} ${pick(things, Math.floor(of / moods.length))}`
  const further = of > 240 ? ` and ${pick(things, Math.floor(of / 7) + of)}` : ''
  return words + further + pick(filters, Math.floor(of / 3))
}

/** What the window asks around one search: words as they are typed, rows that are seen, the heat along a track. */
async function searchOnce(engine: Caller, n: number): Promise<number> {
  const text = textOf(n)
  await engine.call('search.complete', { text: text.slice(0, 4), at: 4 })
  const began = performance.now()
  const { hits } = await engine.call('search.query', { text })
  const took = performance.now() - began
  const ids = hits.slice(0, 40).map(({ id }) => id)
  await engine.call('library.rows', { ids })
  if (ids.length === 0) return took
  if (n % 4 === 0) await engine.call('search.heat', { id: ids[0]!, text })
  if (n % 11 === 0) await engine.call('search.similar', { ids: ids.slice(0, 1) })
  if (n % 31 === 0) await engine.call('search.moments', { text, limit: 50 })
  return took
}

/** A made library has no files, which a start would notice. */
function lookForNoFiles(dataFolder: string): void {
  const db = openDatabase(dataFolder)
  settingsStore(settingStatements(db), () => undefined).set({ scanOnStart: false, watchFolders: false })
  db.close()
}

export interface Searching {
  /** Of the server before anybody has come, after each part of the searches, and after a rest. */
  idle: Memory
  during: Memory[]
  after: Memory
  /** Milliseconds of a search, as the page waits for it: median and the 95th of a hundred. */
  median: number
  p95: number
}

/** An hour of searches in a made library, and what the server holds meanwhile. `edition`: the folder of another checkout. */
export async function searching(
  dataFolder: string,
  { edition, searches = anHour }: { edition?: string | undefined; searches?: number } = {}
): Promise<Searching> {
  lookForNoFiles(dataFolder)
  const { engine, pid, close } = await openServedEngine(dataFolder, edition)
  try {
    await setTimeout(settles)
    const idle = memoryOf(pid)
    await engine.call('window.get', {})
    const took: number[] = []
    const during: Memory[] = []
    for (let n = 1; n <= searches; n++) {
      took.push(await searchOnce(engine, n))
      await setTimeout(think)
      if (n % (searches / marks) === 0) during.push(memoryOf(pid))
    }
    await setTimeout(rests)
    return { idle, during, after: memoryOf(pid), median: quantile(took, 0.5), p95: quantile(took, 0.95) }
  } finally {
    await close()
  }
}
