import { z } from 'zod'
import { fileFieldSchema, saysOne } from './change-fields.ts'
import type { Failure } from './errors.ts'
import type { TagField } from './field-uses.ts'
import { id } from './request.ts'

/** What is changed by hand, as steps that are taken one after the other over some tracks. They come to a plan. */

export const mostEdited = 100_000
const values = z.array(z.string().min(1).max(1000)).max(50)
const some = values.min(1)
/** One that may say several things. */
const listField = fileFieldSchema.refine(field => !saysOne(field), {
  message: 'a field that says one thing can only be set'
})

/** Empty values take the field out. */
const set = z.strictObject({ do: z.literal('set'), field: fileFieldSchema, values })
/** Behind those that it has. */
const add = z.strictObject({ do: z.literal('add'), field: listField, values: some })
const remove = z.strictObject({ do: z.literal('remove'), field: fileFieldSchema, values: some })

export const stepSchema = z.discriminatedUnion('do', [set, add, remove])
export type Step = z.output<typeof stepSchema>

/** Steps over some tracks, whose order counts for those that number. */
export const editSchema = z.strictObject({
  ids: z.array(id).min(1).max(mostEdited),
  steps: z.array(stepSchema).min(1).max(50)
})
export type Edit = z.output<typeof editSchema>

/** What the file of a track says, all of it, as it is written there. */
export interface TrackTags {
  id: number
  path: string
  /** Null where the file could not be read: see `failure`. */
  container: string | null
  fields: Partial<Record<TagField, string[]>>
  /** Under names that no field has, in the order of the file. */
  custom: { name: string; values: string[] }[]
  failure: Failure | null
}

/** A value that the library knows of a field. */
export interface KnownValue {
  value: string
  /** How many have it; null where it comes from a list (the vocabulary, the taught tags). */
  tracks: number | null
}
