import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeSubfolderSync } from '../../files/make-folder.ts'
import { writeWholeSync } from '../../files/whole-file.ts'
import type { Pause } from '../../threads/pause.ts'
import type { Embedder } from '../query/embedder.ts'

/** Where vectors lie: those that come along, and those that were made here. */
export interface VectorFolders {
  shipped?: string | undefined
  made: string
}

/**
 * Vectors of texts that never change (the unrelated phrases, the names of the tags), kept in a file, so that they are
 * made once at most. `model`: what names the exact text tower. The file is a convenience: one that is missing, damaged or
 * cannot be written costs time and nothing else.
 */
export async function storedVectors(
  { shipped, made }: VectorFolders,
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
  const name = `phrases-${key}.f32`
  const length = texts.length * dimension
  const known = (shipped && read(join(shipped, name), length)) || read(join(made, name), length)
  const split = (all: Float32Array): Float32Array[] =>
    texts.map((_, i) => all.slice(i * dimension, (i + 1) * dimension))
  if (known) return split(known)
  const vectors = await tower.embed(texts, pause)
  const all = new Float32Array(length)
  vectors.forEach((vector, i) => all.set(vector, i * dimension))
  write(made, name, all)
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

function write(folder: string, name: string, all: Float32Array): void {
  const body = Buffer.from(all.buffer, all.byteOffset, all.byteLength)
  const sum = createHash('sha256').update(body).digest()
  try {
    makeSubfolderSync(folder)
    writeWholeSync(join(folder, name), Buffer.concat([body, sum]), 'none')
  } catch {
    // The next start computes them again.
  }
}
