import type { Model } from '../inference/registry.ts'
import { createAnalysis, type Analysis, type AnalysisOptions } from './index.ts'

/** One analysis for each model that listens. */
export class Analyses {
  readonly #options: Omit<AnalysisOptions, 'model'>
  readonly #known = new Map<string, Analysis>()

  constructor(options: Omit<AnalysisOptions, 'model'>) {
    this.#options = options
  }

  of(model: Model): Analysis {
    const key = keyOf(model)
    const known = this.#known.get(key) ?? createAnalysis({ ...this.#options, model })
    this.#known.set(key, known)
    return known
  }

  /** Null where nothing was asked of it yet. */
  ifAny(model: Model | null): Analysis | null {
    return (model === null ? undefined : this.#known.get(keyOf(model))) ?? null
  }
}

const keyOf = (model: Model): string => `${model.id} ${model.version}`
