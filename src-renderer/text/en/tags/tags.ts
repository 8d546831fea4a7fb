import type { TagField } from '#contract/field-uses.ts'
import type { Suggestion } from '#contract/tagging.ts'
import { audit } from './audit.ts'
import { history } from './history.ts'
import { plans } from './plans.ts'
import { review } from './review.ts'
import { heard, picker, taught } from './taught.ts'
import { trust, trustShort } from './trust.ts'
import { vocabulary } from './vocabulary.ts'

/** Words of the tags. */
export const tags = {
  title: 'Tags',
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
  fields: {
    genre: 'Genre',
    mood: 'Mood',
    bpm: 'Tempo',
    key: 'Key',
    comment: 'Comment',
    instrument: 'Instrument',
    voice: 'Voice',
    energy: 'Energy',
    taught: 'Taught tags'
  } satisfies Record<TagField, string>,

  trust,
  trustShort,
  trustWords: ['not measured', 'weak', 'fair', 'good'] as const,

  heard,
  picker,
  taught,
  vocabulary,
  audit,
  plans,
  review,
  history
} as const
