import { join } from 'node:path'
import { openReader } from '../database/open.ts'
import { modelTags } from '../inference/model-tags.ts'
import { wordOf } from '../inference/tag-words.ts'
import { findModel, packsFolderOf } from '../inference/packs/installed.ts'
import { textHash } from '../inference/registry.ts'
import type { Pause } from '../threads/pause.ts'
import type { Model } from '../inference/registry.ts'
import { Glossaries } from './glossary/glossaries.ts'
import { SearchLibrary } from './library.ts'
import { isKnownSound } from './query/known-sounds.ts'
import type { OwnTower } from './own-tower.ts'
import { PhraseVectors } from './scoring/phrase-vectors.ts'
import { readProfile } from '../inference/scoring-profile.ts'
import { storedVectors } from './scoring/stored-vectors.ts'
import { Searcher } from './searcher.ts'

/** Where a search finds what it needs. */
export interface SearchPlaces {
  dataFolder: string
  modelsFolder: string
  /** Where the glossaries lie; left out: only English is understood. */
  glossariesFolder?: string | undefined
  /** Name of the model in use; left out: the one that comes along. */
  model?: string | undefined
}

/** As many unrelated phrases as it takes: the deviation they give is within a tenth of that of all. */
const mostNulls = 120

/** Opens everything a search needs: model, null phrases, database, vectors. For a worker. */
export async function openSearcher(places: SearchPlaces, tower: OwnTower): Promise<Searcher> {
  const model = searchModel(places)
  const profile = readProfile(model.folder)
  tower.serve(model)
  const vectorsOf = keptVectors(places, model, tower)
  const nullVectors = await vectorsOf(spread(profile.nullPhrases, mostNulls))
  const db = openReader(places.dataFolder)
  const { id: name, version, dimension } = model
  const library = new SearchLibrary(db, { name, version, dimension, profile, nullVectors })
  const glossaries = places.glossariesFolder === undefined ? null : new Glossaries(places.glossariesFolder)
  const searcher = new Searcher(library, new PhraseVectors(tower, profile.prompts, glossaries))
  // What other towers know is not known.
  if (model.family === 'pcm') searcher.knows = isKnownSound
  const names = modelTags(model).map(wordOf)
  if (names.length === 0) return searcher
  // Reasons can go without tags for a moment; answers cannot wait for them.
  void vectorsOf(names).then(
    vectors => (searcher.tags = { names, vectors }),
    () => undefined
  )
  return searcher
}

/** The model that searches. Throws model-missing and model-corrupt. */
export const searchModel = ({ dataFolder, modelsFolder, model }: SearchPlaces): Model =>
  findModel(modelsFolder, packsFolderOf(dataFolder), model)

/** Vectors of texts that never change, kept from start to start. */
export const keptVectors =
  ({ dataFolder }: SearchPlaces, model: Model, tower: OwnTower) =>
  (texts: readonly string[], pause?: Pause): Promise<Float32Array[]> =>
    storedVectors(join(dataFolder, 'cache'), textHash(model), texts, model.dimension, tower, pause)

/** Evenly picked, in steps that share no factor with the usual counts, so that a list of pairs keeps its mixture. */
function spread(all: readonly string[], most: number): string[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, i) => all[(i * 37) % all.length]!)
}
