import type { ProviderTrial } from '#contract/entities.ts'
import { usualSettings } from '#contract/settings.ts'
import type { Model } from '../inference/registry.ts'
import { createAnalysis, type Analysis, type AnalysisOptions } from './analysis.ts'
import { listenersOf } from './effort.ts'

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

  /** How the providers did with a model; empty before they were tried. */
  trials(model: Model | null): ProviderTrial[] {
    return (model === null ? undefined : this.#known.get(keyOf(model)))?.trials() ?? []
  }

  /** How many tracks are heard at once. */
  get workers(): number {
    return this.#options.workers ?? listenersOf(this.#options.effort?.() ?? usualSettings.effort)
  }
}

const keyOf = (model: Model): string => `${model.id} ${model.version}`
