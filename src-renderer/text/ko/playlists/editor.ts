import type { Messages } from '../../messages.ts'
import { fields } from '../fields.ts'
import { lasting, tracks } from '../numbers.ts'
import { ruleNoteText } from './making.ts'

/** The rules of smart playlists. */
export const editor: Messages['playlists']['editor'] = {
  newTitle: '새 스마트 재생목록',
  title: name => `“${name}”의 규칙`,
  name: '이름',
  save: '저장',
  cancel: '취소',
  match: '다음에 맞는 곡',
  quantifiers: { all: '모두', any: '하나라도', none: '하나도 아님' },
  quantifier: '몇 개가 맞아야 하는지',
  addRule: '규칙',
  addGroup: '묶음',
  removeRule: '이 규칙 지우기',
  removeGroup: '이 묶음 지우기',
  field: '보는 필드',
  operator: '조건',
  value: '값',
  from: '부터',
  to: '까지',
  sort: '순서',
  descending: '높은 것부터',
  limit: '최대',
  limits: { none: '제한 없음', tracks: '곡', minutes: '분', bytes: 'MB' },
  count: (n, duration) =>
    n === 0 ? '지금 맞는 곡이 없어요' : `지금 맞는 곡 ${tracks(n)} · ${lasting(duration)}`,
  counting: '세는 중…',
  unfinished: '규칙마다 값을 넣으면 맞는 곡이 보여요.',
  note: ruleNoteText,
  above: (phrase, n) => `“${phrase}”: 기준선 위 ${tracks(n)}`,
  deepest: 3,
  fields: fields.rules,
  operators: {
    is: '같음',
    isNot: '같지 않음',
    contains: '포함함',
    containsNot: '포함하지 않음',
    startsWith: '로 시작함',
    endsWith: '로 끝남',
    above: '보다 큼',
    below: '보다 작음',
    between: '사이',
    inLast: '최근 (일)',
    notInLast: '최근이 아님 (일)',
    before: '이전',
    after: '이후',
    empty: '비어 있음',
    notEmpty: '비어 있지 않음'
  },
  yes: '예',
  no: '아니요',
  sorts: fields.sorts
}
