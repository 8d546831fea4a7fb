import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { DraftNote, Meaning, RuleNote } from '#contract/remarks.ts'
import { expectationText } from '../expected.ts'
import { tracks as counted } from '../numbers.ts'
import { josa } from '../particles.ts'
import { spoken } from '../sentence.ts'

/** What is remarked on the making of playlists. */

const years = {
  in: year => `${year}년`,
  after: year => `${year}년보다 뒤`,
  since: year => `${year}년부터`,
  before: year => `${year}년보다 앞`,
  until: year => `${year}년까지`
} satisfies Record<string, (year: number) => string>
const decades = { in: '연대', after: '연대보다 뒤', before: '연대보다 앞' } as const
const limits = { least: '이상', most: '이하', over: '초과', under: '미만' } as const
const arcs = { rise: '에너지가 오름', fall: '에너지가 내림', wave: '에너지가 물결침' } as const
const ends = { start: '시작', middle: '거침', end: '끝' } as const
const energies = { little: '에너지 적게', some: '에너지 중간', much: '에너지 많이' } as const
const within = { week: '일주일', month: '한 달', year: '한 해' } as const

const meanings: WordsOf<Meaning> = {
  sound: ({ phrase, negative }) => (negative ? '되도록 적게' : `"${phrase}"처럼 들리는 소리`),
  respelt: ({ phrase, negative }) =>
    `${josa(`"${phrase}"`, '으로/로')} 알아들음${negative ? ', 되도록 적게' : ''}`,
  example: ({ negative }) => (negative ? '이것과 다르게' : '이것과 비슷하게'),
  filter: ({ negative }) => (negative ? '이것은 빼고' : '이것만'),
  'not-understood': ({ expected }) =>
    `알아듣지 못함. 여기에 쓸 수 있는 것: ${expected ? expectationText(expected) : '낱말'}`,
  'unknown-sound': ({ phrase }) => `소리로는 모르는 말이라 ${josa(`"${phrase}"`, '을/를')} 이름에서만 찾음`,
  length: ({ seconds }) => `길이 ${spoken(seconds)}`,
  tracks: ({ tracks }) => counted(tracks),
  each: ({ is, minutes }) => `한 곡이 ${minutes}분보다 ${is === 'shorter' ? '짧게' : '길게'}`,
  'artist-cap': ({ tracks }) => `한 아티스트는 최대 ${counted(tracks)}`,
  years: ({ from, to }) => `${from}년부터 ${to}년까지`,
  year: ({ is, year }) => years[is](year),
  decade: ({ is, decade }) => `${decade.replace(/s$/, '')}년${decades[is].replace(/^연/, '')}`,
  tempo: ({ from, to }) => `빠르기 ${from}–${to} BPM`,
  'tempo-limit': ({ is, bpm }) => `${bpm} BPM ${limits[is]}`,
  added: ({ within: span }) => `최근 ${within[span]} 안에 추가한 곡`,
  reads: ({ filter }) => `${josa(filter, '으로/로')} 읽음`,
  'in-playlist': ({ name }) => `"${name}"의 곡만`,
  lossless: () => '무손실 파일',
  end: ({ which, energy, phrase }) => `${ends[which]}: ${energy === null ? `"${phrase}"` : energies[energy]}`,
  arc: ({ arc }) => arcs[arc],
  way: ({ from, to, arc }) => `"${from}"에서 "${to}"까지, ${arcs[arc]}`,
  point: ({ at, title }) => `${ends[at]}, 그렇게 들리는 곡: ${title}`
}

/** What a part of a wish was taken for. */
export const meaningText = (meaning: Meaning): string => inWords<Meaning>(meanings, meaning)

const drafts: WordsOf<DraftNote> = {
  'nothing-answers': () => '라이브러리에 이 요청에 맞는 곡이 없어요. 다른 것을 요청해 보세요.',
  'nothing-stands-out': () => '라이브러리에 뚜렷이 맞는 곡은 없어요. 이것이 가장 가까워요.',
  'few-fit': ({ fitting, beyond }) =>
    `${counted(fitting)}이 맞아요. 이 가운데 ${counted(beyond)}은 기준선을 넘지 못하고 가까울 뿐이에요.`,
  'no-more-tracks': ({ tracks }) => `${counted(tracks)}까지만 있어요.`,
  'no-more-time': ({ seconds }) => `${spoken(seconds)}까지만 있어요.`,
  'artist-cap': ({ left, cap }) => `한 아티스트 최대 ${counted(cap)} 제한으로 ${counted(left)}이 빠졌어요.`,
  'same-recording': ({ left }) => `같은 녹음이라서 ${counted(left)}이 빠졌어요.`,
  unheard: ({ tracks }) => `아직 듣지 않은 ${counted(tracks)}은 소리를 모른 채 넣었어요.`,
  'short-way': ({ tracks }) => `이 길에는 ${counted(tracks)}밖에 없어요.`,
  'closest-time': ({ minutes, seconds }) =>
    `${minutes}분에 가장 가깝게 맞출 수 있는 길이는 ${josa(spoken(seconds), '이에요/예요')}.`,
  'more-points': ({ tracks, asked }) =>
    `${counted(asked)}이 아니라 ${counted(tracks)}이에요. 정한 곳이 모두 들어가야 해요.`
}

/** What of a draft could not be done as asked. */
export const draftNoteText = (note: DraftNote): string => inWords<DraftNote>(drafts, note)

const rules: WordsOf<RuleNote> = {
  'part-left-out': ({ text, phrase, expected }) =>
    `"${phrase}"의 ${josa(text, '을/를')} 뺐어요. 여기에 쓸 수 있는 것: ${expected ? expectationText(expected) : '낱말'}.`,
  'unknown-sound': ({ text }) =>
    `Earshot은 "${text}"의 소리를 몰라요. 가장 가까운 것을 담지만 우연일 뿐이에요.`,
  'taught-tag-gone': () => '규칙에 있는 가르친 태그가 이제 없어요. 그 태그가 붙은 곡도 없어요.',
  'playlist-gone': () => '규칙에 있는 재생목록이 이제 없어요. 그 안에 든 곡도 없어요.'
}

/** What of a smart playlist's rules comes to nothing. */
export const ruleNoteText = (note: RuleNote): string => inWords<RuleNote>(rules, note)
