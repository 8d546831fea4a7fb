import type { Messages } from '../../messages.ts'
import { count, tracks } from '../numbers.ts'
import { josa } from '../particles.ts'

type Tags = Messages['tags']

/** What a track sounds like, in words. */
export const heard: Tags['heard'] = {
  label: '들리는 소리',
  search: term => `${term} 검색`,
  play: (term, from) => `${josa(term, '이/가')} 가장 잘 들리는 곳 재생 (${from})`,
  unsure: '덜 확실해서 쓰기를 제안하지 않아요',
  written: '이미 파일에 있음',
  nothing: '이름 붙일 만큼 뚜렷한 것이 없어요.',
  guesses: n => `추측 ${count(n)}개 보기`,
  fewer: '추측 숨기기',
  loading: '낱말을 듣는 중…',
  teach: '이 곡에 태그 달기'
}

/** Tagging a track with a word of one’s own. */
export const picker: Tags['picker'] = {
  title: track => `“${track}”에 태그 달기`,
  placeholder: '가르친 태그, 또는 새 태그',
  list: '가르친 태그',
  create: name => `새 태그 “${name}”, 이 곡이 첫 예`,
  hint: 'Enter: 맞음 · Shift Enter: 아님',
  none: '아직 가르친 태그가 없어요. 이름을 적어 첫 태그를 만드세요.',
  marked: (track, tag, mark) =>
    mark === 'yes'
      ? `“${track}”에 ${josa(tag, '을/를')} 달았어요`
      : `“${track}”에는 ${josa(tag, '이/가')} 아니라고 했어요`
}

export const taught: Tags['taught'] = {
  lead: '나만의 낱말이에요. 몇 곡에 예나 아니요로 답하면 Earshot이 나머지를 찾아요.',
  none: 'Earshot에 나만의 낱말을 가르치세요',
  noneLead:
    '들을 수 있는 것이면 무엇이든 돼요: “일요일 부엌”, “달릴 때 좋은”. 세 곡 이상에 예, 거의 맞는 몇 곡에 아니요로 답하세요. Earshot이 나머지를 찾고, 확실하지 않은 곡은 물어봐요.',
  name: '새 태그의 이름',
  create: '만들기',
  list: '가르친 태그',
  examples: (yes, no) => `예 ${count(yes)} · 아니요 ${count(no)}`,
  needs: yes => `얼마나 맞는지 말하려면 예가 ${count(yes)}개 더 필요해요.`,
  learns: '다른 앨범의 예가 하나 있으면 얼마나 맞는지 말할 수 있어요.',
  found: n => `기준선 위 ${tracks(n)}`,
  ask: '묻는 곡: 여기에 답하면 가장 많이 배워요',
  ranked: '맞는 곡, 잘 맞는 순서',
  examplesHead: '내가 답한 예',
  line: '위는 맞는 곡 · 아래는 덜 그럴듯한 곡',
  yes: '예',
  no: '아니요',
  yesNamed: track => `예, ${josa(track, '은/는')} 맞아요`,
  noNamed: track => `아니요, ${josa(track, '은/는')} 아니에요`,
  marks: { yes: '예라고 답함', no: '아니요라고 답함' },
  likely: ['그럴듯하지 않음', '그럴 수 있음', '그럴듯함'],
  keys: 'y 예 · n 아니요 · Enter 재생',
  rename: '이름 바꾸기',
  renameLabel: '새 이름',
  save: '저장',
  remove: '제거',
  removed: name => `${josa(name, '을/를')} 제거했어요. 답한 예는 보관해요.`,
  start: '아직 예가 없어요',
  startLead: '라이브러리에서 곡을 골라 t를 누르거나, 그 낱말로 검색해서 찾은 곡부터 시작하세요.',
  searchFor: name => `“${name}” 검색`
}
