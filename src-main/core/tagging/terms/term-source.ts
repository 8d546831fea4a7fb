import { modelTags } from '../../inference/model-tags.ts'
import { keptVectors, searchModel, type SearchPlaces } from '../../search/open-searcher.ts'
import type { OwnTower } from '../../search/own-tower.ts'
import { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import type { Searcher } from '../../search/searcher.ts'
import type { TermSource } from './in-use.ts'

/** What questions about terms need beside the searcher. */
export function termSource(places: SearchPlaces, { library }: Searcher, tower: OwnTower): TermSource {
  const model = searchModel(places)
  return {
    library,
    phrases: new PhraseVectors(tower, library.model.profile.prompts),
    stored: keptVectors(places, model, tower),
    tagNames: modelTags(model).map(tag => `${tag.trunk}:${tag.name}`)
  }
}
