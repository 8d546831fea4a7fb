import type { SoundOrigin } from '#contract/doubles.ts'
import type { Edge } from './sound/edge.ts'

/** Weights of a logistic function, settled on one half of the made files of docs/doubles.md. */
const weights = { bias: -6, drop: 0.12, gaps: 60, early: 0.6 }
/** Below this probability a file is as it was recorded, above the other one it is not. */
const [surely, hardly] = [0.95, 0.05]
/** Music whose spectrum ends below this by itself tells nothing (hertz). */
const dull = 12_000

/** Whether what is in a file went through a lossy encoder, by where and how its spectrum ends. */
export function originOf(edge: Edge | null): SoundOrigin {
  if (edge === null || edge.bandwidth < dull) return { says: 'unclear', probability: null }
  const early = edge.cliff === null ? 0 : Math.max(0, (21_000 - edge.cliff) / 1000)
  const sum = weights.bias + weights.drop * edge.drop + weights.gaps * edge.gaps + weights.early * early
  const probability = 1 / (1 + Math.exp(-sum))
  const says = probability >= surely ? 'lossy' : probability <= hardly ? 'lossless' : 'unclear'
  return { says, probability }
}
