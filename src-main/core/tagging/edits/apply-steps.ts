import { sameFieldKey, type FileField } from '#contract/change-fields.ts'
import type { Step } from '#contract/edits.ts'

/** Values of fields, by `sameFieldKey`. What is not there is empty. */
export type EditedValues = ReadonlyMap<string, Edited>

interface Edited {
  field: FileField
  values: readonly string[]
}

type Steps = { [Do in Step['do']]: (values: EditedValues, step: Extract<Step, { do: Do }>) => EditedValues }

const steps: Steps = {
  set: (all, { field, values }) => withValues(all, field, values),
  add: (all, { field, values }) => withValues(all, field, [...valuesOf(all, field), ...values]),
  remove: (all, { field, values }) =>
    withValues(
      all,
      field,
      valuesOf(all, field).filter(value => !values.includes(value))
    )
}

/** The values after all steps, one after the other. Throws bad-request where one cannot be taken. */
export function applySteps(taken: readonly Step[], values: EditedValues): EditedValues {
  return taken.reduce((all, step) => steps[step.do](all, step as never), values)
}

export const valuesOf = (all: EditedValues, field: FileField): readonly string[] =>
  all.get(sameFieldKey(field))?.values ?? []

/** Each value once; of an old name its spelling stays. */
export function withValues(all: EditedValues, field: FileField, values: readonly string[]): EditedValues {
  const key = sameFieldKey(field)
  return new Map([...all, [key, { field: all.get(key)?.field ?? field, values: [...new Set(values)] }]])
}
