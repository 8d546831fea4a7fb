import { prepare } from '../../src-main/core/search/answer/question.ts'
import { rank } from '../../src-main/core/search/answer/rank.ts'
import { openSearcher, type SearchPlaces } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'

const sounds = [
  'heavy metal',
  'sad solo piano',
  'cheerful tune -vocals',
  'ambient, dark, no drums',
  '-vocals'
]
const filters = ['', ' year:1980..1989 bpm:>100', ' genre:ambient', ' bpm:<150 year:>1970']
const wanted = 50

/**
 * The share of the best fifty that an answer has, where the best are those of looking closely at every track. Names are
 * left out. `questions`: how many are asked.
 */
export async function recall(places: SearchPlaces, questions: number): Promise<number> {
  const tower = new OwnTower()
  const { library, phrases } = await openSearcher(places, tower)
  const pause = async (): Promise<void> => undefined
  const first = async (text: string, all: boolean): Promise<number[]> => {
    const question = await prepare(library, phrases, text, [])
    for (const { words } of question.alternatives) words.clear()
    const { ranked } = await rank(library, question, 200, all, pause)
    return ranked.slice(0, wanted).map(({ id }) => id)
  }
  let [found, asked] = [0, 0]
  const texts = filters.flatMap(filter => sounds.map(sound => sound + filter))
  for (const text of texts.slice(0, questions)) {
    const near = new Set(await first(text, false))
    const exact = await first(text, true)
    asked += exact.length
    found += exact.filter(id => near.has(id)).length
  }
  await tower.close()
  library.db.close()
  return found / asked
}
