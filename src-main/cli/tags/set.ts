import {
  customName,
  fileFieldSchema,
  isCustomField,
  isCustomName,
  type FileField
} from '#contract/change-fields.ts'
import type { Step } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import { tagFields } from '#contract/field-uses.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { editTags, type EditOptions } from './edit.ts'

/** What is set, added (`+=`) or taken away (`-=`); of custom names the last sign that fits counts. */
const change = /^([a-z]+|custom:.+?)([+-]?)=(.*)$/is

/** `earshot tag set FIELD=VALUE… [PATH…]`: what does not look like a change is a path. */
export async function setTags(session: Session, words: string[], options: EditOptions): Promise<ExitCode> {
  const changes = words.filter(word => change.test(word))
  const paths = words.filter(word => !change.test(word))
  const steps = stepsOf(changes)
  const names = [...new Set(steps.map(({ field }) => (isCustomField(field) ? customName(field) : field)))]
  return editTags(session, `Set ${names.join(', ')}`.slice(0, 200), steps, paths, options)
}

type SetStep = Extract<Step, { do: 'set' | 'add' | 'remove' }>

/** A field that is given several times has several values. Throws bad-request. */
export function stepsOf(words: readonly string[]): SetStep[] {
  if (words.length === 0) {
    throw new EarshotError(
      'bad-request',
      'Say what to set: FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE or FIELD=.'
    )
  }
  const steps: SetStep[] = []
  for (const word of words) {
    const [, name, sign, value] = change.exec(word)!
    const field = fileFieldOf(name!)
    const what = sign === '+' ? 'add' : sign === '-' ? 'remove' : 'set'
    const values = value === '' ? [] : [value!]
    const before = steps.find(step => step.do === what && step.field === field)
    if (before) before.values.push(...values)
    else steps.push({ do: what, field, values })
  }
  return steps
}

/** Throws bad-request. */
export function fileFieldOf(text: string): FileField {
  const field = fileFieldSchema.safeParse(text.trim())
  if (field.success) return field.data
  const why = isCustomField(text)
    ? `"${plain(customName(text))}" is no name for a field${isCustomName(customName(text)) ? '' : ' (up to 100 letters, without spaces at its ends)'}.`
    : `There is no field "${plain(text)}"; there are ${tagFields.join(', ')}, and custom:NAME.`
  throw new EarshotError('bad-request', why)
}

/** Fields with commas between them. */
export const fileFieldsOf = (text: string): FileField[] => text.split(',').map(fileFieldOf)
