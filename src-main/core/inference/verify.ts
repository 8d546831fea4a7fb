import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModelState } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ModelFault } from '#contract/faults.ts'
import { wholeHashText } from '../files/whole-hash.ts'
import type { ManifestFile } from './manifest.ts'
import { mend } from './registry.ts'
import type { Model } from './registry.ts'
import { readSmallJson, writeSmallJson } from './small-json.ts'

const checksSchema = z.record(
  z.string(),
  z.object({ bytes: z.number(), mtime: z.number(), sha256: z.string() })
)

/** File in the data folder that knows which model files were hashed. */
export const modelChecksFile = (dataFolder: string): string => join(dataFolder, 'model-checks.json')

/**
 * `remembered`: a file that was hashed once is known by its size and time from then on, so that later starts cost a few
 * calls to stat. `read`: it is hashed whatever they say, for a disk that fails leaves both as they were.
 */
export type Trust = 'remembered' | 'read'

/** Whether a model's files are there and are what the registry says. `memory`: a file in the data folder. */
export async function verifyModel(
  model: Model,
  memory: string,
  trust: Trust = 'remembered'
): Promise<ModelState> {
  const { origin } = model
  const known = readSmallJson(memory, checksSchema, {})
  const found: ModelState = {
    id: model.id,
    version: model.version,
    title: model.title,
    licence: model.licence,
    bytes: model.files.reduce((sum, file) => sum + file.bytes, 0),
    state: 'ok',
    fault: null
  }
  let learned = false
  for (const file of model.files) {
    const path = join(model.folder, file.name)
    const facts = await stat(path).catch(() => null)
    if (facts?.isFile() !== true)
      return { ...found, state: 'missing', fault: { code: 'file-missing', path, origin } }
    if (facts.size !== file.bytes) {
      const { size: bytes } = facts
      const fault: ModelFault = { code: 'file-size', path, origin, bytes, expected: file.bytes }
      return { ...found, state: 'corrupt', fault }
    }
    const check = known[path]
    const fresh = trust === 'remembered' && check?.bytes === facts.size && check.mtime === facts.mtimeMs
    const sha256 = fresh ? check.sha256 : await wholeHashText(path)
    if (!fresh) learned = true
    known[path] = { bytes: facts.size, mtime: facts.mtimeMs, sha256 }
    if (sha256 !== file.sha256) {
      // What was trusted before is not any more.
      if (learned) writeSmallJson(memory, known)
      return { ...found, state: 'corrupt', fault: { code: 'file-content', path, origin } }
    }
  }
  if (learned) writeSmallJson(memory, known)
  return found
}

/** The same as an error: throws `model-missing` or `model-corrupt`. */
export async function requireModel(model: Model, memory: string, trust?: Trust): Promise<void> {
  const { state, fault } = await verifyModel(model, memory, trust)
  if (state === 'ok') return
  throw new EarshotError(`model-${state}`, `${messageOf(fault, model.id)} ${mend(model)}`)
}

/** What a search reads of a model: the text tower, how its scores are to be read, and the names of its tags. */
const ofText: readonly ManifestFile['role'][] = [
  'text',
  'text-head',
  'tokenizer',
  'tokenizer-config',
  'scoring',
  'tags',
  'trust'
]

/** Hashes what a search reads of a model, whatever the times of the files say. Throws `model-missing` or `model-corrupt`. */
export async function requireTextFiles(model: Model): Promise<void> {
  if (model.through !== undefined) await requireTextFiles(model.through)
  for (const { name, role, sha256 } of model.files) {
    if (!ofText.includes(role)) continue
    const path = join(model.folder, name)
    const found = await wholeHashText(path).catch((cause: unknown) => {
      throw new EarshotError('model-missing', `${path} cannot be read. ${mend(model)}`, { cause })
    })
    if (found === sha256) continue
    const fault: ModelFault = { code: 'file-content', path, origin: model.origin }
    throw new EarshotError('model-corrupt', `${messageOf(fault, model.id)} ${mend(model)}`)
  }
}

/** For the failure; what people read is made of the fault itself. */
function messageOf(fault: ModelFault | null, id: string): string {
  if (fault?.code === 'file-missing') return `${fault.path} is missing.`
  if (fault?.code === 'file-size')
    return `${fault.path} has ${fault.bytes} bytes instead of ${fault.expected}.`
  if (fault?.code === 'file-content') return `${fault.path} does not have the expected content.`
  return `The model ${id} cannot be used.`
}
