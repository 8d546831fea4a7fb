import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { Condition } from '#contract/rules.ts'
import type { Chosen, EntryReason, Follows, SmartReason, SoundReason, WayPlace } from '#contract/reasons.ts'
import { valuesOf } from '#contract/rule-values.ts'
import { opened } from './sentence.ts'

/** Words for why tracks are where they are. */

const sounds = {
  'very-close': 'very close to the one before',
  close: 'close to the one before',
  'some-way': 'some way from the one before',
  change: 'a change from the one before'
} satisfies Record<Follows['sound'], string>
const keys = { same: 'same key', neighbouring: 'neighbouring key' } as const
const energies = { more: 'more energy', less: 'calmer' } as const
/** Of a track twice as fast as the one before each second beat is counted, so that the two can be compared. */
const times = {
  same: '',
  double: ' when counted at half speed',
  half: ' when counted at double speed'
} as const

function tempoText({ change, time }: NonNullable<Follows['tempo']>): string {
  const tempo = change === 0 ? 'same tempo' : `${Math.abs(change)} BPM ${change > 0 ? 'faster' : 'slower'}`
  return `${tempo}${times[time]}`
}

/** "very close to the one before, 2 BPM faster, same key, calmer" */
const followsText = ({ sound, tempo, key, energy }: Follows): string =>
  [sounds[sound], tempo && tempoText(tempo), key && keys[key], energy && energies[energy]]
    .filter(Boolean)
    .join(', ')

const fits = { well: 'fits well', enough: 'fits', nearly: 'comes near' } as const
const chosen = {
  locked: () => 'locked here',
  kept: () => 'kept as asked',
  fits: ({ how, heard, named }) => {
    const more = [heard.join(', '), ...named.map(text => `"${text}" in its names or tags`)].filter(Boolean)
    return more.length === 0 ? fits[how] : `${fits[how]}: ${more.join('; ')}`
  }
} satisfies WordsOf<Chosen>

const places = {
  start: () => 'the start of the path',
  point: () => 'a point of the path',
  end: () => 'the end of the path',
  'near-last': ({ from }) => `still nearer to "${from}"`,
  'half-way': ({ from, to }) => `half way from "${from}" to "${to}"`,
  'near-next': ({ to }) => `nearer to "${to}"`
} satisfies WordsOf<WayPlace>

/** "Close to the one before, same key; fits well: piano, sad" */
const joined = (follows: Follows | null, more: string | null): string =>
  opened([follows && followsText(follows), more].filter(Boolean).join('; '))

const entries = {
  made: one =>
    joined(one.follows, one.chosen && inWords<Chosen>(chosen, one.chosen)) || 'It opens the playlist',
  'on-the-way': one => joined(one.follows, inWords<WayPlace>(places, one.place)),
  bridges: ({ title, from, to, smoother }) =>
    `"${title}" lies between "${from}" and "${to}": the roughest step here becomes ${Math.round(100 * smoother)} % smoother.`,
  'found-by': ({ texts }) => texts.join(', '),
  written: ({ text }) => text
} satisfies WordsOf<EntryReason>

/** Why an entry of a list is there. */
export const entryReasonText = (reason: EntryReason): string => inWords<EntryReason>(entries, reason)

const operators: Record<Condition['op'], string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  containsNot: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  above: 'above',
  below: 'below',
  between: 'between',
  inLast: 'in the last days:',
  notInLast: 'not in the last days:',
  before: 'before',
  after: 'after',
  empty: 'is empty',
  notEmpty: 'is not empty'
}

/** "year above 1990", "duration below 4m" */
function conditionText(one: Condition): string {
  return [one.field, operators[one.op], valuesOf(one).join(' and ')].join(' ').trim()
}

const soundReasons = {
  'found-by': ({ phrase }) => `now found by "${phrase}".`,
  'heard-as': ({ phrase, score, line }) =>
    `now heard as "${phrase}" (${score === null ? '' : `${score.toFixed(1)}, `}line ${line.toFixed(1)}).`,
  'above-taught-line': () => 'above the line of a taught tag now.'
} satisfies WordsOf<SoundReason>

const changes = {
  'found-by': one => opened(soundReasons['found-by'](one)),
  'heard-as': one => opened(soundReasons['heard-as'](one)),
  'above-taught-line': () => opened(soundReasons['above-taught-line']()),
  'new-in-library': ({ sound }) =>
    sound ? `New in the library; ${inWords<SoundReason>(soundReasons, sound)}` : 'New in the library.',
  fits: () => 'It fits the rules now.',
  'within-limit': () => 'It fits the rules, and is now within the limit.',
  'in-random-order': () => 'In today’s random order.',
  'rule-holds': ({ rule }) => `It has "${conditionText(rule)}" now.`,
  'fits-no-more': () => 'It does not fit the rules any more.',
  'beyond-limit': () => 'Others took its place within the limit.',
  'out-of-random-order': () => 'Not in today’s random order.',
  'no-longer-found-by': ({ phrase }) => `No longer found by "${phrase}".`,
  'no-longer-heard-as': ({ phrase, line }) => `No longer heard as "${phrase}" (line ${line.toFixed(1)}).`,
  'rule-holds-no-more': ({ rule }) => `It does not have "${conditionText(rule)}" any more.`,
  'file-away': () => 'Its file is away.',
  'not-in-library': () => 'It is not in the library any more.',
  written: ({ text }) => text
} satisfies WordsOf<SmartReason>

/** Why a track came into a smart playlist, or went. */
export const smartReasonText = (reason: SmartReason): string => inWords<SmartReason>(changes, reason)
