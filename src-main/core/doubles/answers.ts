import type { SearchLibrary } from '../search/library.ts'
import type { Answers } from '../threads/index.ts'
import { candidatesOf, type Candidates, type CandidatesInput } from './candidates.ts'

/** What a search worker is asked about doubles. */
export interface DoubleTasks {
  'double-candidates': [CandidatesInput, Candidates]
}

export const doubleAnswers = (library: SearchLibrary): Answers<DoubleTasks> => ({
  'double-candidates': (input, { pause }) => candidatesOf(library, input, pause)
})
