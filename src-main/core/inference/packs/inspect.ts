import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { unstatedLicence, type ModelProposal, type ModelVariant } from '#contract/models.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { modelIdSchema } from '../manifest.ts'
import type { ManifestFile } from '../manifest.ts'
import { json } from '../registry.ts'
import { manifestName, mostManifestBytes } from './installed.ts'

/** A file that belongs to a pack, and what it is to be called there. */
export interface PackFile {
  /** Absolute path. */
  from: string
  name: string
  role: ManifestFile['role']
  bytes: number
  /** What the folder's own manifest promises of it. */
  sha256: string | null
}

/** What a folder, or some files, would be as a model. Nothing has been opened but small texts. */
export interface FoundPack extends ModelProposal {
  version: string | null
  files: PackFile[]
}

export interface Looking {
  id?: string | undefined
  title?: string | undefined
  variant?: ModelVariant | undefined
}

const endings: Record<string, ModelVariant> = {
  '': 'full',
  _fp16: 'fp16',
  _quantized: 'quantized',
  _int8: 'quantized'
}
/** Small ones first: they are what a processor runs best. */
const preferred: readonly ModelVariant[] = ['quantized', 'full', 'fp16']
const mostGraphBytes = 4 * 1024 ** 3
const mostTextBytes = 64 * 1024 ** 2

