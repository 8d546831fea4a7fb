import type { Reliability } from '#contract/tagging.ts'
import type { Measurement } from './measure.ts'

/** How far a term can be trusted, and what follows from it. */
export interface Verdict {
  reliability: Reliability
  /** The score from which it is sure; null: it never is. */
  threshold: number | null
  /** Middle score of tracks that do not carry it; null where it was not measured. */
  chance: number | null
}

export const unmeasured: Verdict = {
  reliability: { source: 'none', auc: null, precision: null, examples: 0 },
  threshold: null,
  chance: null
}

export function verdictOf(measurement: Measurement, source: 'library' | 'model'): Verdict {
  const { auc, precision, examples, threshold, chance } = measurement
  return { reliability: { source, auc, precision, examples }, threshold, chance }
}
