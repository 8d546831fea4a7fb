import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../src-main/core/database/open.ts'
import { cacheFolder } from '../../../src-main/core/files/cache-folder.ts'
import { cosine } from '../../../src-main/core/inference/vector-math.ts'
import { openSearcher } from '../../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../../src-main/core/search/own-tower.ts'

const phrasesFolder = resolve('resources/phrases')
const modelsFolder = resolve('models')
let dataFolder: string
const tower = new OwnTower()
beforeEach(() => (dataFolder = mkdtempSync(join(tmpdir(), 'earshot phrases '))))
afterEach(async () => {
  await tower.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** Fails after the model, its tags or the unrelated phrases changed: scripts/build-phrases.ts makes them anew. */
it('the vectors that come along are those of the model that comes along', async () => {
  openDatabase(dataFolder).close()
  const searcher = await openSearcher({ dataFolder, modelsFolder, phrasesFolder }, tower)
  await expect.poll(() => searcher.tags?.names.length, { timeout: 60_000 }).toBeGreaterThan(100)
  const { nullVectors } = searcher.library.model
  await searcher.phrases.offers()
  searcher.library.db.close()
  const cache = cacheFolder(dataFolder)
  const made = existsSync(cache) ? readdirSync(cache).filter(name => name.startsWith('phrases-')) : []
  expect(made).toEqual([])
  const { names, vectors } = searcher.tags!
  const again = await tower.embed(names.slice(0, 3))
  for (const [i, vector] of again.entries()) expect(cosine(vectors[i]!, vector)).toBeGreaterThan(0.99)
  expect(nullVectors.every(vector => Math.abs(Math.hypot(...vector) - 1) < 1e-3)).toBe(true)
})