const ownManifest = z.object({
  id: modelIdSchema.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  licence: z.string().trim().min(1).max(1000).optional(),
  version: z.string().min(1).max(60).optional(),
  files: z
    .array(z.object({ name: z.string().max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(64)
    .default([])
})

/**
 * Looks for a model in folders (as Earshot keeps them, as an export lies on the hub) and among single files.
 * Throws `pack-refused` where something is lacking, `not-found`, `no-access`.
 */
export async function inspectPack(paths: readonly string[], looking: Looking = {}): Promise<FoundPack> {
  const all = await filesOf(paths)
  const where = pathForDisplay(paths[0] ?? '')
  const byName = new Map(all.map(file => [file.name, file]))
  const manifest = byName.get(manifestName)
  const parsed = ownManifest.safeParse(manifest ? json(await smallText(manifest)) : {})
  if (!parsed.success) throw refused(`${manifest?.from ?? where} describes no model that can be used.`)
  const own = parsed.data
  const readme = byName.get('MODEL_CARD.md') ?? byName.get('README.md')
  const { variant, audio, text } = towers(all, looking.variant, where)
  const take = (name: string, role: ManifestFile['role'], as = name): PackFile[] => {
    const file = byName.get(name)
    return file ? [packFile(file, as, role)] : []
  }
  const tokenizer = take('tokenizer.json', 'tokenizer')
  if (tokenizer.length === 0) throw refused(`There is no tokenizer.json beside the model in ${where}.`)
  const licences = all
    .filter(({ name }) => /^(licen[cs]e|notice)\b/i.test(name) && /^[\w.-]{1,80}$/.test(name))
    .map(file => packFile(file, file.name.includes('.') ? file.name : `${file.name}.txt`, 'licence'))
  const files = [
    packFile(audio, 'audio.onnx', 'audio'),
    packFile(text, 'text.onnx', 'text'),
    ...tokenizer,
    ...take('tokenizer_config.json', 'tokenizer-config'),
    ...take('tags.json', 'tags'),
    ...take('scoring.json', 'scoring'),
    ...(readme ? [packFile(readme, 'MODEL_CARD.md', 'card')] : []),
    ...licences.slice(0, 20)
  ]
  const promised = new Map(own.files.map(file => [file.name, file.sha256]))
  for (const file of files) file.sha256 = promised.get(basename(file.from)) ?? null
  const card = readme ? frontMatter(await smallText(readme)) : null
  const id = looking.id ?? own.id ?? idFrom(basename(paths[0] ?? ''))
  const rightId = modelIdSchema.safeParse(id)
  if (!rightId.success) {
    throw refused(
      `"${id.slice(0, 80)}" cannot be the short name of a model: letters a to z, digits, ".", "-" and "_".`
    )
  }
  return {
    id: rightId.data,
    title: looking.title ?? own.title ?? rightId.data,
    licence: own.licence ?? card ?? unstatedLicence,
    version: own.version ?? null,
    variant,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files
  }
}

interface FoundFile {
  from: string
  name: string
  bytes: number
}

/** The files in the folders, in their `onnx` folders, and the single ones. Links are followed: the hub's cache is made of them. */
async function filesOf(paths: readonly string[]): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  const add = async (from: string): Promise<void> => {
    const facts = await stat(pathForFs(from)).catch(() => null)
    if (facts?.isFile() === true) found.set(basename(from), { from, name: basename(from), bytes: facts.size })
  }
  const addFolder = async (folder: string): Promise<string[]> => {
    const entries = (await readdir(folder)).slice(0, 1000)
    for (const entry of entries) await add(join(folder, entry))
    return entries
  }
  for (const path of paths) {
    const facts = await stat(pathForFs(path)).catch((cause: unknown) => {
      throw unreachable(path, cause)
    })
    if (!facts.isDirectory()) {
      await add(path)
      continue
    }
    try {
      const entries = await addFolder(path)
      if (entries.includes('onnx')) await addFolder(join(path, 'onnx')).catch(() => [])
    } catch (cause) {
      throw unreachable(path, cause)
    }
  }
  return [...found.values()]
}

function towers(
  files: readonly FoundFile[],
  wanted: ModelVariant | undefined,
  where: string
): { variant: ModelVariant; audio: FoundFile; text: FoundFile } {
  const found = { audio: new Map<ModelVariant, FoundFile>(), text: new Map<ModelVariant, FoundFile>() }
  for (const file of files) {
    const match = /^(audio|text)(?:_model)?(_\w+)?\.onnx$/.exec(file.name)
    const variant = match ? endings[match[2] ?? ''] : undefined
    if (match && variant) found[match[1] as 'audio' | 'text'].set(variant, file)
  }
  const order = wanted ? [wanted] : preferred
  for (const variant of order) {
    const [audio, text] = [found.audio.get(variant), found.text.get(variant)]
    if (audio && text) return { variant, audio, text }
  }
  // Halves of different kinds go together as well: both speak the same space.
  const pick = (half: Map<ModelVariant, FoundFile>): [ModelVariant, FoundFile] | undefined =>
    wanted
      ? undefined
      : preferred.flatMap(one =>
          half.has(one) ? [[one, half.get(one)!] as [ModelVariant, FoundFile]] : []
        )[0]
  const [audio, text] = [pick(found.audio), pick(found.text)]
  if (audio && text) return { variant: audio[0], audio: audio[1], text: text[1] }
  const lacking = [...(found.audio.size ? [] : ['audio']), ...(found.text.size ? [] : ['text'])]
  const kind = wanted ? ` of the kind "${wanted}"` : ''
  const halves = lacking.length > 0 ? lacking.join(' and no ') : 'pair'
  throw refused(
    `There is no ${halves} model${kind} in ${where}: audio.onnx and text.onnx, or audio_model.onnx and text_model.onnx, are looked for.`
  )
}

function packFile({ from, bytes }: FoundFile, name: string, role: ManifestFile['role']): PackFile {
  const most = name.endsWith('.onnx') ? mostGraphBytes : mostTextBytes
  if (bytes === 0 || bytes > most)
    throw refused(`${pathForDisplay(from)} has ${bytes} bytes: that cannot be right.`)
  return { from, name, role, bytes, sha256: null }
}

/** The first megabyte of a text. */
async function smallText({ from }: FoundFile): Promise<string> {
  const file = await open(pathForFs(from)).catch((cause: unknown) => {
    throw unreachable(from, cause)
  })
  try {
    const bytes = Buffer.alloc(mostManifestBytes)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return bytes.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The licence that a model card names at its top, between two lines of dashes. */
function frontMatter(text: string): string | null {
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1]
  const licence = head ? /^licen[cs]e:\s*["']?([^"'\r\n]{1,200}?)["']?\s*$/m.exec(head)?.[1] : undefined
  return licence?.trim() ?? null
}

/** "My Model (v2)" becomes "my-model-v2"; of a single file its folder is meant. */
function idFrom(name: string): string {
  const folder = /\.\w+$/.test(name) && /\.(onnx|json)$/.test(name) ? 'own-model' : name
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 60)
}

const refused = (message: string): EarshotError => new EarshotError('pack-refused', message)

function unreachable(path: string, thrown: unknown): EarshotError {
  return fileError(thrown, {
    doing: 'read',
    what: 'file',
    name: pathForDisplay(path),
    otherwise: 'no-access'
  })
}
