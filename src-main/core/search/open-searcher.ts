import { openReader } from '../database/open.ts'
import { cacheFolder } from '../files/cache-folder.ts'
import { modelTags } from '../inference/model-tags.ts'
import { wordOf } from '../inference/tag-words.ts'
import { findModel, packsFolderOf } from '../inference/packs/installed.ts'
import { textHash } from '../inference/registry.ts'
import { textTowerOf } from '../inference/text-tower.ts'
import { sentenceSize } from '../inference/trust-number.ts'
import type { Pause } from '../threads/pause.ts'
import type { Model } from '../inference/registry.ts'
import { Glossaries } from './glossary/glossaries.ts'
import { SearchLibrary } from './library.ts'
import type { OwnTower } from './own-tower.ts'
import type { Embedder } from './query/embedder.ts'
import { PhraseVectors } from './scoring/phrase-vectors.ts'
import { readProfile, type ScoringProfile } from '../inference/scoring-profile.ts'
import { KeptPhrases } from './scoring/kept-phrases.ts'
import { notMusic } from './scoring/not-music.ts'
import { storedVectors, type VectorFolders } from './scoring/stored-vectors.ts'
import { Searcher } from './searcher.ts'
import { judgePhrase } from './trust/judge.ts'
import { offersOf } from './trust/offers.ts'

/** Where a search finds what it needs. */
export interface SearchPlaces {
  dataFolder: string
  modelsFolder: string
  /** Where the glossaries lie; left out: only English is understood. */
  glossariesFolder?: string | undefined
  /** Where vectors of phrases lie that come along; left out: they are made when they are wanted. */
  phrasesFolder?: string | undefined
  /** Name of the model in use; left out: the one that comes along. */
  model?: string | undefined
}

/** As many of a model's unrelated phrases as it takes: the deviation they give is within a tenth of that of all. */
const mostNulls = 120

/** Opens everything a search needs: model, null phrases, database, vectors. For a worker. */
export async function openSearcher(places: SearchPlaces, tower: OwnTower): Promise<Searcher> {
  const model = searchModel(places)
  const profile = readProfile(model.folder)
  tower.serve(model)
  const vectorsOf = keptVectors(places, model, tower)
  const nullVectors = await vectorsOf(nullPhrases(profile))
  const db = openReader(places.dataFolder)
  const { id: name, version, dimension } = model
  const library = new SearchLibrary(db, { name, version, dimension, profile, nullVectors })
  const glossaries = places.glossariesFolder === undefined ? null : new Glossaries(places.glossariesFolder)
  const phrases = new PhraseVectors(tower, profile.prompts, glossaries)
  phrases.kept = new KeptPhrases(
    cacheFolder(places.dataFolder),
    [textHash(model), profile.prompts],
    dimension
  )
  // What other towers know is not known.
  if (model.family === 'pcm') {
    phrases.judge = judgePhrase
    if (textTowerOf(model).trust) phrases.offers = offersOf(keptSentences(places, model, tower))
  }
  const searcher = new Searcher(library, phrases)
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

const foldersOf = ({ dataFolder, phrasesFolder }: SearchPlaces): VectorFolders => ({
  shipped: phrasesFolder,
  made: cacheFolder(dataFolder)
})

/** Vectors of texts that never change, kept from start to start. */
export const keptVectors =
  (places: SearchPlaces, model: Model, tower: OwnTower) =>
  (texts: readonly string[], pause?: Pause): Promise<Float32Array[]> =>
    storedVectors(foldersOf(places), textHash(model), texts, model.dimension, tower, pause)

/** The same of their sentence vectors, for a tower that gives them. */
const keptSentences =
  (places: SearchPlaces, model: Model, tower: OwnTower) =>
  (texts: readonly string[]): Promise<Float32Array[]> => {
    const sentences: Embedder = {
      embed: async some => (await tower.trusted(some)).map(({ sentence, vector }) => sentence ?? vector)
    }
    return storedVectors(foldersOf(places), textHash(model), texts, sentenceSize, sentences)
  }

/** Of music and not, so mixed that every stretch has both. */
function nullPhrases(profile: ScoringProfile): string[] {
  const placed = [spread(profile.nullPhrases, mostNulls), notMusic].flatMap(phrases =>
    phrases.map((phrase, i) => ({ phrase, at: (i + 0.5) / phrases.length }))
  )
  return placed.sort((a, b) => a.at - b.at).map(({ phrase }) => phrase)
}

/** Evenly picked, in steps that share no factor with the usual counts, so that a list of pairs keeps its mixture. */
function spread(all: readonly string[], most: number): string[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, i) => all[(i * 37) % all.length]!)
}
