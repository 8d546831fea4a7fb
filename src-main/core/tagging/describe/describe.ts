import type { Measured } from '#contract/measured.ts'
import type { Description, Suggestion } from '#contract/tagging.ts'
import type { Pause } from '../../threads/pause.ts'
import { suggestFor, type TermsInUse } from '../suggest/suggest.ts'
import type { Span } from '../suggest/term-scores.ts'
import type { FeelingLines } from '../terms/feelings.ts'
import { saidOfFeeling, saidOfMeasured, type Feeling } from './said.ts'

export interface DescribedTrack {
  id: number
  genres: string[]
  measured: Measured | null
  /** Of the whole track; null where a passage is asked about, or nothing is known. */
  feeling: Feeling | null
}

/** Of several tracks a word describes all when it is sure of this share: sure ones are right, but not all that are there. */
const ofAll = 1 / 3
const together = 32
/** More words than that say less. */
const mostWords = 5

/** The words that surely fit these tracks (or a passage of the one), and what was measured. `of`: how many there are in all. */
export async function describeTracks(
  inUse: TermsInUse,
  tracks: readonly DescribedTrack[],
  span: Span,
  of: number,
  lines: FeelingLines,
  pause: Pause
): Promise<Description> {
  const found = new Map<string, { best: Suggestion; sum: number; count: number }>()
  const measured: Measured[] = []
  const felt: Feeling[] = []
  let analysed = 0
  for (const [i, { id, genres, measured: own, feeling }] of tracks.entries()) {
    if (i % together === 0) await pause()
    const suggestions = suggestFor(inUse, id, genres, span)
    if (!suggestions) continue
    analysed++
    if (own) measured.push(own)
    if (feeling) felt.push(feeling)
    for (const one of suggestions.filter(suggestion => suggestion.sure)) {
      const key = `${one.group}:${one.term}`
      const known = found.get(key)
      if (!known) found.set(key, { best: one, sum: one.score, count: 1 })
      else
        found.set(key, {
          best: one.score > known.best.score ? one : known.best,
          sum: known.sum + one.score,
          count: known.count + 1
        })
    }
  }
  const words = [...found.values()]
    .filter(({ count }) => count >= analysed * ofAll)
    .map(({ best, sum, count }) => ({
      ...best,
      score: sum / count,
      moment: tracks.length === 1 ? best.moment : null
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostWords)
  const middle = middleOf(measured)
  const feeling = {
    energy: median(felt.map(({ energy }) => energy)),
    valence: median(felt.map(({ valence }) => valence))
  }
  const terms = words.map(({ term }) => term)
  const said = { ...saidOfMeasured(middle), ...saidOfFeeling(feeling, lines, terms) }
  return { words, said, measured: middle, analysed, tracks: of }
}

/** Of what is known; null where that is less than half. */
function median(values: (number | null)[]): number | null {
  const known = values.filter(value => value !== null).sort((a, b) => a - b)
  return known.length * 2 < values.length ? null : (known[Math.floor((known.length - 1) / 2)] ?? null)
}

/** Medians; of keys the most frequent, where at least half have it. Null where nothing was measured. */
function middleOf(all: readonly Measured[]): Measured | null {
  if (all.length < 2) return all[0] ?? null
  const keys = Map.groupBy(
    all.filter(one => one.key !== null),
    one => one.key!
  )
  const [key, withKey] = [...keys].sort((a, b) => b[1].length - a[1].length)[0] ?? [null, []]
  const common = withKey.length * 2 >= all.length
  return {
    bpm: median(all.map(one => one.bpm)),
    bpmConfidence: median(all.map(one => one.bpmConfidence)) ?? 0,
    bpmOther: null,
    key: common ? key : null,
    keyConfidence: common ? (median(withKey.map(one => one.keyConfidence)) ?? 0) : 0,
    loudness: median(all.map(one => one.loudness)),
    loudnessRange: median(all.map(one => one.loudnessRange)),
    truePeak: median(all.map(one => one.truePeak))
  }
}
