import type { SearchAnswer } from '#contract/entities.ts'
import type { Heat } from '#contract/heat.ts'
import type { Completion } from '#contract/searches.ts'
import type { MomentsAnswer } from '#contract/moments.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Answers } from '../threads/index.ts'
import { rehearse } from './rehearsal.ts'
import type { QueryInput, Searcher, SimilarInput } from './searcher.ts'

/** What a search worker is asked. */
export interface SearchTasks {
  query: [QueryInput, SearchAnswer]
  similar: [SimilarInput, SearchAnswer]
  complete: [ParsedInput<'search.complete'>, Completion[]]
  heat: [ParsedInput<'search.heat'>, Heat]
  moments: [ParsedInput<'search.moments'>, MomentsAnswer]
  /** While nobody asks: see `rehearse`. */
  rehearse: [null, null]
}

export const searchAnswers = (searcher: Searcher): Answers<SearchTasks> => ({
  complete: ({ text, at }, { pause }) => searcher.complete(text, at, pause),
  query: (input, { pause }) => searcher.query(input, pause),
  similar: (input, { pause }) => searcher.similar(input, pause),
  heat: (input, { pause }) => searcher.heat(input, pause),
  moments: (input, { pause }) => searcher.moments(input, pause),
  rehearse: async (_, { pause }) => {
    await rehearse(searcher, pause)
    return null
  }
})
