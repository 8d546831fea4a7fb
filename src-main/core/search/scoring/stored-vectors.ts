import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeSubfolderSync } from '../../files/make-folder.ts'
import { writeWholeSync } from '../../files/whole-file.ts'
import type { Pause } from '../../threads/pause.ts'
import type { Embedder } from '../query/embedder.ts'

/**
 * Vectors of texts that never change (the unrelated phrases, the names of the tags), kept in a file, so that only the
 * first start has to compute them. `model`: what names the exact text tower. The file is a convenience: one that is
 * missing, damaged or cannot be written costs time and nothing else.
 */
export async function storedVectors(
  folder: string,
  model: string,
  texts: readonly string[],
  dimension: number,
  tower: Embedder,
  pause?: Pause
): Promise<Float32Array[]> {
  const key = createHash('sha256')
    .update(JSON.stringify([model, dimension, texts]))
    .digest('hex')
    .slice(0, 24)
  const path = join(folder, `phrases-${key}.f32`)
  const known = read(path, texts.length * dimension)
  const split = (all: Float32Array): Float32Array[] =>
    texts.map((_, i) => all.slice(i * dimension, (i + 1) * dimension))
  if (known) return split(known)
  const vectors = await tower.embed(texts, pause)
  const all = new Float32Array(texts.length * dimension)
  vectors.forEach((vector, i) => all.set(vector, i * dimension))
  write(folder, path, all)
  return vectors
}

const trailer = 32

/** Null where the file is not exactly what was written. */
function read(path: string, length: number): Float32Array | null {
  try {
    const bytes = readFileSync(path)
    if (bytes.length !== length * 4 + trailer) return null
    const body = bytes.subarray(0, length * 4)
    if (
      !createHash('sha256')
        .update(body)
        .digest()
        .equals(bytes.subarray(length * 4))
    )
      return null
    return new Float32Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength))
  } catch {
    return null
  }
}

function write(folder: string, path: string, all: Float32Array): void {
  const body = Buffer.from(all.buffer, all.byteOffset, all.byteLength)
  const sum = createHash('sha256').update(body).digest()
  try {
    makeSubfolderSync(folder)
    writeWholeSync(path, Buffer.concat([body, sum]), 'none')
  } catch {
    // The next start computes them again.
  }
}
