import { EarshotError } from '#contract/errors.ts'
import { changeFieldSchema, type ChangeField } from '#contract/change-fields.ts'
import { heardFields, tagFields, type TagField } from '#contract/field-uses.ts'
import type { ChangeChoice } from '#contract/tagging.ts'
import { plain } from '../terminal/text.ts'

/** What is proposed unless something else is asked for: what is heard well. */
export const usualFields = heardFields.join(',')

/** The fields of a list with commas. Throws bad-request. */
export function fieldsOf(text = usualFields): TagField[] {
  return text.split(',').map(name => {
    const field = tagFields.find(known => known === name.trim())
    if (field !== undefined) return field
    throw new EarshotError(
      'bad-request',
      `There is no field "${plain(name)}"; there are ${tagFields.join(', ')}.`
    )
  })
}

/** What a change is of. Throws bad-request. */
function changeFieldOf(text: string): ChangeField {
  const field = changeFieldSchema.safeParse(text.trim())
  return field.success ? field.data : fieldsOf(text)[0]!
}

/** `all`, `field=mood`, `value=Jazz`, `field=genre,value=Jazz`, `file=12`, `change=40`. */
export function choiceOf(text: string): ChangeChoice {
  if (text === 'all') return {}
  const choice: ChangeChoice = {}
  const value = /(?:^|,)value=(.*)$/s.exec(text)
  if (value) choice.value = value[1]!
  const rest = value ? text.slice(0, value.index) : text
  for (const part of rest === '' ? [] : rest.split(',')) {
    const [name, of = ''] = part.split('=')
    const number = Number(of)
    if (name === 'field') choice.field = changeFieldOf(of)
    else if (name === 'file' && Number.isInteger(number)) choice.fileIds = [number]
    else if (name === 'change' && Number.isInteger(number)) choice.changeIds = [number]
    else
      throw new EarshotError(
        'bad-request',
        `"${plain(part)}" names no changes; say all, field=…, value=…, file=… or change=….`
      )
  }
  return choice
}
