import type { SoundOrigin } from '#contract/doubles.ts'
import type { Edge } from './sound/edge.ts'

/**
 * Decibels within which a spectrum falls off, where it is as likely that an encoder cut it off as not, and how sharply the
 * one turns into the other. Settled on one half of the made files of docs/doubles.md.
 */
const middle = 10
const sharpness = 1
/** Below this probability a file is as it was recorded, above the other one it is not. */
const [surely, hardly] = [0.95, 0.05]
/** Music whose spectrum ends below this by itself tells nothing (hertz). */
const dull = 12_000
/** Where converters cut off as encoders do: that tells nothing either. */
const converters = 20_600

/** Whether what is in a file went through a lossy encoder, by how steeply its spectrum ends. */
export function originOf(edge: Edge | null): SoundOrigin {
  if (edge === null || edge.bandwidth < dull || (edge.cliff ?? 0) > converters) {
    return { says: 'unclear', probability: null }
  }
  const probability = 1 / (1 + Math.exp(-sharpness * (edge.drop - middle)))
  const says = probability >= surely ? 'lossy' : probability <= hardly ? 'lossless' : 'unclear'
  return { says, probability }
}
