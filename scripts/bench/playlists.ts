import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SmartRules } from '../../src-main/contract/rules.ts'
import { requests } from '../../src-main/contract/requests.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { orderCost, shortestOrder } from '../../src-main/core/playlists/flow/order.ts'
import { stepCosts, tempoOctaves } from '../../src-main/core/playlists/flow/step.ts'
import { Studio } from '../../src-main/core/playlists/flow/studio.ts'
import type { FlowTrack } from '../../src-main/core/playlists/flow/tracks.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import type { SmartList } from '../../src-main/core/playlists/smart/evaluator.ts'
import { Membership } from '../../src-main/core/playlists/smart/membership.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { type BenchRow, quantile, spread } from './row.ts'
import { makeLibrary } from './made-library.ts'
import { exactOrderCost, lowerBound } from './tour-bounds.ts'

const tracks = 100_000
const windows = 24
const lists = 50
const changed = 1000

const prompts = [
  'an hour of slow strings, starts calm, no vocals, after 1990',
  'heavy metal, 20 tracks',
  'two hours of drum and bass builds up',
  'sad solo piano, 45 minutes, at most 1 song per artist',
  'cheerful tune -vocals year:1980..1989, 30 tracks',
  'spooky horror atmosphere, ends loud'
]
const ways = [
  ['slow strings', 'heavy metal'],
  ['sad solo piano', 'drum and bass'],
  ['cheerful tune', 'spooky horror atmosphere', 'slow strings']
]

const shown = (values: number[]): string =>
  `${quantile(values, 0.5).toFixed(0)} ms, worst ${Math.max(...values).toFixed(0)} ms (${values.length} runs)`

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}

/** Rules of many kinds, every other one with a sound phrase. */
function smartRules(i: number): SmartRules {
  const phrases = ['heavy metal', 'slow strings', 'sad solo piano', 'drum and bass', 'cheerful tune']
  const all: SmartRules['match'] = {
    all: [
      { field: 'year', op: 'between', value: [1950 + i, 1975 + i] },
      {
        any: [
          { field: 'genre', op: 'is', value: 'Jazz' },
          { field: 'bpm', op: 'above', value: 80 + i }
        ]
      },
      { none: [{ field: 'artist', op: 'contains', value: 'kalo' }] },
      ...(i % 2 === 0
        ? [
            {
              field: 'sound' as const,
              op: 'is' as const,
              value: `${phrases[i % 5]} ${i % 3 === 0 ? 'loud' : ''}`
            }
          ]
        : [])
    ]
  }
  const by = (['artist', 'added', 'random', 'sound', 'year'] as const)[i % 5]!
  return {
    match: all,
    sort: { by, descending: i % 2 === 1 },
    limit: i % 3 === 0 ? { by: 'minutes', value: 120 } : null,
    seed: i
  }
}

/** Making, paths and smart playlists in a made library of 100,000 tracks, through the worker as in the app. */
export async function benchPlaylists(work: string, modelsFolder: string): Promise<BenchRow[]> {
  const model = loadRegistry(modelsFolder).default
  const dataFolder = join(work, 'playlists')
  mkdirSync(dataFolder, { recursive: true })
  const db = openDatabase(dataFolder)
  makeLibrary(db, model, tracks, windows)
  const client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
  await client.query({ text: 'anything', limit: 1, all: false })
  const make = async (prompt: string, seed: number): Promise<number> =>
    (await timed(() => client.ask('makeDraft', requests['drafts.make'].input.parse({ prompt, seed })))).ms
  const first = await make(prompts[0]!, 0)
  for (const prompt of prompts) await make(prompt, 0)
  const made: number[] = []
  for (let run = 1; run <= 5; run++) for (const prompt of prompts) made.push(await make(prompt, run))
  const path = async (phrases: string[], minutes: number): Promise<number> => {
    const input = requests['drafts.path'].input.parse({
      points: phrases.map(phrase => ({ phrase })),
      minutes
    })
    return (await timed(() => client.ask('makePath', input))).ms
  }
  for (const way of ways) await path(way, 60)
  const walked: number[] = []
  for (let run = 0; run < 5; run++) for (const way of ways) walked.push(await path(way, 50 + 5 * run))

  const smart: SmartList[] = Array.from({ length: lists }, (_, i) => ({ id: i + 1, rules: smartRules(i) }))
  const insert = db.prepare(
    `INSERT INTO playlists (id, name, kind, rules, created_at, updated_at) VALUES (?, ?, 'smart', ?, 0, 0)`
  )
  for (const { id, rules } of smart) insert.run(id, `list ${id}`, JSON.stringify(rules))
  const membership = new Membership(db)
  /** On the clock, and of the processor in all threads: what other programs do meanwhile is not in that. */
  const refresh = async (ids: number[] | null): Promise<{ ms: number; processor: number }> => {
    const before = process.cpuUsage()
    const { ms } = await timed(async () => {
      const now = Date.now()
      client.changed()
      membership.storeAll(await client.ask('refreshSmart', { lists: smart, changed: ids, now }), now)
    })
    const { user, system } = process.cpuUsage(before)
    return { ms, processor: (user + system) / 1000 }
  }
  const whole = await refresh(null)
  const incremental: { ms: number; processor: number }[] = []
  for (let run = 0; run < 5; run++) {
    const ids = Array.from({ length: changed }, (_, i) => 1 + ((i * 97 + run * 13) % tracks))
    const update = db.prepare('UPDATE tracks SET year = 1950 + abs(random() % 75) WHERE id = ?')
    db.transaction(() => ids.forEach(id => update.run(id)))()
    incremental.push(await refresh(ids))
  }
  await client.close()
  db.close()
  rmSync(dataFolder, { recursive: true, force: true })
  const name = `${tracks.toLocaleString('en')} tracks`
  return [
    {
      what: `${name}: the first playlist after the start`,
      measured: `${first.toFixed(0)} ms (1 run)`,
      aim: '2 s'
    },
    { what: `${name}: make, known phrases`, measured: shown(made), aim: 'under 1 s' },
    { what: `${name}: path`, measured: shown(walked), aim: 'under 1 s' },
    {
      what: `${name}: ${lists} smart playlists, all of it`,
      measured: `${whole.ms.toFixed(0)} ms, processor ${whole.processor.toFixed(0)} ms (1 run)`,
      aim: 'once a start'
    },
    {
      what: `${name}: ${lists} smart playlists after ${changed} changed tracks`,
      measured: shown(incremental.map(one => one.ms)),
      aim: 'under 1 s'
    },
    {
      what: `${name}: the same, time of the processor in all threads`,
      measured: shown(incremental.map(one => one.processor)),
      aim: 'under 1 s'
    }
  ]
}

