import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { writeWholeSync } from '../files/whole-file.ts'

/** A small file of remembered facts that may be lost at any time: what cannot be read counts as empty. */
export function readSmallJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  empty: z.infer<Schema>
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return empty
  }
}

/** Replaces the file in one step. A folder that cannot be written costs the memory and nothing else. */
export function writeSmallJson(path: string, value: unknown): void {
  try {
    writeWholeSync(path, JSON.stringify(value, null, 1) + '\n', 'none')
  } catch {
    return
  }
}
