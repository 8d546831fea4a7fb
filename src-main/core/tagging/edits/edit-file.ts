import { customField, sameFieldKey, type FileField } from '#contract/change-fields.ts'
import { isCoverStep, type CoverStep } from '#contract/edits.ts'
import { tagFields } from '#contract/field-uses.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import { fieldsAsWritten, valuesOf, type FileFields } from '../../tags/index.ts'
import type { Picture } from '../../tags/pictures.ts'
import { coversAfter } from '../covers/cover-steps.ts'
import type { PictureStore } from '../../covers/picture-store.ts'
import { coversAsWritten, requireHeld } from '../../covers/pictures-of.ts'
import { EndlessExpression } from '../expressions/timed.ts'
import { requireValues } from '../plan/values.ts'
import type { Contents } from '../write/change-kinds.ts'
import { sameValues } from '../write/tag-files.ts'
import { applySteps, type EditedValues, type TrackStep } from './apply-steps.ts'

/** What comes of steps over one file. `endless`: why no other file needs to be tried. */
export type FileEdit = { changes: FieldChange[] } | { endless: string }

/** A step over one file. */
export type FileStep = TrackStep | CoverStep

/** Throws bad-request where the file cannot hold what comes of the steps. Blocks: for workers. */
export async function editFile(
  reading: Contents,
  steps: readonly FileStep[],
  path: string,
  tools: CoverTools
): Promise<FileEdit> {
  try {
    const texts = steps.filter((step): step is TrackStep => !isCoverStep(step))
    const after = applySteps(texts, valuesIn(reading), path)
    const changes = [...after.values()].flatMap(({ field, values }) => changeOf(reading, field, values))
    return { changes: [...changes, ...(await coverChange(reading, steps.filter(isCoverStep), path, tools))] }
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

/** What is needed beside the file where its pictures are to change. */
interface CoverTools {
  readPictures(path: string): Picture[]
  store: PictureStore
}

async function coverChange(
  { container, covers: before }: Contents,
  steps: readonly CoverStep[],
  path: string,
  { readPictures, store }: CoverTools
): Promise<FieldChange[]> {
  if (steps.length === 0) return []
  const after = coversAsWritten(container, await coversAfter(steps, readPictures(path), store))
  requireHeld(container, before, after)
  return sameValues(before, after) ? [] : [{ field: 'cover', before, after }]
}

function valuesIn(reading: FileFields): EditedValues {
  const fields: FileField[] = [...tagFields, ...reading.custom.map(({ name }) => customField(name))]
  return new Map(fields.map(field => [sameFieldKey(field), { field, values: valuesOf(reading, field) }]))
}
