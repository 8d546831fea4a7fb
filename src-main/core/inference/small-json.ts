import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'

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
  const part = `${path}.${process.pid}.part`
  try {
    writeFileSync(part, JSON.stringify(value, null, 1) + '\n')
    renameSync(part, path)
  } catch {
    return
  }
}
