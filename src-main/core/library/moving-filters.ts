import { fieldOf } from '#contract/fields.ts'
import { filterFields, isNamedFilter, namesOfFilter } from '#contract/field-uses.ts'

const moving = filterFields
  .filter(field => isNamedFilter(field) || (field !== 'is' && fieldOf(field).kind === 'date'))
  .flatMap(namesOfFilter)
const spoken = new RegExp(`\\b(?:${moving.join('|')}):`, 'i')

/** Whether a search speaks of days ago or of other sets, so that tracks come and go without having changed. */
export const moves = (search: string): boolean => spoken.test(search)
