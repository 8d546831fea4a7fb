import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { registrySchema } from './manifest.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/** A model as its registry or its manifest describes it, and the folder its files lie in. */
export type Model = Manifest & {
  folder: string
  /** `shipped`: part of Earshot. `installed`: a pack of the user's, in the data folder. */
  origin: 'shipped' | 'installed'
  /**
   * Only of a pair that came along before: the one that came in its place. It has no audio tower any more, and reads texts
   * with the other's text tower and a head of its own.
   */
  through?: Model
}

export interface Registry {
  /** The model that is used unless told otherwise. */
  default: Model
  models: Model[]
  /** Those that came along before and can still answer for what they have heard. */
  earlier: Model[]
}

/** What to do about a model that is not as it should be. */
export const mend = (model: { origin: Model['origin'] }): string =>
  model.origin === 'shipped'
    ? 'Install Earshot again, or restore the models folder.'
    : 'Remove the model and add it again.'

const advice = mend({ origin: 'shipped' })

/** Reads models/registry.json. Throws `model-missing` and `model-corrupt`; the models' files are not looked at. */
export function loadRegistry(modelsFolder: string): Registry {
  const path = join(modelsFolder, 'registry.json')
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new EarshotError('model-missing', `${path} cannot be read. ${advice}`, { cause })
  }
  const parsed = registrySchema.safeParse(json(text))
  if (!parsed.success) {
    throw new EarshotError(
      'model-corrupt',
      `${path} is not a model registry${issueOf(parsed.error)}. ${advice}`
    )
  }
  const models = parsed.data.models.map((model): Model => ({
    ...model,
    folder: join(modelsFolder, model.id),
    origin: 'shipped'
  }))
  const chosen = models.find(model => model.id === parsed.data.default)
  if (chosen === undefined) {
    throw new EarshotError('model-corrupt', `${path} names no model ${parsed.data.default}. ${advice}`)
  }
  const earlier = parsed.data.earlier.map((model): Model => ({
    ...model,
    folder: join(modelsFolder, model.id),
    origin: 'shipped',
    through: chosen
  }))
  return { default: chosen, models, earlier }
}

/** Whether a model can listen, and not only answer for what it heard before. */
export const canListen = (model: Model): boolean => model.through === undefined

/** Path of the one file with this role. Throws `model-corrupt` when there is none. */
export function modelFile(model: Model, role: ManifestFile['role']): string {
  const path = modelFileIfAny(model, role)
  if (path !== null) return path
  throw new EarshotError('model-corrupt', `No ${role} file is listed for ${model.id}. ${mend(model)}`)
}

export function modelFileIfAny(model: Model, role: ManifestFile['role']): string | null {
  const file = model.files.find(candidate => candidate.role === role)
  return file === undefined ? null : join(model.folder, file.name)
}

/** SHA-256 of the file with this role, as the registry has it: names exactly these weights. */
export function modelHash(model: Model, role: ManifestFile['role']): string {
  return model.files.find(candidate => candidate.role === role)?.sha256 ?? ''
}

/** Names exactly what makes vectors of texts. */
export const textHash = (model: Model): string =>
  model.through === undefined
    ? modelHash(model, 'text')
    : `${modelHash(model.through, 'text')} ${modelHash(model, 'text-head')}`

export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** " (files.0.name: …)" of the first thing that is wrong. */
export function issueOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`
}
