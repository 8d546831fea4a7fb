import type { Database } from '../open.ts'
import { bytesOf, floatsOf } from './analyses.ts'

/** Mean window embeddings of many tracks. Of two rows for one track the later chunk counts. */
interface VectorChunk {
  id: number
  trackIds: Uint32Array
  /** tracks x dimension, mean of the windows (not normalised). */
  vectors: Float32Array
  /** tracks x tags. */
  tags: Float32Array
}

export interface VectorStatements {
  append(modelId: number, chunk: Omit<VectorChunk, 'id'>): number
  /** Chunks after one (0: all), oldest first. One at a time, so that loading needs no second copy of everything. */
  after(modelId: number, chunkId: number): IterableIterator<VectorChunk>
  /** The same without tags, which are a good third of what lies on the disk. */
  meansAfter(modelId: number, chunkId: number): IterableIterator<Omit<VectorChunk, 'tags'>>
  /**
   * Joins all chunks with fewer rows than `rows` into chunks of up to that many, dropping what a later row replaced.
   * Gives the number of chunks left. Small chunks come from batches; thousands of them would slow loading.
   */
  merge(modelId: number, rows: number): number
}

interface Row {
  id: number
  trackIds: Buffer
  vectors: Buffer
  tags: Buffer
}

export function vectorStatements(db: Database): VectorStatements {
  const insert = db.prepare<[number, Buffer, Buffer, Buffer]>(
    'INSERT INTO vector_chunks (model_id, track_ids, vectors, tags) VALUES (?, ?, ?, ?)'
  )
  const after = db.prepare<[number, number], Row>(
    'SELECT id, track_ids AS trackIds, vectors, tags FROM vector_chunks WHERE model_id = ? AND id > ? ORDER BY id'
  )
  const meansAfter = db.prepare<[number, number], Omit<Row, 'tags'>>(
    'SELECT id, track_ids AS trackIds, vectors FROM vector_chunks WHERE model_id = ? AND id > ? ORDER BY id'
  )
  const remove = db.prepare<[number]>('DELETE FROM vector_chunks WHERE id = ?')
  const count = db.prepare<[number], number>('SELECT count(*) FROM vector_chunks WHERE model_id = ?').pluck()

  const statements: VectorStatements = {
    append: (modelId, { trackIds, vectors, tags }) =>
      Number(insert.run(modelId, bytesOf(trackIds), bytesOf(vectors), bytesOf(tags)).lastInsertRowid),
    after: function* (modelId, chunkId) {
      for (const row of after.iterate(modelId, chunkId)) yield toChunk(row)
    },
    meansAfter: function* (modelId, chunkId) {
      for (const { id, trackIds, vectors } of meansAfter.iterate(modelId, chunkId))
        yield { id, trackIds: idsOf(trackIds), vectors: floatsOf(vectors) }
    },
    merge: db.transaction((modelId: number, rows: number) => {
      const chunks = after.all(modelId, 0).map(toChunk)
      // The order of chunks is the order of time: only a run at the end can be joined without turning it round.
      const last = chunks.findLastIndex(chunk => chunk.trackIds.length >= rows)
      const small = chunks.slice(last + 1)
      if (small.length > 1) {
        // Joined first, removed then: ids only ever grow, so that whoever reads on from the last one misses nothing.
        for (const joined of join(small, rows)) statements.append(modelId, joined)
        for (const chunk of small) remove.run(chunk.id)
      }
      return count.get(modelId)!
    })
  }
  return statements
}

const toChunk = ({ id, trackIds, vectors, tags }: Row): VectorChunk => ({
  id,
  trackIds: idsOf(trackIds),
  vectors: floatsOf(vectors),
  tags: floatsOf(tags)
})

const idsOf = (ids: Buffer): Uint32Array =>
  new Uint32Array(ids.buffer.slice(ids.byteOffset, ids.byteOffset + ids.byteLength))

/** All rows of the chunks, the latest of each track, in chunks of up to `rows`. */
function join(chunks: VectorChunk[], rows: number): Omit<VectorChunk, 'id'>[] {
  const latest = new Map<number, { chunk: VectorChunk; row: number }>()
  for (const chunk of chunks) chunk.trackIds.forEach((id, row) => latest.set(id, { chunk, row }))
  const entries = [...latest]
  const first = chunks[0]!
  const dimension = first.vectors.length / first.trackIds.length
  const tagCount = first.tags.length / first.trackIds.length
  const joined: Omit<VectorChunk, 'id'>[] = []
  for (let at = 0; at < entries.length; at += rows) {
    const part = entries.slice(at, at + rows)
    const vectors = new Float32Array(part.length * dimension)
    const tags = new Float32Array(part.length * tagCount)
    part.forEach(([, { chunk, row }], index) => {
      vectors.set(chunk.vectors.subarray(row * dimension, (row + 1) * dimension), index * dimension)
      tags.set(chunk.tags.subarray(row * tagCount, (row + 1) * tagCount), index * tagCount)
    })
    joined.push({ trackIds: Uint32Array.from(part, ([id]) => id), vectors, tags })
  }
  return joined
}
