import { isCustomField, type FileField } from '#contract/change-fields.ts'
import type { KnownValue } from '#contract/edits.ts'
import { termGroups } from '#contract/field-uses.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { fold } from '../../database/fold.ts'
import type { Database } from '../../database/open.ts'
import { keptFields, knownValueStatements, type KeptField } from '../../database/statements/known-values.ts'
import { taughtStatements } from '../../database/statements/taught.ts'
import { termStatements } from '../../database/statements/terms.ts'
import { vocabulary } from '../terms/vocabulary.ts'

/** Values that could be meant for a field, from what begins like them. */
export function knownValues(db: Database, { field, begins, limit }: ParsedInput<'tags.known'>): KnownValue[] {
  const kept = keptAs(field)
  if (kept !== null) return knownValueStatements(db).known(kept, begins, limit)
  // The library keeps no composers; many of them are artists as well.
  if (field === 'composer')
    return knownValueStatements(db)
      .known('artist', begins, limit)
      .map(({ value }) => ({ value, tracks: null }))
  const wanted = fold(begins)
  return namesFor(db, field)
    .filter(name => fold(name).startsWith(wanted))
    .slice(0, limit)
    .map(value => ({ value, tracks: null }))
}

const keptAs = (field: FileField): KeptField | null => keptFields.find(known => known === field) ?? null

/** What is not kept of files, but has a list of its own. */
function namesFor(db: Database, field: FileField): string[] {
  if (isCustomField(field)) return []
  if (field === 'taught')
    return taughtStatements(db)
      .all()
      .map(({ name }) => name)
  const group = termGroups.find(known => known === field)
  return vocabulary(termStatements(db).all())
    .filter(term => term.group === group && term.enabled)
    .map(({ name }) => name)
}
