import type { FileMetaData, ParquetRow } from 'hyparquet'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { json } from '../../inference/registry.ts'

/** Of the files that `python -m earshot_training embed` writes, and are read here (models/training, archive/shard_file.py). */
const fileVersion = 1
const factsKey = 'earshot'

const facts = z.object({
  version: z.literal(fileVersion),
  model: z.object({
    id: z.string(),
    version: z.string(),
    audio: z.string(),
    dimension: z.int().positive(),
    tags: z.array(z.string())
  }),
  scalars: z.array(z.string()).default([])
})

/** Whose vectors a file holds. `audio`: SHA-256 of the tower that heard them; `tags` names their scores. */
export type VectorFacts = z.infer<typeof facts>['model']

/** Numbers beside the music score that some towers tell; a file names those that are among its columns. */
const scalarNames = ['energy', 'valence'] as const

/** What is read of a row; anything else in it is for others. */
const columns = ['content_key', 'seconds', 'starts', 'vectors', 'tags', 'music', 'outline', 'check'] as const

/** A Parquet file of vectors, opened. */
export interface VectorFile {
  facts: VectorFacts
  rows: number
  /** As they stand there, a row group at a time. Throws unreadable-file. */
  read(signal: AbortSignal): AsyncGenerator<ParquetRow[]>
}

/** Throws not-found, no-access, unreadable-file, and bad-request for what no `embed` of this version wrote. */
export async function openVectorFile(path: string): Promise<VectorFile> {
  const name = pathForDisplay(path)
  await requireFile(path, name)
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet')
  const file = await asyncBufferFromFile(path).catch((cause: unknown) => {
    throw fileError(cause, { doing: 'read', what: 'file', name })
  })
  const metadata = await parquetMetadataAsync(file).catch(
    damaged(name, 'is no Parquet file, or is cut short')
  )
  const { model, told } = factsOf(metadata, name)
  return {
    facts: model,
    rows: Number(metadata.num_rows),
    read: async function* (signal) {
      let rowStart = 0
      for (const group of metadata.row_groups) {
        signal.throwIfAborted()
        const rowEnd = rowStart + Number(group.num_rows)
        yield await parquetReadObjects({
          ...{ file, metadata, rowStart, rowEnd, columns: [...columns, ...told], utf8: false }
        }).catch(damaged(name, 'is damaged'))
        rowStart = rowEnd
      }
    }
  }
}

async function requireFile(path: string, name: string): Promise<void> {
  const found = await stat(pathForFs(path)).catch((cause: unknown) => {
    throw fileError(cause, { doing: 'read', what: 'file', name })
  })
  if (!found.isFile()) throw new EarshotError('unreadable-file', `${name} is no file.`)
}

function factsOf(
  metadata: FileMetaData,
  name: string
): { model: VectorFacts; told: (typeof scalarNames)[number][] } {
  const kept = metadata.key_value_metadata?.find(({ key }) => key === factsKey)?.value
  if (kept === undefined) {
    throw new EarshotError('bad-request', `${name} was not written by "python -m earshot_training embed".`)
  }
  const read = json(kept)
  const parsed = facts.safeParse(read)
  if (!parsed.success) {
    const other = z.object({ version: z.int() }).safeParse(read)
    const said =
      other.success && other.data.version !== fileVersion
        ? `is of version ${other.data.version} of these files; this Earshot reads version ${fileVersion}`
        : 'does not say whose vectors it holds'
    throw new EarshotError('bad-request', `${name} ${said}.`)
  }
  const there = new Set(metadata.schema.map(element => element.name))
  const { model, scalars } = parsed.data
  const told = scalarNames.filter(one => scalars.includes(one))
  const missing = [...columns, ...told].find(column => !there.has(column))
  if (missing) throw new EarshotError('bad-request', `${name} lacks the column ${missing}.`)
  return { model, told }
}

/** The library's own errors speak of bytes; what it read is what is wrong. */
function damaged(name: string, what: string): (cause: unknown) => never {
  return cause => {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new EarshotError('unreadable-file', `${name} ${what}: ${said.slice(0, 200)}`, { cause })
  }
}
