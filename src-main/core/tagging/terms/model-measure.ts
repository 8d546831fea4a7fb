import { unmeasured, verdictOf } from './verdict.ts'
import type { Verdict } from './verdict.ts'
import type { Measurement } from './measure.ts'
import file from './measured.json' with { type: 'json' }

/** What `npm run evaluate:terms` found out about one model; see docs/tagging-evaluation.md. */
const measured = file as unknown as {
  model: string
  /** Mean and deviation of each term's score on music at large. */
  usual: Record<string, [mean: number, deviation: number]>
  terms: Record<string, Measurement>
}

/** What a term scores on music at large; nothing is known of an own one. */
export function usualOf(model: string, key: string): { mean: number; deviation: number } {
  const known = model === measured.model ? measured.usual[key] : undefined
  return known ? { mean: known[0], deviation: known[1] } : { mean: 0, deviation: 1 }
}

/** The verdict of the model's evaluation. Another model's says nothing. */
export function modelVerdict(model: string, key: string): Verdict {
  const known = model === measured.model ? measured.terms[key] : undefined
  return known ? verdictOf(known, 'model') : unmeasured
}
