import type { Quantifier } from '../../../state/playlists/rule-shapes.ts'
import { fields } from '../fields.ts'
import { counted, lasting } from '../numbers.ts'
import { ruleNoteText } from './making.ts'

const tracks = (n: number): string => counted(n, 'track')

/** The rules of smart playlists. */
export const editor = {
  newTitle: 'New smart playlist',
  title: (name: string): string => `Rules of “${name}”`,
  name: 'Name',
  save: 'Save',
  cancel: 'Cancel',
  match: 'Tracks that fit',
  quantifiers: { all: 'all of these', any: 'any of these', none: 'none of these' } satisfies Record<
    Quantifier,
    string
  >,
  quantifier: 'How many have to fit',
  addRule: 'Rule',
  addGroup: 'Group',
  removeRule: 'Remove this rule',
  removeGroup: 'Remove this group',
  field: 'What is looked at',
  operator: 'How',
  value: 'Value',
  from: 'From',
  to: 'To',
  sort: 'Order',
  descending: 'Highest first',
  limit: 'At most',
  limits: { none: 'no limit', tracks: 'tracks', minutes: 'minutes', bytes: 'megabytes' },
  count: (n: number, duration: number): string =>
    n === 0 ? 'Nothing fits now' : `${tracks(n)} fit now · ${lasting(duration)}`,
  counting: 'Counting…',
  unfinished: 'Give every rule its value to see what fits.',
  note: ruleNoteText,
  above: (phrase: string, n: number): string => `“${phrase}”: ${tracks(n)} above its line`,
  deepest: 3,
  fields: fields.rules,
  operators: {
    is: 'is',
    isNot: 'is not',
    contains: 'contains',
    containsNot: 'does not contain',
    startsWith: 'starts with',
    endsWith: 'ends with',
    above: 'is above',
    below: 'is below',
    between: 'is between',
    inLast: 'in the last (days)',
    notInLast: 'not in the last (days)',
    before: 'before',
    after: 'after',
    empty: 'is empty',
    notEmpty: 'is not empty'
  } as Record<string, string>,
  yes: 'yes',
  no: 'no',
  sorts: fields.sorts
} as const
