import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { findJob } from '../../src-main/core/doubles/find-job.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { makeLibrary } from './made-library.ts'
import type { BenchRow } from './row.ts'

const windows = 24

/**
 * Which of made tracks may be doubles, by their vectors, through the worker as in the app; what is left to be decoded is
 * counted, and not decoded. One track of fifty is a copy.
 */
export async function benchDoubles(
  work: string,
  modelsFolder: string,
  sizes: readonly number[] = [20_000, 100_000]
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const tracks of sizes) {
    const dataFolder = join(work, `doubles-${tracks}`)
    mkdirSync(dataFolder, { recursive: true })
    const db = openDatabase(dataFolder)
    makeLibrary(db, loadRegistry(modelsFolder).default, tracks, windows)
    const client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
    // The library is in memory by then, as it is in the app.
    await client.similar({ ids: [1], paths: [], text: '', limit: 10 })
    const { question } = findJob({
      db,
      modelId: 1,
      candidates: (input, signal) => client.ask('double-candidates', input, { signal }),
      open: () => Promise.reject(new Error('Nothing is decoded here.')),
      workers: 1,
      now: () => 0
    })
    if (typeof question !== 'function') throw new Error('The job asks in another way.')
    let alone = 0
    let pairs = 0
    let copies = 0
    const [before, started] = [process.cpuUsage(), performance.now()]
    const asking = {
      signal: new AbortController().signal,
      skip: (count: number) => (alone += count),
      waits: () => undefined
    }
    for await (const { id, others } of question(asking)) {
      pairs += others.length
      copies += others.filter(other => Math.abs(other - id) === 1 && Math.max(other, id) % 50 === 0).length
    }
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before)
    await client.close()
    db.close()
    rows.push({
      what: `${tracks.toLocaleString('en')} tracks: candidates by their vectors`,
      measured:
        `${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time); ` +
        `${pairs.toLocaleString('en')} pairs to decode, ${copies} of ${Math.floor(tracks / 50)} copies among them, ` +
        `${alone.toLocaleString('en')} tracks like no other`,
      aim: 'behind all else'
    })
  }
  return rows
}
