import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { openReader } from '../../../core/database/open.ts'
import type { Database } from '../../../core/database/open.ts'
import { IdleHolder } from '../../../core/inference/idle-holder.ts'
import { findModel, packsFolderOf } from '../../../core/inference/packs/installed.ts'
import { modelFileIfAny, modelHash } from '../../../core/inference/registry.ts'
import type { Model } from '../../../core/inference/registry.ts'
import { TextTower, textTowerOf } from '../../../core/inference/text-tower.ts'
import { SearchLibrary } from '../../../core/search/library.ts'
import type { Embedder } from '../../../core/search/query/embedder.ts'
import { PhraseVectors } from '../../../core/search/scoring/phrase-vectors.ts'
import { readProfile } from '../../../core/search/scoring/profile.ts'
import { storedVectors } from '../../../core/search/scoring/stored-vectors.ts'
import { Searcher } from '../../../core/search/searcher.ts'
import type { SearchWorkerData } from './messages.ts'
import type { TermSource } from '../../../core/tagging/terms/in-use.ts'

/** How long the text tower stays in memory after the last new phrase. */
const towerIdleMs = 5 * 60_000

/** As many unrelated phrases as it takes: the deviation they give is within a tenth of that of all. */
const mostNulls = 120

/**
 * Opens everything a search needs: model, null phrases, database, vectors. For the worker.
 */
export async function openSearcher(data: SearchWorkerData, tower: OwnTower): Promise<Searcher> {
  const { dataFolder } = data
  const model = modelOf(data)
  const profile = readProfile(model.folder)
  tower.serve(model)
  const vectorsOf = (texts: readonly string[]): Promise<Float32Array[]> =>
    storedVectors(join(dataFolder, 'cache'), modelHash(model, 'text'), texts, model.dimension, tower)
  const nullVectors = await vectorsOf(spread(profile.nullPhrases, mostNulls))
  const db: Database = openReader(dataFolder)
  const { id: name, version, dimension } = model
  const library = new SearchLibrary(db, { name, version, dimension, profile, nullVectors })
  const searcher = new Searcher(library, new PhraseVectors(tower, profile.prompts))
  const names = tagNames(model).map(tag => tag.name)
  if (names.length === 0) return searcher
  // Reasons can go without tags for a moment; answers cannot wait for them.
  void vectorsOf(names).then(
    vectors => (searcher.tags = { names, vectors }),
    () => undefined
  )
  return searcher
}

/** Evenly picked, in steps that share no factor with the usual counts, so that a list of pairs keeps its mixture. */
function spread(all: readonly string[], most: number): string[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, i) => all[(i * 37) % all.length]!)
}

/** Texts that go through the tower between two looks at whether it should stop. */
const together = 8

/**
 * The worker's text tower: opened when a phrase is new, let go when none was for a while. A thread must not end while
 * the native part runs (the whole process would go with it), so closing waits for what is running.
 */
export class OwnTower implements Embedder {
  #holder: IdleHolder<TextTower> | null = null
  #running: Promise<unknown> = Promise.resolve()
  #closed = false

  serve(model: Model): void {
    this.#holder ??= new IdleHolder(() => TextTower.open(textTowerOf(model)), towerIdleMs)
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += together) {
      if (this.#closed || !this.#holder) throw new EarshotError('cancelled', 'Cancelled.')
      const some = this.#holder.use(tower => tower.embed(texts.slice(at, at + together)))
      this.#running = Promise.all([this.#running, some]).catch(() => undefined)
      vectors.push(...(await some))
    }
    return vectors
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#holder?.release()
  }
}

/** What questions about tags need beside the searcher. */
export function termSource(data: SearchWorkerData, { library }: Searcher, tower: OwnTower): TermSource {
  const { dataFolder } = data
  const model = modelOf(data)
  return {
    library,
    phrases: new PhraseVectors(tower, library.model.profile.prompts),
    stored: texts =>
      storedVectors(join(dataFolder, 'cache'), modelHash(model, 'text'), texts, model.dimension, tower),
    tagNames: tagNames(model).map(tag => `${tag.trunk}:${tag.name}`)
  }
}

const modelOf = ({ dataFolder, modelsFolder, model }: SearchWorkerData): Model =>
  findModel(modelsFolder, packsFolderOf(dataFolder), model)

/** Empty where the model names no tags: then nothing is said of any. */
function tagNames(model: Model): { name: string; trunk: string }[] {
  const path = modelFileIfAny(model, 'tags')
  if (path === null) return []
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as { tags: { name: string; trunk: string }[] }
    return read.tags.map(({ name, trunk }) => ({ name, trunk }))
  } catch (cause) {
    throw new EarshotError('model-corrupt', `${path} is no list of tags; install the model again.`, { cause })
  }
}
