import { isCustomField, isFileField, type ChangeField } from './change-fields.ts'
import { fieldOf } from './fields.ts'

/** What the texts of a field have to look like, where they are no free text: the page asks the same as the writing. */

type TextKind = 'lines' | 'tempo' | 'date' | 'position' | 'flag' | 'stars'

const checks: Partial<Record<TextKind, (value: string) => boolean>> = {
  date: value => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ]\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(value),
  /** With how many there are of them, where that is known. */
  position: value => /^\d{1,4}(\/\d{1,4})?$/.test(value),
  flag: value => /^[01]$/.test(value),
  stars: value => /^(?:0\.5|[1-4](?:\.5)?|5)$/.test(value),
  tempo: value => /^\d{1,3}(\.\d{1,3})?$/.test(value) && Number(value) > 0
}

/** Undefined: one line, whatever it says. */
export const textOf = (field: ChangeField): TextKind | undefined =>
  !isFileField(field) || isCustomField(field) ? undefined : fieldOf(field).tag?.text

/** Whether the field takes this text. */
export function isTextOf(field: ChangeField, value: string): boolean {
  const kind = textOf(field)
  return kind === undefined || (checks[kind]?.(value) ?? true)
}
