import { unmeasured, verdictOf } from './verdict.ts'
import type { Verdict } from './verdict.ts'
import type { Measurement } from './measure.ts'
import file from './measured.json' with { type: 'json' }
import fileBefore from './measured-before.json' with { type: 'json' }

interface ModelFile {
  model: string
  /** Mean and deviation of each term's score on music at large. */
  usual: Record<string, [mean: number, deviation: number]>
  terms: Record<string, Measurement>
  /** Of the words for its energy and valence. */
  feelings?: Record<string, Measurement>
}

/** What `npm run evaluate:terms` found out about the pair that comes along, and about the one before. */
const files = [file, fileBefore] as unknown as ModelFile[]
/** All that was measured of a pair; undefined for other models. */
export const measuredOf = (model: string): ModelFile | undefined => files.find(one => one.model === model)

/** What a term scores on music at large; nothing is known of an own one. */
export function usualOf(model: string, key: string): { mean: number; deviation: number } {
  const known = measuredOf(model)?.usual[key]
  return known ? { mean: known[0], deviation: known[1] } : { mean: 0, deviation: 1 }
}

/** The verdict of the model's evaluation. Another model's says nothing. */
export function modelVerdict(model: string, key: string): Verdict {
  const known = measuredOf(model)?.terms[key]
  return known ? verdictOf(known, 'model') : unmeasured
}
