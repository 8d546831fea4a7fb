import type { Suggestion } from '#contract/tagging.ts'
import { customName, isCustomField, type ChangeField } from '#contract/change-fields.ts'
import { fields } from '../fields.ts'
import { audit } from './audit.ts'
import { descriptionText } from './description.ts'
import { history } from './history.ts'
import { names } from './names.ts'
import { plans } from './plans.ts'
import { review } from './review.ts'
import { heard, picker, taught } from './taught.ts'
import { trust, trustShort } from './trust.ts'
import { valuesText, valueText } from './values.ts'
import { vocabulary } from './vocabulary.ts'

/** Words of the tags. */
export const tags = {
  description: descriptionText,
  sections: {
    taught: 'Taught',
    vocabulary: 'Vocabulary',
    audit: 'Audit',
    plans: 'Review',
    history: 'History'
  },
  sectionsLabel: 'Parts of the tags',

  groups: {
    genre: 'Genre',
    mood: 'Mood',
    instrument: 'Instrument',
    voice: 'Voice',
    energy: 'Energy',
    taught: 'Taught'
  } satisfies Record<Suggestion['group'], string>,
  fields: fields.tags,
  changed: (field: ChangeField): string =>
    isCustomField(field) ? customName(field) : { ...fields.tags, ...fields.changed }[field],

  value: valueText,
  values: valuesText,

  trust,
  trustShort,
  trustWords: ['not measured', 'weak', 'fair', 'good'] as const,

  heard,
  picker,
  taught,
  vocabulary,
  audit,
  names,
  plans,
  review,
  history
} as const
