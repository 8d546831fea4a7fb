import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { Condition } from '#contract/rules.ts'
import type { Chosen, EntryReason, Follows, SmartReason, SoundReason, WayPlace } from '#contract/reasons.ts'
import { valuesOf } from '#contract/rule-values.ts'
import { fields } from '../fields.ts'
import { decimal } from '../numbers.ts'
import { josa } from '../particles.ts'

/** Why tracks are where they are. */

const sounds = {
  'very-close': '앞 곡과 매우 가까움',
  close: '앞 곡과 가까움',
  'some-way': '앞 곡과 조금 떨어짐',
  change: '앞 곡과 달라짐'
} satisfies Record<Follows['sound'], string>
const keys = { same: '같은 조성', neighbouring: '이웃한 조성' } as const
const energies = { more: '더 힘참', less: '더 차분함' } as const
/** Of a track twice as fast as the one before each second beat is counted, so that the two can be compared. */
const times = { same: '', double: '절반 빠르기로 세면 ', half: '두 배 빠르기로 세면 ' } as const

function tempoText({ change, time }: NonNullable<Follows['tempo']>): string {
  const tempo = change === 0 ? '같은 빠르기' : `${Math.abs(change)} BPM ${change > 0 ? '빠름' : '느림'}`
  return `${times[time]}${tempo}`
}

/** "앞 곡과 매우 가까움, 2 BPM 빠름, 같은 조성, 더 차분함" */
const followsText = ({ sound, tempo, key, energy }: Follows): string =>
  [sounds[sound], tempo && tempoText(tempo), key && keys[key], energy && energies[energy]]
    .filter(Boolean)
    .join(', ')

const fits = { well: '잘 맞음', enough: '맞음', nearly: '가까움' } as const
const chosen: WordsOf<Chosen> = {
  locked: () => '여기에 고정됨',
  kept: () => '요청대로 담음',
  fits: ({ how, heard, named }) => {
    const more = [heard.join(', '), ...named.map(text => `이름이나 태그에 "${text}"`)].filter(Boolean)
    return more.length === 0 ? fits[how] : `${fits[how]}: ${more.join('; ')}`
  }
}

const places: WordsOf<WayPlace> = {
  start: () => '길의 시작',
  point: () => '길에서 거치는 곳',
  end: () => '길의 끝',
  'near-last': ({ from }) => `아직 "${from}"에 더 가까움`,
  'half-way': ({ from, to }) => `"${from}"에서 "${to}"까지의 중간`,
  'near-next': ({ to }) => `"${to}"에 더 가까움`
}

/** "앞 곡과 가까움, 같은 조성; 잘 맞음: piano, sad" */
const joined = (follows: Follows | null, more: string | null): string =>
  [follows && followsText(follows), more].filter(Boolean).join('; ')

const entries: WordsOf<EntryReason> = {
  made: one => joined(one.follows, one.chosen && inWords<Chosen>(chosen, one.chosen)) || '재생목록을 여는 곡',
  'on-the-way': one => joined(one.follows, inWords<WayPlace>(places, one.place)),
  bridges: ({ title, from, to, smoother }) =>
    `${josa(`"${title}"`, '은/는')} ${josa(`"${from}"`, '과/와')} "${to}" 사이에 있어요. 여기서 가장 거친 걸음이 ${Math.round(100 * smoother)}% 부드러워져요.`,
  'found-by': ({ texts }) => texts.join(', '),
  written: ({ text }) => text
}

/** Why an entry of a list is there. */
export const entryReasonText = (reason: EntryReason): string => inWords<EntryReason>(entries, reason)

/** The values stand before what is asked of them. */
const operators: Record<Condition['op'], (values: string) => string> = {
  is: values => values,
  isNot: values => `${values} 아님`,
  contains: values => `${values} 포함`,
  containsNot: values => `${values} 포함하지 않음`,
  startsWith: values => `${josa(values, '으로/로')} 시작`,
  endsWith: values => `${josa(values, '으로/로')} 끝남`,
  above: values => `${values}보다 큼`,
  below: values => `${values}보다 작음`,
  between: values => `${values} 사이`,
  inLast: values => `최근 ${values}일`,
  notInLast: values => `최근 ${values}일이 아님`,
  before: values => `${values} 이전`,
  after: values => `${values} 이후`,
  empty: () => '비어 있음',
  notEmpty: () => '비어 있지 않음'
}

/** "연도: 1990보다 큼", "길이: 4m보다 작음" */
const conditionText = (one: Condition): string =>
  `${fields.rules[one.field]}: ${operators[one.op](valuesOf(one).join('–'))}`

const soundReasons: WordsOf<SoundReason> = {
  'found-by': ({ phrase }) => `이제 ${josa(`"${phrase}"`, '으로/로')} 찾아져요.`,
  'heard-as': ({ phrase, score, line }) =>
    `이제 ${josa(`"${phrase}"`, '으로/로')} 들려요(${score === null ? '' : `${decimal(score, 1)}, `}기준선 ${decimal(line, 1)}).`,
  'above-taught-line': () => '이제 가르친 태그의 기준선 위에 있어요.'
}

const changes: WordsOf<SmartReason> = {
  'found-by': soundReasons['found-by'],
  'heard-as': soundReasons['heard-as'],
  'above-taught-line': soundReasons['above-taught-line'],
  'new-in-library': ({ sound }) =>
    sound
      ? `라이브러리에 새로 왔고, ${inWords<SoundReason>(soundReasons, sound)}`
      : '라이브러리에 새로 왔어요.',
  fits: () => '이제 규칙에 맞아요.',
  'within-limit': () => '규칙에 맞고, 이제 제한 안에 들어요.',
  'in-random-order': () => '오늘의 무작위 순서에 들었어요.',
  'rule-holds': ({ rule }) => `이제 이 규칙에 맞아요: ${conditionText(rule)}.`,
  'fits-no-more': () => '더는 규칙에 맞지 않아요.',
  'beyond-limit': () => '제한 안에서 다른 곡이 자리를 차지했어요.',
  'out-of-random-order': () => '오늘의 무작위 순서에 들지 않았어요.',
  'no-longer-found-by': ({ phrase }) => `더는 ${josa(`"${phrase}"`, '으로/로')} 찾아지지 않아요.`,
  'no-longer-heard-as': ({ phrase, line }) =>
    `더는 ${josa(`"${phrase}"`, '으로/로')} 들리지 않아요(기준선 ${decimal(line, 1)}).`,
  'rule-holds-no-more': ({ rule }) => `더는 이 규칙에 맞지 않아요: ${conditionText(rule)}.`,
  'file-away': () => '파일이 지금 없어요.',
  'not-in-library': () => '이제 라이브러리에 없어요.',
  written: ({ text }) => text
}

/** Why a track came into a smart playlist, or went. */
export const smartReasonText = (reason: SmartReason): string => inWords<SmartReason>(changes, reason)
