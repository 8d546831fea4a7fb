import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ModelState } from '#contract/entities.ts'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { ModelStatements } from '../core/database/statements/models.ts'
import { loadRegistry, modelFile, type Model, type Registry } from '../core/inference/registry.ts'
import { verifyModel } from '../core/inference/verify.ts'
import { modelChecksFile } from './analysis/index.ts'

const tagsSchema = z.object({ tags: z.array(z.object({ name: z.string() })) })

/** The models at hand and the one in use. Without a registry the library still works; only hearing does not. */
export class ModelChoice {
  readonly #registry: Registry | Failure
  readonly #statements: ModelStatements
  readonly #checks: string
  #id: number | null = null
  #tagNames: string[] | null = null

  constructor(modelsFolder: string, dataFolder: string, statements: ModelStatements) {
    this.#registry = readRegistry(modelsFolder)
    this.#statements = statements
    this.#checks = modelChecksFile(dataFolder)
  }

  get model(): Model | null {
    return 'default' in this.#registry ? this.#registry.default : null
  }

  /** Throws model-missing or model-corrupt where there is none. */
  require(): Model {
    if ('default' in this.#registry) return this.#registry.default
    throw new EarshotError(this.#registry.code, this.#registry.message)
  }

  /** Number that analyses are kept under. */
  get id(): number | null {
    const { model } = this
    if (model !== null) this.#id ??= this.#statements.idOf(model.id, model.version)
    return this.#id
  }

  /** In the order of the tag scores; empty where they cannot be read. */
  get tagNames(): string[] {
    this.#tagNames ??= this.model === null ? [] : readTagNames(this.model)
    return this.#tagNames
  }

  /** All models with the state of their files, the one in use first. */
  async states(): Promise<ModelState[]> {
    const registry = this.#registry
    if (!('default' in registry)) return [missing(registry)]
    const rest = registry.models.filter(model => model !== registry.default)
    return Promise.all([registry.default, ...rest].map(model => verifyModel(model, this.#checks)))
  }
}

function readRegistry(modelsFolder: string): Registry | Failure {
  try {
    return loadRegistry(modelsFolder)
  } catch (thrown) {
    return toFailure(thrown)
  }
}

function readTagNames(model: Model): string[] {
  try {
    const text = readFileSync(modelFile(model, 'tags'), 'utf8')
    return tagsSchema.parse(JSON.parse(text)).tags.map(({ name }) => name)
  } catch {
    return [] // the doctor tells of a damaged model
  }
}

const missing = (failure: Failure): ModelState => ({
  id: 'none',
  version: '',
  title: '',
  licence: '',
  bytes: 0,
  state: failure.code === 'model-corrupt' ? 'corrupt' : 'missing',
  detail: failure.message
})
