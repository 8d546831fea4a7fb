import { sameFieldKey, type FileField } from '#contract/change-fields.ts'
import type { TextStep } from '#contract/edits.ts'
import { parsePattern } from '../patterns/pattern.ts'
import { readName } from '../patterns/read-name.ts'
import { writeCase } from './letter-case.ts'
import { replaceIn } from './replace.ts'
import { cleanSpaces } from './spaces.ts'

/** Values of fields, by `sameFieldKey`. What is not there is empty. */
export type EditedValues = ReadonlyMap<string, Edited>

interface Edited {
  field: FileField
  values: readonly string[]
}

/** A step over one track: the numbers of all were given before. */
export type TrackStep = Exclude<TextStep, { do: 'number' }>

type Steps = {
  [Do in TrackStep['do']]: (
    values: EditedValues,
    step: Extract<TrackStep, { do: Do }>,
    path: string
  ) => EditedValues
}

const steps: Steps = {
  set: (all, { field, values }) => withValues(all, field, values),
  add: (all, { field, values }) => withValues(all, field, [...valuesOf(all, field), ...values]),
  remove: (all, { field, values }) =>
    mapped(all, [field], old => old.filter(value => !values.includes(value))),
  case: (all, { fields, how, language }) =>
    mapped(all, fields, old => old.map(value => writeCase(value, how, language))),
  replace: (all, step) => {
    // All values at once: an expression is stopped by its time over a file.
    const texts = step.fields.flatMap(field => valuesOf(all, field))
    const fresh = replaceIn(texts, step)
    return mapped(all, step.fields, old => fresh.splice(0, old.length))
  },
  split: (all, { fields, at }) => mapped(all, fields, old => old.flatMap(value => value.split(at))),
  join: (all, { fields, with: sign }) =>
    mapped(all, fields, old => (old.length > 1 ? [old.join(sign)] : [...old])),
  fromName: (all, { pattern }, path) => {
    const read = readName(parsePattern(pattern), path, pattern)
    return [...(read ?? [])].reduce((some, [field, value]) => withValues(some, field, [value]), all)
  },
  swap: (all, { a, b }) => withValues(withValues(all, a, valuesOf(all, b)), b, valuesOf(all, a)),
  copy: (all, { from, to }) => withValues(all, to, valuesOf(all, from)),
  clean: (all, { fields }) => mapped(all, fields, old => old.map(cleanSpaces))
}

/**
 * The values after all steps, one after the other. Throws bad-request where one cannot be taken. It may block for as
 * long as an expression may: for workers.
 */
export function applySteps(taken: readonly TrackStep[], values: EditedValues, path: string): EditedValues {
  return taken.reduce((all, step) => steps[step.do](all, step as never, path), values)
}

export const valuesOf = (all: EditedValues, field: FileField): readonly string[] =>
  all.get(sameFieldKey(field))?.values ?? []

/** New values of some fields, made of the old ones; without spaces at their ends, and without those that are empty. */
function mapped(
  all: EditedValues,
  fields: readonly FileField[],
  make: (old: readonly string[]) => readonly string[]
): EditedValues {
  return fields.reduce((some, field) => {
    const old = valuesOf(some, field)
    const fresh = make(old)
    const same = fresh.length === old.length && fresh.every((value, i) => value === old[i])
    // What a step leaves alone stays however odd it is.
    return same ? some : withValues(some, field, fresh.map(value => value.trim()).filter(Boolean))
  }, all)
}

/** Each value once; of an old name its spelling stays. */
function withValues(all: EditedValues, field: FileField, values: readonly string[]): EditedValues {
  const key = sameFieldKey(field)
  return new Map([...all, [key, { field: all.get(key)?.field ?? field, values: [...new Set(values)] }]])
}
