import type { EarSpec } from './open-ear.ts'
import { modelFile } from './registry.ts'
import type { Model } from './registry.ts'

/** Throws `model-corrupt` where no audio tower is listed. */
export function earOf(model: Model): EarSpec {
  return { family: model.family, graph: modelFile(model, 'audio'), dimension: model.dimension }
}
