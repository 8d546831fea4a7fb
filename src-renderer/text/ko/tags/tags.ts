import { customName, isCustomField } from '#contract/change-fields.ts'
import type { Messages } from '../../messages.ts'
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
export const tags: Messages['tags'] = {
  description: descriptionText,
  sections: {
    taught: '가르친 태그',
    vocabulary: '어휘',
    audit: '점검',
    plans: '검토',
    history: '기록'
  },
  sectionsLabel: '태그의 부분',

  groups: {
    genre: '장르',
    mood: '분위기',
    instrument: '악기',
    voice: '목소리',
    energy: '에너지',
    taught: '가르친 태그'
  },
  fields: fields.tags,
  changed: field => (isCustomField(field) ? customName(field) : { ...fields.tags, ...fields.changed }[field]),

  value: valueText,
  values: valuesText,

  trust,
  trustShort,
  trustWords: ['측정 안 함', '약함', '보통', '좋음'],

  heard,
  picker,
  taught,
  vocabulary,
  audit,
  names,
  plans,
  review,
  history
}
