import type { Messages } from '../../messages.ts'
import { changes, count, files } from '../numbers.ts'
import { josa } from '../particles.ts'

/** What was written into files, and the way back. */
export const history: Messages['tags']['history'] = {
  lead: 'Earshot이 파일에 쓴 모든 것과 되돌리는 길이에요.',
  none: '아직 쓴 것이 없어요',
  noneLead: '계획을 쓰면 모든 변경이 여기에 남고, 한꺼번에 또는 하나씩 되돌릴 수 있어요.',
  list: '쓴 기록',
  changesLabel: '이 기록의 변경',
  kinds: { write: '씀', undo: '되돌림' },
  line: (c, f) => `${files(f)}의 ${changes(c)}`,
  undone: (n, all) => (n >= all ? '모두 되돌림' : `${count(n)}건 되돌림`),
  undoAll: n => `${changes(n)} 되돌리기`,
  undoOne: (field, title) => `${title}의 ${field} 되돌리기`,
  undo: '되돌리기',
  isUndone: '되돌림',
  columns: { file: '파일', field: '필드', before: '이전', after: '쓴 값' },
  putBack: {
    bytes: n => `${files(n)}는 바이트까지 이전과 같아요.`,
    changed: n => `${files(n)}는 그사이 다른 곳에서 바뀌어서, 이 필드의 값만 되돌렸어요.`,
    parts: n => `${files(n)}에는 남는 다른 변경이 있어서, 이 값만 되돌렸어요.`,
    'not-kept': n => `${files(n)}는 이전 바이트를 보관하지 않아서, 값만 되돌렸어요.`
  },
  happens:
    '모두 되돌리면 파일의 바이트가 전부 돌아와요. 그사이 다른 곳에서 바뀐 파일은, 거기서 편집한 것을 뺀 필드만 돌아와요.',
  wrote: (c, f) => `${files(f)}에 ${josa(changes(c), '을/를')} 썼어요`,
  undid: (c, f) => `${files(f)}의 ${josa(changes(c), '을/를')} 되돌렸어요`,
  refused: n => `${files(n)}는 그대로 두었어요`,
  nothingDone: '바뀐 파일이 없어요'
}
