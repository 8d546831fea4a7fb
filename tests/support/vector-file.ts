import { parquetWriteFile } from 'hyparquet-writer'
import { crc32 } from 'node:zlib'
import { modelTags } from '../../src-main/core/inference/model-tags.ts'
import { modelHash, type Model } from '../../src-main/core/inference/registry.ts'

/** As the writer knows it, whose reader may be of another version than ours. */
type SchemaElement = NonNullable<Parameters<typeof parquetWriteFile>[0]['schema']>[number]

/** A row as `python -m earshot_training embed` writes it. */
export interface VectorRow {
  contentKey: Uint8Array
  path: string
  seconds: number
  starts: number[]
  /** Of all windows, one after the other. */
  vectors: Float32Array
  tags: Float32Array
  music: number
  /** Where the first row has one, there is a column of it. */
  energy?: number
  valence?: number
  outline: Uint8Array
  /** Default: the right one. */
  check?: number
}

/** What stands in such a file of a model. */
export const factsOf = (model: Model, scalars: string[] = []): Record<string, unknown> => ({
  version: 1,
  model: {
    id: model.id,
    version: model.version,
    audio: modelHash(model, 'audio'),
    dimension: model.dimension,
    tags: modelTags(model).map(tag => tag.name)
  },
  decoder: 'made for a test',
  scalars
})

const required = { repetition_type: 'REQUIRED' } as const
const list = (name: string): SchemaElement[] => [
  { name, ...required, num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', ...required, type: 'FLOAT' }
]
const columns: SchemaElement[][] = [
  [{ name: 'content_key', ...required, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 }],
  [{ name: 'path', ...required, type: 'BYTE_ARRAY', converted_type: 'UTF8' }],
  [{ name: 'seconds', ...required, type: 'DOUBLE' }],
  list('starts'),
  list('vectors'),
  list('tags'),
  [{ name: 'music', ...required, type: 'DOUBLE' }],
  [{ name: 'energy', ...required, type: 'DOUBLE' }],
  [{ name: 'valence', ...required, type: 'DOUBLE' }],
  [{ name: 'outline', ...required, type: 'BYTE_ARRAY' }],
  [{ name: 'check', ...required, type: 'INT64' }]
]

/** Writes one with the columns the application reads. `facts`: null leaves them out; `without`: a column that is left out. */
export function writeVectorFile(
  path: string,
  facts: object | null,
  rows: readonly VectorRow[],
  without?: string
): string {
  const data: Record<string, unknown[]> = {
    content_key: rows.map(row => row.contentKey),
    path: rows.map(row => row.path),
    seconds: rows.map(row => row.seconds),
    starts: rows.map(row => row.starts),
    vectors: rows.map(row => [...row.vectors]),
    tags: rows.map(row => [...row.tags]),
    music: rows.map(row => row.music),
    energy: rows.map(row => row.energy),
    valence: rows.map(row => row.valence),
    outline: rows.map(row => row.outline),
    check: rows.map(row => BigInt(row.check ?? checkOf(row)))
  }
  const told = (name: string): boolean =>
    (name !== 'energy' && name !== 'valence') || rows[0]?.[name] !== undefined
  const kept = columns.filter(([column]) => column?.name !== without && told(column!.name))
  parquetWriteFile({
    filename: path,
    columnData: kept.map(([column]) => ({ name: column!.name, data: data[column!.name]! })),
    schema: [{ name: 'root', num_children: kept.length }, ...kept.flat()],
    rowGroupSize: 2,
    codec: 'UNCOMPRESSED',
    statistics: false,
    kvMetadata: facts === null ? [] : [{ key: 'earshot', value: JSON.stringify(facts) }]
  })
  return path
}

function checkOf({ contentKey, starts, vectors, tags, outline }: VectorRow): number {
  const parts = [contentKey, Float32Array.from(starts), vectors, tags, outline]
  return parts.reduce(
    (sum, part) => crc32(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), sum),
    0
  )
}
