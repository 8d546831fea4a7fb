import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'

const fileSchema = z.object({
  /** A plain name: nothing in a registry may lead out of the model's folder. */
  name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/),
  role: z.enum(['audio', 'text', 'tokenizer', 'tokenizer-config', 'tags', 'scoring', 'card', 'licence']),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/)
})

const modelSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  version: z.string().min(1),
  title: z.string().min(1),
  licence: z.string().min(1),
  /** `pcm`: the graph takes 16 kHz samples, the mel is inside. */
  family: z.literal('pcm'),
  sampleRate: z.literal(16_000),
  windowSeconds: z.literal(10),
  dimension: z.int().positive(),
  files: z.array(fileSchema).min(1)
})

const registrySchema = z.object({ default: z.string(), models: z.array(modelSchema).min(1) })

export type ModelFile = z.infer<typeof fileSchema>

/** A model as the registry describes it, and the folder its files lie in. */
export interface Model extends z.infer<typeof modelSchema> {
  folder: string
}

export interface Registry {
  /** The model that is used unless told otherwise. */
  default: Model
  models: Model[]
}

const advice = 'Install Earshot again, or restore the models folder.'

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
    const issue = parsed.error.issues[0]
    const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`
    throw new EarshotError('model-corrupt', `${path} is not a model registry${where}. ${advice}`)
  }
  const models = parsed.data.models.map(model => ({ ...model, folder: join(modelsFolder, model.id) }))
  const chosen = models.find(model => model.id === parsed.data.default)
  if (chosen === undefined) {
    throw new EarshotError('model-corrupt', `${path} names no model ${parsed.data.default}. ${advice}`)
  }
  return { default: chosen, models }
}

/** Path of the one file with this role. Throws `model-corrupt` when the registry lists none. */
export function modelFile(model: Model, role: ModelFile['role']): string {
  const file = model.files.find(candidate => candidate.role === role)
  if (file === undefined) {
    throw new EarshotError('model-corrupt', `The registry lists no ${role} file for ${model.id}. ${advice}`)
  }
  return join(model.folder, file.name)
}

/** SHA-256 of the file with this role, as the registry has it: names exactly these weights. */
export function modelHash(model: Model, role: ModelFile['role']): string {
  return model.files.find(candidate => candidate.role === role)?.sha256 ?? ''
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
