import type { QueryPart } from '#contract/entities.ts'
import type { UnderstoodAs } from '#contract/glossary.ts'
import { axisEnds, type AxesMap, type MapAxis } from '#contract/map.ts'
import type { SearchLibrary } from '../search/library.ts'
import type { Alternative, Phrase } from '../search/query/plan.ts'
import { saidAlone } from '../search/query/understood.ts'
import type { PhraseVectors } from '../search/scoring/phrase-vectors.ts'
import { inSpelling } from '../search/spelling/in-spelling.ts'
import { understand, type Understood } from '../search/trust/understand.ts'
import type { Pause } from '../threads/pause.ts'

type Ends = ReturnType<typeof axisEnds>

/** What is asked of an axis, ready to be measured. */
interface Axis {
  said: MapAxis
  low: Understood | null
  high: Understood
}

/**
 * Places of all tracks that were heard, by two axes as they are typed. The place on an axis is how many of the tracks lie
 * before it: a score has no unit, and another spread for each pair of phrases, so that a scale by its deviation would
 * promise a measure that is not there, and crowd most tracks in the middle.
 */
export async function axesMap(
  library: SearchLibrary,
  phrases: PhraseVectors,
  texts: { x: string; y: string },
  pause: Pause
): Promise<AxesMap> {
  const [x, y] = await readAxes(phrases, [axisEnds(texts.x), axisEnds(texts.y)], pause)
  const shown = library.allowed.passing([])
  const rows = library.rowsOf(shown)
  const { ids } = library.index
  const place = (axis: Axis | null): Float32Array | null => {
    const scores = axis && scoresOf(library, axis, rows)
    return scores && sharesBefore(scores)
  }
  const [placedX, placedY] = [place(x!), place(y!)]
  return {
    ids: Uint32Array.from(rows, row => ids[row]!),
    x: placedX,
    y: placedY,
    axes: { x: x?.said ?? null, y: y?.said ?? null },
    unheard: shown.count - rows.length
  }
}

/** The passage of words an axis asks for, as search judges them. */
async function readAxes(
  phrases: PhraseVectors,
  axes: readonly Ends[],
  pause: Pause
): Promise<(Axis | null)[]> {
  const parts: QueryPart[] = []
  const wanted: Phrase[] = []
  const add = (text: string): number => {
    const meaning = meaningOf(phrases, text)
    const part =
      parts.push({
        kind: 'sound',
        text,
        start: 0,
        end: text.length,
        negative: false,
        ...(meaning && { understoodAs: meaning })
      }) - 1
    wanted.push({ text, part, ...(meaning && { english: meaning.english }) })
    return part
  }
  const placed = axes.map(
    ends => ends && { low: ends.low === null ? null : add(ends.low), high: add(ends.high) }
  )
  const none = {
    seeds: [],
    shifts: [],
    shifted: false,
    filters: [],
    named: [],
    words: '',
    groups: [],
    firstPart: 0
  }
  const alternatives: Alternative[] = [{ ...none, positive: wanted, negative: [] }]
  const found = await understand(phrases, { text: '', parts, alternatives }, pause)
  const heard = (part: number): Understood => found.get(wanted[part]!)!
  return placed.map(
    ends =>
      ends && {
        said: { low: ends.low === null ? null : parts[ends.low]!, high: parts[ends.high]! },
        low: ends.low === null ? null : heard(ends.low),
        high: heard(ends.high)
      }
  )
}

/** In English, and its slips mended; null: it stays as it is typed. */
function meaningOf({ glossaries }: PhraseVectors, text: string): UnderstoodAs | null {
  const { meaning } = saidAlone(text, glossaries, null)
  if (meaning) return meaning
  const spelled = inSpelling(text)
  return spelled === null ? null : { language: 'en', english: spelled }
}

const isLost = (end: Understood | null): boolean => end?.trust === 'not-understood'

/**
 * How far each row goes from one end to the other: along the difference of both texts. What is near to everything is as
 * near to both ends, so that it needs no mean of its own taken off; of one phrase alone it does. Null: not understood.
 */
function scoresOf(library: SearchLibrary, { low, high }: Axis, rows: Uint32Array): Float32Array | null {
  if (isLost(low) || isLost(high)) return null
  const way = low ? high.vector.map((part, k) => part - low.vector[k]!) : high.vector
  const plus = low ? [] : [{ of: library.phraseStandard.mean, times: -1 }]
  return library.index.sums([{ query: way, base: 0, plus }], rows)[0]!
}

/** For each score the share of all that lie before it: evenly from 0 to 1, those in one place in their order. */
export function sharesBefore(scores: Float32Array): Float32Array {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]! || a - b)
  const shares = new Float32Array(scores.length)
  order.forEach((row, before) => (shares[row] = (before + 0.5) / scores.length))
  return shares
}
