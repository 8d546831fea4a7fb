import { z } from 'zod'
import type { ModelState } from '#contract/entities.ts'
import { EarshotError, toError, toFailure, type ErrorCode, type Failure } from '#contract/errors.ts'
import type { ModelFault } from '#contract/faults.ts'
import type { ModelStatements } from '../database/statements/models.ts'
import type { SettingStatements } from '../database/statements/settings.ts'
import { modelTags } from './model-tags.ts'
import { wordOf } from './tag-words.ts'
import { packsFolderOf, readInstalled } from './packs/installed.ts'
import type { BrokenPack, Installed } from './packs/installed.ts'
import { loadRegistry, type Model, type Registry } from './registry.ts'
import { readProfile } from './scoring-profile.ts'
import { modelChecksFile, requireModel, verifyModel, type Trust } from './verify.ts'

const nameSchema = z.string().nullable().catch(null)

/** The models at hand and the one in use. Without a registry the library still works; only hearing does not. */
export class ModelChoice {
  readonly packsFolder: string
  readonly #registry: Registry | Failure
  readonly #statements: ModelStatements
  readonly #settings: SettingStatements
  readonly #checks: string
  #installed: Installed
  #chosen: string | null
  #id: number | null = null
  #tagNames: string[] | null = null
  #musicThreshold: number | null = null

  constructor(
    modelsFolder: string,
    dataFolder: string,
    statements: ModelStatements,
    settings: SettingStatements
  ) {
    this.packsFolder = packsFolderOf(dataFolder)
    this.#registry = readRegistry(modelsFolder)
    this.#installed = readInstalled(this.packsFolder)
    this.#statements = statements
    this.#settings = settings
    this.#checks = modelChecksFile(dataFolder)
    // Read once: another process may choose another model, and all parts of this one have to mean the same.
    this.#chosen = nameSchema.parse(settings.get('model'))
  }

  /** The one that comes along and is used unless told otherwise. */
  get shipped(): Model | null {
    return 'default' in this.#registry ? this.#registry.default : null
  }

  /** The model in use: the chosen one, or the shipped one where that is gone. */
  get model(): Model | null {
    const chosen = this.chosen
    return (chosen === null ? null : this.find(chosen)) ?? this.shipped
  }

  /** Name of the chosen model, whether it is there or not; null: the shipped one. */
  get chosen(): string | null {
    return this.#chosen
  }

