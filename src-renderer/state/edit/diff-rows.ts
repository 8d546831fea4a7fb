import { isCustomField, sameFieldKey, type ChangeField } from '#contract/change-fields.ts'
import type { Failure } from '#contract/errors.ts'
import { tagFields, type TagField } from '#contract/field-uses.ts'
import type { PlanFile } from '#contract/tagging.ts'
import type { Values } from './typed.ts'

/** What becomes of one field of one file. */
export interface Difference {
  field: ChangeField
  before: Values
  after: Values
  /** What the file is called, and where it lies. */
  name: string
  path: string
  /** Where it stands in a plan: its number there, whether it is to be written, and what came in the way. */
  planned: { changeId: number; accepted: boolean; failure: Failure | null } | null
}

/** The same change of a field in one file or in several. */
export interface DiffLine {
  key: string
  field: ChangeField
  before: Values
  after: Values
  files: Difference[]
}

export type DiffRow =
  | { kind: 'field'; field: ChangeField; files: number }
  | { kind: 'line'; line: DiffLine; open: boolean }
  | { kind: 'file'; line: DiffLine; file: Difference }

export const planDifferences = (files: readonly PlanFile[]): Difference[] =>
  files.flatMap(({ path, title, changes }) =>
    changes.map(({ id, field, before, after, accepted, failure }) => ({
      field,
      before,
      after,
      name: title,
      path,
      planned: { changeId: id, accepted, failure }
    }))
  )

/** In the order of the table of fields, free names behind, then pictures and places. */
function rankOf(field: ChangeField): number {
  if (isCustomField(field)) return tagFields.length
  const at = tagFields.indexOf(field as TagField)
  return at >= 0 ? at : tagFields.length + (field === 'cover' ? 1 : 2)
}

/** Files in which the same becomes of the same are one line. */
export function diffLines(differences: readonly Difference[]): DiffLine[] {
  const lines = new Map<string, DiffLine>()
  for (const difference of differences) {
    const { field, before, after } = difference
    const key = JSON.stringify([sameFieldKey(field), before, after])
    const known = lines.get(key)
    if (known) known.files.push(difference)
    else lines.set(key, { key, field, before, after, files: [difference] })
  }
  return [...lines.values()].sort(
    (a, b) => rankOf(a.field) - rankOf(b.field) || sameFieldKey(a.field).localeCompare(sameFieldKey(b.field))
  )
}

/** A head for each field, its lines, and the files of those that are opened. */
export function diffRows(lines: readonly DiffLine[], opened: readonly string[]): DiffRow[] {
  return lines.flatMap((line, at): DiffRow[] => {
    const same = (other: DiffLine | undefined): boolean =>
      other !== undefined && sameFieldKey(other.field) === sameFieldKey(line.field)
    const files = (): number => lines.filter(same).reduce((sum, one) => sum + one.files.length, 0)
    const open = line.files.length > 1 && opened.includes(line.key)
    return [
      ...(same(lines[at - 1]) ? [] : [{ kind: 'field' as const, field: line.field, files: files() }]),
      { kind: 'line', line, open },
      ...(open ? line.files.map(file => ({ kind: 'file' as const, line, file })) : [])
    ]
  })
}
