import type { Suggestion } from '#contract/tagging.ts'
import type { Verdict } from '../terms/verdict.ts'
import { termKey } from '../terms/vocabulary.ts'
import type { VocabularyTerm } from '../terms/vocabulary.ts'
import type { WrittenTerms } from '../terms/written.ts'
import { choose } from './choose.ts'
import type { Span, TermScores } from './term-scores.ts'

/** The terms that are switched on, ready to be compared with tracks: three lists in one order. */
export interface TermsInUse {
  terms: VocabularyTerm[]
  scores: TermScores
  verdicts: Verdict[]
  written: WrittenTerms
}

/** The terms that fit a track, or a passage of it, best first; null where it was not heard. */
export function suggestFor(
  { terms, scores, verdicts, written }: TermsInUse,
  trackId: number,
  genres: readonly string[],
  span: Span = {}
): Suggestion[] | null {
  const found = scores.of(trackId, span)
  if (!found) return null
  const carried = written.carried(genres)
  return choose(found, terms, verdicts).map(({ at, term, score, sure, verdict }) => ({
    term: term.name,
    group: term.group,
    score,
    sure,
    reliability: verdict.reliability,
    moment: scores.moment(trackId, at, span),
    written: carried.has(termKey(term.group, term.name))
  }))
}
