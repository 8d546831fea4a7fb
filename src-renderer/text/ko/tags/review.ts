import type { Messages } from '../../messages.ts'
import { changes, count, files } from '../numbers.ts'
import { josa } from '../particles.ts'

/** Looking a plan through. */
export const review: Messages['tags']['review'] = {
  back: '모든 계획',
  making: '계획을 만드는 중이에요',
  makingLead: '지금 파일을 읽어 들리는 것과 견줘요.',
  empty: '바꿀 것이 없어요',
  emptyLead:
    '모든 파일에 이미 이 필드가 있거나, 충분히 확실한 것이 없었어요. 다른 필드나 방식을 골라 보세요.',
  modes: { fill: '빈 필드만', add: '값 더하기', replace: '값 바꾸기' },
  counts: (n, m) => `${files(m)}의 ${changes(n)}`,
  reading: (read, all) => `${files(all)} 중 ${count(read)}개 읽음`,
  filter: '파일이나 값 찾기',
  show: '보기',
  shows: { all: '모두', accepted: '수락함', open: '수락 안 함', failed: '거절됨' },
  fieldsHead: '필드',
  valuesHead: '값',
  facet: (name, accepted, all) => `${name}: ${count(all)}건 중 ${count(accepted)}건 수락`,
  only: name => `${name}만 보기`,
  everything: '모두 보기',
  acceptShown: n => `보이는 ${count(n)}건 수락`,
  refuseShown: n => `보이는 ${count(n)}건 거절`,
  nothingShown: '이 필터에 맞는 변경이 없어요',
  columns: { field: '필드', before: '지금 파일에 있는 값', after: '바뀔 값', why: '까닭' },
  list: '변경',
  empty1: '비어 있음',
  leftOut: values => `뺀 값: ${values}`,
  accept: what => `${what} 수락`,
  change: (field, title) => `${title}의 ${field}`,
  fileLabel: (...parts) => parts.filter(Boolean).join(', '),
  charset: name => `글자: ${name}`,
  large: '태그가 16 MB를 넘어서, 되돌리면 값만 돌아올 수 있어요',
  edit: '값 편집',
  editLabel: '값, 여럿이면 사이에 세미콜론',
  play: '들린 순간 재생',
  written: '씀',
  edited: '직접 편집함',
  keys: 'y 수락 · n 거절 · e 편집 · Enter 재생',
  write: (c, f) => `${files(f)}에 ${changes(c)} 쓰기`,
  writeCount: c => `${changes(c)} 쓰기`,
  nothingAccepted: '아직 수락한 것이 없어요',
  happens:
    '파일을 복사해 복사본을 바꾸고 다시 읽어요. 소리와 다른 모든 태그가 같을 때만 원래 파일과 바꿔요. 그사이 바뀐 파일은 건드리지 않아요. 기록에서 모두 되돌릴 수 있어요.',
  happensToPlaces:
    '파일이 틈 없이 새 위치로 옮겨 가고, 다른 디스크로는 복사해서 견준 다음 옮겨요. 어떤 파일도 덮어쓰지 않아요. 기록에서 모두 되돌릴 수 있어요.',
  keepTimes: '파일의 날짜 유지',
  writing: '쓰는 중…',
  done: written => `${josa(changes(written), '을/를')} 썼어요.`,
  doneFailed: (written, failed) =>
    `${josa(changes(written), '을/를')} 썼고, ${count(failed)}건은 거절되어 그 파일은 그대로 두었어요.`,
  seeRefused: '거절된 것 보기'
}