  /** Those that come along first, then pairs that came along before, of which something is kept. */
  get all(): Model[] {
    const shipped = 'default' in this.#registry ? [...this.#registry.models, ...this.earlier] : []
    const names = new Set(shipped.map(model => model.id))
    return [...shipped, ...this.#installed.models.filter(model => !names.has(model.id))]
  }

  /** Pairs that came along before and have heard something that is kept. */
  get earlier(): Model[] {
    const all = 'default' in this.#registry ? this.#registry.earlier : []
    return all.filter(({ id, version }) => this.#statements.hasHeard(id, version))
  }

  /** Folders that look like packs and are none. */
  get broken(): BrokenPack[] {
    return this.#installed.broken
  }

  find(id: string): Model | null {
    return this.all.find(model => model.id === id) ?? null
  }

  /** Throws model-missing or model-corrupt where there is none. */
  require(): Model {
    const { model } = this
    if (model !== null) return model
    throw toError(this.#registry)
  }

  /** The model that new tracks are heard by: the one in use, or what came in its place. Throws as `require`. */
  requireListening(): Model {
    const model = this.require()
    return model.through ?? model
  }

  /** Number that analyses are kept under. */
  get id(): number | null {
    const { model } = this
    if (model !== null) this.#id ??= this.numberOf(model)
    return this.#id
  }

  /** Looks again. Throws not-found, and model-corrupt for a folder that is no pack. */
  requireNamed(id: string): Model {
    this.refresh()
    const model = this.find(id)
    if (model !== null) return model
    const broken = this.broken.find(pack => pack.id === id)
    if (broken) throw new EarshotError('model-corrupt', broken.detail)
    throw new EarshotError('not-found', `There is no model ${id}.`)
  }

  /** Looks again. Throws pack-refused where a model has that name. */
  requireFree(id: string): void {
    this.refresh()
    if (this.find(id) === null && !this.broken.some(pack => pack.id === id)) return
    throw new EarshotError(
      'pack-refused',
      `There is a model ${id} already; remove it first, or give this one another short name.`
    )
  }

  numberOf(model: Model): number {
    return this.#statements.idOf(model.id, model.version)
  }

  /** Words in the order of the tag scores; none where there are no tags, or they cannot be read. */
  get tagNames(): string[] {
    this.#tagNames ??= this.model === null ? [] : tagNamesOf(this.model)
    return this.#tagNames
  }

  /** Whether the model in use tells music from other sound. */
  get tellsMusic(): boolean {
    return this.model !== null && tellsMusic(this.model)
  }

  /** The music score of the model in use from which a track is music; 0 where its profile cannot be read. */
  get musicThreshold(): number {
    this.#musicThreshold ??= this.model === null ? 0 : musicThresholdOf(this.model)
    return this.#musicThreshold
  }

  /** From now on this one is in use. */
  choose(model: Model): void {
    this.#chosen = model === this.shipped ? null : model.id
    this.#settings.set('model', this.#chosen)
    this.#forget()
  }

  /** Looks at the packs again: some came or went. */
  refresh(): void {
    this.#installed = readInstalled(this.packsFolder)
    this.#forget()
  }

  /** All models with the state of their files, the one in use first. */
  async states(trust?: Trust): Promise<ModelState[]> {
    const { model } = this
    if (model === null) {
      const { code, message } = this.#registry as Failure
      return [missing('none', stateOf(code), { code: 'unreadable', said: message })]
    }
    const rest = this.all.filter(other => other.id !== model.id)
    const states = await Promise.all([model, ...rest].map(one => this.state(one, trust)))
    const broken = this.broken.map(({ id, detail }) =>
      missing(id, 'corrupt', { code: 'unreadable', said: detail })
    )
    const { chosen } = this
    if (chosen === null || chosen === model.id || broken.some(({ id }) => id === chosen))
      return [...states, ...broken]
    const gone = missing(chosen, 'missing', { code: 'gone', id: chosen, instead: model.id })
    return [...states, ...broken, gone]
  }

  /** Throws what is wrong with its files. */
  requireIntact(model: Model): Promise<void> {
    return requireModel(model, this.#checks)
  }

  state(model: Model, trust?: Trust): Promise<ModelState> {
    return verifyModel(model, this.#checks, trust)
  }

  #forget(): void {
    this.#id = null
    this.#tagNames = null
    this.#musicThreshold = null
  }
}

/** Whether a model tells music from other sound. */
export const tellsMusic = (model: Model): boolean => model.music ?? model.family === 'pcm'

function readRegistry(modelsFolder: string): Registry | Failure {
  try {
    return loadRegistry(modelsFolder)
  } catch (thrown) {
    return toFailure(thrown)
  }
}

function tagNamesOf(model: Model): string[] {
  try {
    return modelTags(model).map(wordOf)
  } catch {
    return [] // the doctor tells of a damaged model
  }
}

function musicThresholdOf(model: Model): number {
  try {
    return readProfile(model.folder).musicThreshold
  } catch {
    return 0 // as above
  }
}

const stateOf = (code: ErrorCode): 'corrupt' | 'missing' => (code === 'model-corrupt' ? 'corrupt' : 'missing')

const missing = (id: string, state: 'corrupt' | 'missing', fault: ModelFault): ModelState => ({
  id,
  version: '',
  title: id === 'none' ? '' : id,
  licence: '',
  bytes: 0,
  state,
  fault
})
