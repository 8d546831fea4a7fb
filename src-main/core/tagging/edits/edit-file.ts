import { customField, sameFieldKey, type FileField } from '#contract/change-fields.ts'
import { tagFields } from '#contract/field-uses.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import { fieldsAsWritten, valuesOf, type FileFields } from '../../tags/index.ts'
import { EndlessExpression } from '../expressions/timed.ts'
import { requireValues } from '../plan/values.ts'
import { sameValues } from '../write/tag-files.ts'
import { applySteps, type EditedValues, type TrackStep } from './apply-steps.ts'

/** What comes of steps over one file. `endless`: why no other file needs to be tried. */
export type FileEdit = { changes: FieldChange[] } | { endless: string }

/** Throws bad-request where the file cannot hold what comes of the steps. Blocks: for workers. */
export function editFile(reading: FileFields, steps: readonly TrackStep[], path: string): FileEdit {
  try {
    const after = applySteps(steps, valuesIn(reading), path)
    return { changes: [...after.values()].flatMap(edited => changeOf(reading, edited.field, edited.values)) }
  } catch (thrown) {
    if (thrown instanceof EndlessExpression) return { endless: thrown.message }
    throw thrown
  }
}

function changeOf(reading: FileFields, field: FileField, values: readonly string[]): FieldChange[] {
  const before = valuesOf(reading, field)
  if (sameValues(before, values)) return []
  requireValues(
    field,
    values.filter(value => !before.includes(value)),
    before.length
  )
  const after = fieldsAsWritten(reading.container, { [field]: [...values] })[field] ?? []
  return sameValues(before, after) ? [] : [{ field, before, after }]
}

function valuesIn(reading: FileFields): EditedValues {
  const fields: FileField[] = [...tagFields, ...reading.custom.map(({ name }) => customField(name))]
  return new Map(fields.map(field => [sameFieldKey(field), { field, values: valuesOf(reading, field) }]))
}
