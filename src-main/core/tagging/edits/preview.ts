import { sameFieldKey, type FileField } from '#contract/change-fields.ts'
import type { EditedField } from '#contract/edits.ts'
import { sameValues } from '../write/tag-files.ts'
import { applySteps, valuesOf, type TrackStep } from './apply-steps.ts'

/** A track as it is typed, and the steps that are tried over it. */
export interface Tried {
  id: number
  path: string
  fields: readonly { field: FileField; values: readonly string[] }[]
  steps: readonly TrackStep[]
}

/** What the steps would change. Throws bad-request where one cannot be taken. Blocks: for workers. */
export function tryEdits(tracks: readonly Tried[]): EditedField[] {
  return tracks.flatMap(({ id, path, fields, steps }) => {
    const before = new Map(fields.map(one => [sameFieldKey(one.field), one]))
    return [...applySteps(steps, before, path).values()].flatMap(({ field, values }) =>
      sameValues(valuesOf(before, field), values) ? [] : [{ id, field, values: [...values] }]
    )
  })
}
