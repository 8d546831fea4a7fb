import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { manifestSchema } from '../manifest.ts'
import { issueOf, json, loadRegistry } from '../registry.ts'
import type { Model } from '../registry.ts'

export const manifestName = 'manifest.json'
/** A manifest is a page of text; what is larger is none. */
export const mostManifestBytes = 1_000_000

/** Folder of the user's own models, in the data folder. */
export const packsFolderOf = (dataFolder: string): string => join(dataFolder, 'models')

/** A folder among the packs that cannot be used, and why. */
export interface BrokenPack {
  id: string
  detail: string
}

export interface Installed {
  models: Model[]
  broken: BrokenPack[]
}

/** Reads the manifests of all packs, by name; their files are not looked at. Never throws for a single pack. */
export function readInstalled(packsFolder: string): Installed {
  const found: Installed = { models: [], broken: [] }
  for (const id of folderNames(packsFolder)) {
    try {
      found.models.push(readPack(packsFolder, id))
    } catch (thrown) {
      found.broken.push({ id, detail: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }
  return found
}

/**
 * The model with this id, shipped or installed; the usual one without an id. Throws `model-missing` where there is no
 * such model, and what reading throws.
 */
export function findModel(modelsFolder: string, packsFolder: string, id?: string): Model {
  const shipped = loadRegistry(modelsFolder)
  if (id === undefined) return shipped.default
  const known = [...shipped.models, ...shipped.earlier].find(model => model.id === id)
  if (known !== undefined) return known
  if (!folderNames(packsFolder).includes(id)) {
    throw new EarshotError('model-missing', `There is no model ${id}.`)
  }
  return readPack(packsFolder, id)
}

function folderNames(folder: string): string[] {
  try {
    // What begins with a dot is being put together, or waits for the rest of a download.
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(entry => entry.name)
      .sort()
  } catch {
    return []
  }
}

function readPack(packsFolder: string, id: string): Model {
  const folder = join(packsFolder, id)
  const path = join(folder, manifestName)
  const advice = 'Remove the model and add it again.'
  let text: string
  try {
    if (statSync(path).size > mostManifestBytes) throw new RangeError('It is too large.')
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new EarshotError('model-missing', `${path} cannot be read. ${advice}`, { cause })
  }
  const parsed = manifestSchema.safeParse(json(text))
  if (!parsed.success) {
    throw new EarshotError('model-corrupt', `${path} describes no model${issueOf(parsed.error)}. ${advice}`)
  }
  if (parsed.data.id !== id) {
    throw new EarshotError('model-corrupt', `${path} describes another model, ${parsed.data.id}. ${advice}`)
  }
  return { ...parsed.data, folder, origin: 'installed' }
}
