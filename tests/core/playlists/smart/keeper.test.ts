import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SmartRules } from '#contract/rules.ts'
import { loadRegistry } from '../../../../src-main/core/inference/registry.ts'
import { playlistStatements } from '../../../../src-main/core/database/statements/playlists.ts'
import { SmartKeeper } from '../../../../src-main/core/playlists/smart/keeper.ts'
import { SearchClient } from '../../../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../../../src-main/engine/workers/worker-files.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const modelsFolder = fileURLToPath(new URL('../../../../models', import.meta.url))
const hour = 3_600_000
const noon = new Date(2026, 5, 1, 12).getTime()
let made: MadeLibrary
let client: SearchClient
let keeper: SmartKeeper
let clock: number
let told: number[]

beforeEach(() => {
  made = new MadeLibrary()
  const { id, version } = loadRegistry(modelsFolder).default
  made.db.prepare('UPDATE models SET name = ?, version = ?').run(id, version)
  for (let i = 0; i < 30; i++)
    made.add({ title: `track ${i}`, artist: 'anyone', addedAt: noon - 29.5 * 24 * hour })
  client = new SearchClient(workerFile('search'), { dataFolder: made.folder, modelsFolder })
  clock = noon
  told = []
  const failed = (error: unknown): void => {
    throw error
  }
  const now = (): number => clock
  keeper = new SmartKeeper({
    db: made.db,
    search: client,
    changed: id => void told.push(id),
    failed,
    now
  })
})
afterEach(async () => {
  keeper.close()
  await client.close()
  made.close()
})

const kept = (name: string, rules: Partial<SmartRules>): number => {
  const whole: SmartRules = {
    match: { all: [] },
    sort: { by: 'title', descending: false },
    limit: null,
    seed: 1
  }
  return playlistStatements(made.db).insert({ name, rules: { ...whole, ...rules }, now: clock })
}
const members = (id: number): number[] => [...playlistStatements(made.db).trackIds(id)]

it('deals another random order when the day turns, with nothing changed', async () => {
  const id = kept('Ten at random', {
    sort: { by: 'random', descending: false },
    limit: { by: 'tracks', value: 10 }
  })
  await keeper.refresh()
  const today = members(id)
  expect(today).toHaveLength(10)
  clock += 11 * hour
  expect(keeper.timePasses()).toBe(false)
  clock += 2 * hour
  expect(keeper.timePasses()).toBe(true)
  await expect.poll(() => members(id)).not.toEqual(today)
  expect(keeper.timePasses()).toBe(false)
})

it('lets go of what is too old by now, and leaves other rules alone', async () => {
  kept('All', {})
  const lately = kept('Lately', {
    match: { any: [{ none: [{ field: 'added', op: 'notInLast', value: 30 }] }] }
  })
  await keeper.refresh()
  expect(members(lately)).toHaveLength(30)
  told.length = 0
  clock += 24 * hour
  expect(keeper.timePasses()).toBe(true)
  await expect.poll(() => members(lately)).toEqual([])
  expect(told).toEqual([lately])
})
