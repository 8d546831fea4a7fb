import type { Reason } from '#contract/entities.ts'
import { keyDoubt, tempoDoubt, type Doubt } from '#contract/measured.ts'
import { clock } from '../format.ts'
import type { Messages } from '../messages.ts'
import { count, day, decimal } from './numbers.ts'

export const inspector: Messages['inspector'] = {
  label: '곡 정보',
  why: '이 곡이 나온 까닭',
  close: '곡 정보 닫기',
  cover: title => `${title} 커버`,
  best: '가장 잘 맞는 순간',
  playMoment: (from, passage) => (passage === '' ? `${from}부터 재생` : `${from}부터 재생: ${passage}`),
  versions: '이 녹음의 다른 버전',
  passages: '이 파일의 곡',
  passage: place => `트랙 ${place}`,
  up: '순위를 올린 것',
  down: '순위를 내린 것',
  kept: '요청대로인 것',
  heard: '들리는 소리',
  facts: '파일',
  none: '곡을 고르면 자세한 정보가 보여요.',
  like: '이 곡과 비슷하게',
  unlike: '이 곡과 다르게',
  reveal: '폴더에서 보기',
  notHeard: 'Earshot이 아직 이 곡을 듣지 않았어요.',
  notMusic: '음악보다는 말소리나 소음이 많아요.',
  effect: '관계없는 표현보다 높은 표준편차'
}

const kinds: Record<Reason['kind'], string> = {
  sound: '소리',
  words: '이름에 적힘',
  tag: '들린 태그',
  like: '비슷한 곡',
  negative: '원하지 않은 것',
  filter: '필터'
}

const reasonText: Messages['reasons']['text'] = ({ kind, text, effect }, nameOf) =>
  kind === 'negative' && effect >= 0 ? `${nameOf(text)} 없음` : nameOf(text)

const places = (at: Reason['at']): string => (at?.[0] ? ` ${clock(at[0].start)}–${clock(at[0].end)}` : '')

/** What a track was found for. */
export const reasons: Messages['reasons'] = {
  text: reasonText,
  kind: ({ kind, effect }) => (kind === 'negative' && effect >= 0 ? '요청대로 들리지 않음' : kinds[kind]),
  at: passage => `${clock(passage.start)}–${clock(passage.end)}`,
  play: (text, passage) => `${text} 재생: ${clock(passage.start)}–${clock(passage.end)}`,
  row: (all, nameOf) =>
    all.map(one => `${reasonText(one, nameOf)}${one.effect > 0 ? places(one.at) : ''}`).join(' · ')
}

/** "Windows-1252", "UTF-8", "Shift_JIS". */
const charsetName = (name: string): string =>
  /^(?:utf|iso|euc|koi8|gb)/.test(name)
    ? name.toUpperCase()
    : name.replace(/^\p{L}/u, first => first.toUpperCase())

const doubts: Record<Doubt, string> = { sure: '약', likely: '아마', unsure: '어쩌면' }

/** What the file says of itself, and what was measured. */
export const facts: Messages['facts'] = {
  album: '앨범',
  year: '연도',
  genre: '장르',
  tempo: '빠르기',
  key: '조성',
  loudness: '음량',
  length: '길이',
  format: '형식',
  place: '위치',
  texts: '글자',
  readAs: charset => `${charsetName(charset)} 문자 집합으로 읽었어요`,
  bpm: n => `${count(n)} bpm`,
  lufs: n => `${decimal(n, 1)} LUFS`,
  measuredTempo: measured => {
    const doubt = tempoDoubt(measured)
    const other = measured.bpmOther === null ? '' : `, 또는 ${count(measured.bpmOther)}`
    return doubt === null ? '' : `측정: ${doubts[doubt]} ${count(measured.bpm!)} bpm${other}`
  },
  measuredKey: measured => {
    const doubt = keyDoubt(measured)
    if (doubt === null) return ''
    return `측정: ${doubt === 'sure' ? '' : `${doubts[doubt]} `}${measured.key!}`
  }
}

/** What is known of a track being played, and what it is worth to its owner. */
export const listening: Messages['listening'] = {
  rating: '내 별점',
  fromFile: '파일에 적힌 별점',
  rate: stars => `별 5개 중 ${stars}개`,
  unrate: stars => `별 5개 중 ${stars}개: 별점 지우기`,
  played: (plays, at) => {
    if (plays === 0) return '아직 재생하지 않음'
    const times = `${count(plays)}회 재생`
    return at === null ? times : `${times}, 마지막 ${day(at)}`
  }
}
