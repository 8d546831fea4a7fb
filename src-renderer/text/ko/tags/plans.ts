import type { Messages } from '../../messages.ts'
import { fields as names } from '../fields.ts'
import { count, tracks as counted } from '../numbers.ts'
import { josa } from '../particles.ts'

export const plans: Messages['tags']['plans'] = {
  lead: '계획에는 어느 파일에 무엇을 쓸지 적혀 있어요. 확인하기 전에는 아무것도 쓰지 않아요.',
  none: '아직 계획이 없어요',
  noneLead:
    'Earshot이 확실한 태그를 제안해요. 훑어보고 마음대로 고친 다음에야 파일에 써요. 모두 되돌릴 수 있어요.',
  make: '새 계획',
  named: (fields, tracks) => `${counted(tracks)}의 ${fields.map(field => names.tags[field]).join(', ')}`,
  oldTexts: {
    planName: '오래된 태그의 글자',
    make: n => `오래된 글자 바로잡기 (${count(n)})`,
    why: n =>
      `${counted(n)}의 태그에 어떤 글자인지 적혀 있지 않아요. Earshot이 앨범 전체를 보고 알아내어 쓸 값을 제안해요.`
  },
  importPlan: '계획 가져오기',
  list: '계획',
  columns: { name: '계획', state: '상태', files: '파일', changes: '변경', made: '만든 날' },
  states: { making: '만드는 중', open: '검토할 것', written: '씀', discarded: '버림' },
  open: name => `${name} 검토`,
  accepted: (accepted, all) => `${count(all)}건 중 ${count(accepted)}건 수락`,
  outcome: (written, failed) =>
    failed ? `${count(written)}건 씀, ${count(failed)}건 거절됨` : `${count(written)}건 씀`,
  discard: '버리기',
  discarded: name => `${josa(name, '을/를')} 버렸어요. 파일은 건드리지 않았어요.`,
  exportPlan: '내보내기',
  form: {
    name: '이름',
    namePlaceholder: '선택 사항',
    scope: '대상',
    scopes: { all: '라이브러리 전체' },
    searchCount: n => `검색한 곡 (${count(n)})`,
    oneNamed: track => `“${track}”만`,
    fields: '쓸 것',
    mode: '필드가',
    modes: {
      fill: '비어 있을 때',
      add: '차 있으면 더하기',
      replace: '차 있으면 바꾸기'
    },
    modeNotes: {
      fill: '빈 필드만 채워요. 적어 둔 것은 바뀌지 않아요.',
      add: '적힌 값 옆에 새 값을 더해요. 아무것도 빼지 않아요.',
      replace: '파일의 값을 바꿔요. 주의해서 살펴보세요.'
    },
    unsure: '덜 확실한 낱말도 포함(수락하지 않은 채로 나와요)',
    run: '계획 만들기',
    running: '시작하는 중…'
  }
}
