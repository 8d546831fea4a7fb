import { afterEach, expect, it } from 'vitest'
import { likely } from '../../../src-main/core/tagging/audit/likely.ts'
import { TermScores } from '../../../src-main/core/tagging/suggest/term-scores.ts'
import { writtenTracks } from '../../../src-main/core/tagging/terms/library-labels.ts'
import { vocabulary } from '../../../src-main/core/tagging/terms/vocabulary.ts'
import { WrittenTerms } from '../../../src-main/core/tagging/terms/written.ts'
import { MadeLibrary, soundOf } from '../search/made-library.ts'

let made: MadeLibrary
afterEach(() => made.close())

it('takes the albums furthest from what is written, whole', () => {
  made = new MadeLibrary()
  for (let i = 0; i < 10; i++) {
    made.add({ genres: ['Metal'], album: `Loud ${i}`, sounds: ['metal'] })
    made.add({ genres: ['Classical'], album: `Soft ${i}`, sounds: ['piano'] })
  }
  const wrong = [1, 2].map(() => made.add({ genres: ['Metal'], album: 'Nocturnes', sounds: ['piano'] }))
  const { library } = made.searcher
  const all = vocabulary([])
  const terms = all.filter(term => ['Metal', 'Classical'].includes(term.name))
  const scored = terms.map(({ group, name }) => ({
    key: `${group}:${name}`,
    vector: soundOf(name === 'Metal' ? 'metal' : 'piano'),
    tags: [],
    usual: { mean: 0, deviation: 1 }
  }))
  const reliability = { source: 'library', auc: 1, precision: 0.9, examples: 10 } as const
  const verdicts = terms.map(() => ({ reliability, threshold: 1, chance: 0 }))
  const inUse = { terms, scores: new TermScores(library, scored), verdicts, written: new WrittenTerms(all) }
  expect(likely(inUse, library, writtenTracks(made.db), 1).map(track => track.id)).toEqual(wrong)
  expect(likely(inUse, library, writtenTracks(made.db), 100)).toHaveLength(22)
})
