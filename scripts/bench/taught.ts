import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { taughtStatements } from '../../src-main/core/database/statements/taught.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { type BenchRow, quantile, spread } from './row.ts'
import { makeLibrary } from './made-library.ts'

const sizes = [10_000, 100_000]
const windows = 12
const tags = 200
const marks = 10

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Taught tags in made libraries, through the worker as in the app. `only`: the sizes to measure. */
export async function benchTaught(
  work: string,
  modelsFolder: string,
  only: readonly number[] = sizes
): Promise<BenchRow[]> {
  const model = loadRegistry(modelsFolder).default
  const rows: BenchRow[] = []
  for (const tracks of sizes.filter(size => only.includes(size))) {
    const dataFolder = join(work, `taught-${tracks}`)
    mkdirSync(dataFolder, { recursive: true })
    const db = openDatabase(dataFolder)
    makeLibrary(db, model, tracks, windows)
    const statements = taughtStatements(db)
    const client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
    const ids: number[] = []
    // Each is taught by tracks that sound alike, and by some that do not.
    for (let i = 0; i < tags; i++) {
      const seed = 1 + ((i * 7919) % tracks)
      const { hits } = await client.similar({ ids: [seed], paths: [], text: '', limit: marks * 3 })
      const id = statements.create(`taught ${i}`, i)
      statements.mark(
        id,
        hits.filter((_, k) => k % 3 === 0).map(hit => hit.id),
        'yes',
        i
      )
      const far = Array.from({ length: marks }, (_, k) => 1 + ((seed + k * 104_729) % tracks))
      statements.mark(id, far, 'no', i)
      ids.push(id)
    }
    const list = (): Promise<number> => timed(() => client.ask('taught-list', {}))
    const answer = (id: number): Promise<number> =>
      timed(() => client.ask('taught-answer', { id, limit: 200, skip: [] }))
    const several = async (some: readonly number[], take: (id: number) => Promise<number>) => {
      const taken: number[] = []
      for (const id of some) taken.push(await take(id))
      return spread(taken, 'ms')
    }
    const unknown = await several([1, 2, 3, 4, 5], list)
    const first = await several(ids.slice(0, 10), answer)
    const again = await several(ids.slice(6, 10), answer)
    const marked = await several(
      Array.from({ length: 20 }, (_, i) => 1 + ((i * 31_337) % tracks)),
      track => {
        statements.mark(ids[9]!, [track], 'no', 0)
        return answer(ids[9]!)
      }
    )
    const learning: number[] = []
    const between: number[] = []
    for (let left = Infinity; left > 0;) {
      learning.push(await timed(async () => (left = await client.ask('taught-learn', {}))))
      if (learning.length % 10 !== 0 || left === 0) continue
      // Somewhere in the middle of the next one, which gives way.
      const next = client.ask('taught-learn', {})
      await setTimeout((learning.length * 3) % 200)
      between.push(await list())
      await next
    }
    const known = await several([1, 2, 3, 4, 5], list)
    const search = await several(
      Array.from({ length: 10 }, (_, i) => i * 20),
      i => timed(() => client.query({ text: `heavy metal taught:"taught ${i}"`, limit: 200, all: false }))
    )
    await client.close()
    db.close()
    const name = `${tracks.toLocaleString('en')} tracks, ${tags} tags of ${marks} yes and ${marks} no`
    rows.push(
      { what: `${name}: list, nothing learnt yet`, measured: unknown, aim: 'at once' },
      { what: `${name}: list, all learnt`, measured: known, aim: 'at once' },
      { what: `${name}: list while others are learnt`, measured: spread(between, 'ms'), aim: '1 s' },
      { what: `${name}: first answer`, measured: first, aim: '1 s' },
      { what: `${name}: answer after a mark`, measured: marked, aim: '1 s' },
      { what: `${name}: answer, nothing changed`, measured: again, aim: 'at once' },
      {
        what: `${name}: learning one behind the list`,
        measured: `${spread(learning, 'ms')}, p95 ${quantile(learning, 0.95).toFixed(0)} ms`,
        aim: 'nobody waits'
      },
      { what: `${name}: search with \`taught:\``, measured: search, aim: '1 s' }
    )
  }
  return rows
}
