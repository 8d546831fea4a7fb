import type { TermGroup } from '#contract/field-uses.ts'
import type { Verdict } from '../terms/verdict.ts'
import type { VocabularyTerm } from '../terms/vocabulary.ts'

/** A term with what a track scores on it. `at`: its place in the list of terms. */
export interface Candidate {
  at: number
  term: VocabularyTerm
  score: number
  sure: boolean
  verdict: Verdict
}

/** So many of each at most: a list of twenty moods says nothing. */
const most: Record<TermGroup, number> = { genre: 3, mood: 3, instrument: 5, voice: 2, energy: 1 }
/** A term that was never found sure has to stand out this far to be mentioned at all. */
const mentionedFrom = 1

/**
 * The few terms that fit a track: sure ones first, then by score. A track is instrumental or has vocals, not both; a
 * broader genre goes where a narrower one fits as surely and as well.
 */
export function choose(
  scores: Float32Array,
  terms: readonly VocabularyTerm[],
  verdicts: readonly Verdict[]
): Candidate[] {
  const all = terms
    .map((term, at): Candidate => {
      const verdict = verdicts[at]!
      const score = scores[at]!
      return { at, term, score, verdict, sure: verdict.threshold !== null && score >= verdict.threshold }
    })
    .filter(one => one.sure || one.score >= mentionedFrom)
    .sort((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score)
  const kept: Candidate[] = []
  const count: Partial<Record<TermGroup, number>> = {}
  for (const one of all) {
    const { group } = one.term
    if ((count[group] ?? 0) >= most[group]) continue
    if (group === 'voice' && kept.some(other => excludes(other.term, one.term))) continue
    if (
      kept.some(
        other => other.term.group === group && other.term.parent === one.term.name && other.sure === one.sure
      )
    )
      continue
    count[group] = (count[group] ?? 0) + 1
    kept.push(one)
  }
  return kept
}

const voiceless = 'Instrumental'
const excludes = (a: VocabularyTerm, b: VocabularyTerm): boolean =>
  a.group === 'voice' && (a.name === voiceless) !== (b.name === voiceless)
