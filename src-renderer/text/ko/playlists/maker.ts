import type { Meaning } from '#contract/remarks.ts'
import type { Messages } from '../../messages.ts'
import { tracks } from '../numbers.ts'
import { draftNoteText, meaningText } from './making.ts'

/** Meanings that hold for any words: they stand behind the words. */
const wordless = new Set(['example', 'filter', 'not-understood', 'reads', 'respelt'])

/** A part of a wish and what it was taken for. */
const chip = (text: string, meaning: Meaning): string =>
  wordless.has(meaning.code) || (meaning.code === 'sound' && meaning.negative)
    ? `${text}: ${meaningText(meaning)}`
    : meaningText(meaning)

/** Making a playlist from words, or as a way between sounds. */
export const maker: Messages['playlists']['maker'] = {
  title: '재생목록 만들기',
  lead: '무엇에 쓸지 친구에게 말하듯 적으세요. 소리를 설명하는 말은 한국어로도 되고, 길이와 흐름(“an hour of”, “starts calm”)은 영어로 적어야 알아들어요.',
  placeholder: 'An hour of music to cook to, starts calm, no vocals',
  label: '어떤 재생목록인지',
  kind: '시작하는 방법',
  kinds: { wish: '말로 설명', path: '한 소리에서 다른 소리로' },
  pathLead:
    '라이브러리를 한 걸음씩 지나는 길이에요. 한 곡이나 소리에서 다른 곡이나 소리로, 원하면 여러 곳을 거쳐서 가요.',
  points: {
    from: '시작',
    by: '거침',
    to: '끝',
    placeholder: '잔잔한 피아노',
    useTrack: '선택한 곡',
    clear: '다른 것으로',
    add: '거칠 곳 더하기',
    remove: '이곳 빼기'
  },
  go: '만들기',
  making: '순서를 맞추는 중…',
  stop: '중지',
  length: '길이',
  lengthKinds: { minutes: '분', tracks: '곡' },
  asSaid: '적은 대로',
  arc: '에너지',
  arcs: { none: '고르게', rise: '오름', fall: '내림', wave: '물결', drawn: '직접 그림' },
  draw: '첫 곡부터 끝 곡까지의 에너지: 막대를 끌거나 화살표 키를 쓰세요',
  bar: (at, of) => `${of}곳 중 ${at}번째의 에너지`,
  cap: '한 아티스트의 곡, 최대',
  anyNumber: '제한 없음',
  diversity: '다양성',
  fold: '중복 빼기',
  source: '고르는 곳',
  wholeLibrary: '라이브러리 전체',
  seeds: n => `${tracks(n)}에서 시작`,
  seedLibrary: '선택한 곡에서 시작',
  dropSeeds: '그 곡 없이',
  understood: '알아들은 것',
  chip,
  note: draftNoteText,
  save: '저장',
  saveLabel: '새 재생목록의 이름',
  again: '다른 곡으로 다시',
  againHint: '같은 요청에 다른 곡, 고정한 곡은 그대로',
  reroll: title => `${title} 대신 다른 곡`,
  emptyDraft: '라이브러리에 맞는 곡이 없어요',
  emptyDraftLead: '다른 말로 하거나 조건을 줄여 보세요.',
  start: '이런 것을 해 보세요',
  examples: [
    'An hour of calm piano, no vocals',
    'Energetic electronic music to run to, 40 minutes, starts slow',
    'Dark and mysterious, ten tracks'
  ],
  list: '초안'
}
