import type { Messages } from '../../messages.ts'
import { count, tracks } from '../numbers.ts'
import { josa } from '../particles.ts'

export const audit: Messages['tags']['audit'] = {
  lead: '파일에 적힌 장르 가운데 들리는 것과 맞지 않는 것이에요. 먼저 들어 보세요. 여기서는 아무것도 바뀌지 않아요.',
  none: '적힌 장르와 소리가 어긋나는 곡이 없어요',
  noneLead: '파일에 적힌 장르를 들리는 것과 견줘요. 앨범 전체를 먼저 봐요.',
  run: '다시 견주기',
  running: '적힌 것과 들리는 것을 견주는 중…',
  says: '적힌 값',
  sounds: '들리는 소리',
  nothing: '없음',
  single: '한 곡',
  of: tracks,
  evidence: '들어 보기',
  play: (track, term) => `${track} 재생, ${josa(term, '이/가')} 들리는 곳부터`,
  strength: ['약함', '뚜렷함', '강함'],
  add: name => `${josa(name, '을/를')} 계획에 추가`,
  addAll: '모두 선택',
  addNone: '선택 해제',
  make: n => `찾은 ${count(n)}건으로 계획 만들기`,
  planName: '장르 점검',
  more: n => `${count(n)}개 더 보기`
}
