import { setImmediate } from 'node:timers/promises'
import type { Pause } from '../../threads/pause.ts'
import type { TermScores } from '../suggest/term-scores.ts'
import type { WrittenTrack } from './library-labels.ts'
import { measure } from './measure.ts'
import type { Measurement } from './measure.ts'
import type { WrittenTerms } from './written.ts'

/** As many tracks as it takes: the interval of a share of 70 % in 3,000 is narrower than three hundredths. */
const mostMeasured = 3000
const together = 64

/**
 * Measures every term on tracks that carry it in their written genres. Tracks that carry only a broader genre are left
 * out, since they may well be of the narrower one. Gives the terms that could be measured, by key.
 */
export async function measureOnLibrary(
  tracks: readonly WrittenTrack[],
  written: WrittenTerms,
  scores: TermScores,
  pause: Pause = setImmediate
): Promise<Map<string, Measurement>> {
  const labelled: { carried: Set<string>; possible: Set<string>; scores: Float32Array; group: string }[] = []
  const step = Math.max(1, tracks.length / mostMeasured)
  for (let i = 0, at = 0; at < tracks.length; i++, at = Math.floor(i * step)) {
    const track = tracks[at]!
    if (i % together === 0) await pause()
    const carried = written.carried(track.genres)
    if (carried.size === 0) continue
    const found = scores.of(track.id)
    if (found)
      labelled.push({ carried, possible: written.possible(carried), scores: found, group: track.group })
  }
  const measured = new Map<string, Measurement>()
  const somewhere = new Set(labelled.flatMap(track => [...track.carried]))
  for (const [at, { key }] of scores.terms.entries()) {
    if (at % together === 0) await pause()
    // Of what nobody has written nothing can be measured.
    if (!somewhere.has(key)) continue
    const items = labelled
      .filter(track => track.carried.has(key) || !track.possible.has(key))
      .map(track => ({ score: track.scores[at]!, right: track.carried.has(key), group: track.group }))
    const one = measure(items)
    if (one) measured.set(key, one)
  }
  return measured
}