const setSize = 30
const sets = 20
const exactSize = 13

function greedyOrder(costs: Float32Array): number[] {
  const n = Math.round(Math.sqrt(costs.length))
  const order = [0]
  while (order.length < n) {
    const last = order.at(-1)!
    let best = -1
    for (let i = 0; i < n; i++) {
      if (!order.includes(i) && (best < 0 || costs[last * n + i]! < costs[last * n + best]!)) best = i
    }
    order.push(best)
  }
  return order
}

function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    ;[order[i], order[other]] = [order[other]!, order[i]!]
  }
  return order
}

/** Mean step of an order, and the median jump in tempo, in percent. */
function tempoJump(all: readonly FlowTrack[], order: readonly number[]): number[] {
  return order.slice(1).flatMap((item, i) => {
    const [a, b] = [all[order[i]!]!.bpm, all[item]!.bpm]
    return a === null || b === null ? [] : [100 * (2 ** tempoOctaves(a, b) - 1)]
  })
}

/** How smooth the order is on real music: random sets of 30 tracks of an analysed library. */
export async function benchFlow(dataFolder: string, modelsFolder: string): Promise<BenchRow[]> {
  const tower = new OwnTower()
  const searcher = await openSearcher({ dataFolder, modelsFolder }, tower)
  const session = await new Studio(searcher).session()
  const ids = searcher.library.db
    .prepare<[], number>('SELECT id FROM tracks WHERE duration >= 40 ORDER BY id')
    .pluck()
    .all()
    .filter(id => searcher.library.index.rowOf(id) !== undefined)
  const random = generator(7)
  const means: Record<'random' | 'greedy' | 'flow' | 'bound', number[]> = {
    random: [],
    greedy: [],
    flow: [],
    bound: []
  }
  const jumps: Record<'random' | 'greedy' | 'flow', number[]> = { random: [], greedy: [], flow: [] }
  const taken: number[] = []
  const overExact: number[] = []
  for (let set = 0; set < sets; set++) {
    const chosen = session.tracks.all(
      shuffled(ids.length, random)
        .slice(0, setSize)
        .map(i => ids[i]!)
    )
    session.tracks.withEnds(chosen)
    const costs = stepCosts(chosen)
    const steps = chosen.length - 1
    const started = performance.now()
    const flow = shortestOrder(costs)
    taken.push(performance.now() - started)
    const orders = { random: shuffled(chosen.length, random), greedy: greedyOrder(costs), flow }
    for (const kind of ['random', 'greedy', 'flow'] as const) {
      means[kind].push(orderCost(orders[kind], costs) / steps)
      jumps[kind].push(...tempoJump(chosen, orders[kind]))
    }
    means.bound.push(lowerBound(costs) / steps)
    const few = stepCosts(chosen.slice(0, exactSize))
    overExact.push(100 * (orderCost(shortestOrder(few), few) / exactOrderCost(few) - 1))
  }
  await tower.close()
  searcher.library.db.close()
  const what = (kind: string): string => `mean step of ${setSize} tracks, ${kind}`
  const jump = (values: number[]): string =>
    values.length === 0
      ? 'no tempo known'
      : `${quantile(values, 0.5).toFixed(1)} %, p90 ${quantile(values, 0.9).toFixed(1)} %`
  return [
    { what: what('random order'), measured: spread(means.random, '', 3), aim: '' },
    { what: what('greedy: always on to the nearest'), measured: spread(means.greedy, '', 3), aim: '' },
    { what: what('ordered for flow'), measured: spread(means.flow, '', 3), aim: 'below greedy' },
    { what: what('lower bound (Held and Karp)'), measured: spread(means.bound, '', 3), aim: '' },
    {
      what: `above the best of all orders, ${exactSize} tracks`,
      measured: spread(overExact, '%', 2),
      aim: ''
    },
    { what: 'jump in tempo: random order', measured: jump(jumps.random), aim: '' },
    { what: 'jump in tempo: greedy', measured: jump(jumps.greedy), aim: '' },
    { what: 'jump in tempo: ordered for flow', measured: jump(jumps.flow), aim: '' },
    { what: `time to order ${setSize} tracks`, measured: spread(taken, 'ms'), aim: '' }
  ]
}
