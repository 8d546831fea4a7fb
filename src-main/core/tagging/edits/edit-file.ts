import { customField, sameFieldKey, type FileField } from '#contract/change-fields.ts'
import { isCoverStep, type CoverStep } from '#contract/edits.ts'
import { EarshotError, type Failure } from '#contract/errors.ts'
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

/** What a file cannot hold is a change, too, with the reason why it cannot be made. */
type WishedChange = FieldChange & { failure: Failure | null }

/** What comes of steps over one file. `endless`: why no other file needs to be tried. */
export type FileEdit = { changes: WishedChange[] } | { endless: string }

/** A step over one file. */
export type FileStep = TrackStep | CoverStep

/** Throws bad-request and not-found for pictures that are none, or not kept. Blocks: for workers. */
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

function changeOf(reading: FileFields, field: FileField, values: readonly string[]): WishedChange[] {
  const before = valuesOf(reading, field)
  if (sameValues(before, values)) return []
  return wished({ field, before, after: [...values] }, () => {
    requireValues(
      field,
      values.filter(value => !before.includes(value)),
      before.length
    )
    return fieldsAsWritten(reading.container, { [field]: [...values] })[field] ?? []
  })
}

/** `held`: what the file can hold of it; throws bad-request. */
function wished(change: FieldChange, held: () => string[]): WishedChange[] {
  try {
    const after = held()
    return sameValues(change.before, after) ? [] : [{ ...change, after, failure: null }]
  } catch (thrown) {
    if (!(thrown instanceof EarshotError) || thrown.code !== 'bad-request') throw thrown
    return [{ ...change, failure: { code: 'not-held', message: thrown.message } }]
  }
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
): Promise<WishedChange[]> {
  if (steps.length === 0) return []
  const after = coversAsWritten(container, await coversAfter(steps, readPictures(path), store))
  return wished({ field: 'cover', before, after }, () => {
    requireHeld(container, before, after)
    return after
  })
}

function valuesIn(reading: FileFields): EditedValues {
  const fields: FileField[] = [...tagFields, ...reading.custom.map(({ name }) => customField(name))]
  return new Map(fields.map(field => [sameFieldKey(field), { field, values: valuesOf(reading, field) }]))
}
