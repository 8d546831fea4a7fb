import type { Messages } from '../../messages.ts'
import { lasting, tracks } from '../numbers.ts'
import { josa } from '../particles.ts'
import { editor } from './editor.ts'
import { exported, exporting, imported } from './files.ts'
import { maker } from './maker.ts'
import { entryReasonText, smartReasonText } from './reasons.ts'
import { report } from './report.ts'

/** Words of the playlists. */
export const playlists: Messages['playlists'] = {
  title: '재생목록',
  someTracks: '곡',
  none: '아직 재생목록이 없어요',
  make: '재생목록 만들기',
  smart: '새 스마트 재생목록',
  import: '재생목록 가져오기',
  importKinds: '.m3u,.m3u8,.pls,.xspf,.csv,.tsv,.json,.xml',
  smartMark: '저절로 갱신됨',
  summary: (n, duration) => (duration > 0 ? `${tracks(n)} · ${lasting(duration)}` : tracks(n)),
  missing: n => `${tracks(n)}을 찾지 못함`,
  loading: '재생목록을 읽는 중…',
  empty: '아직 비어 있어요',
  emptyLead: '라이브러리의 곡에서 p를 누르거나, 곡을 목록 이름 위로 끌어다 놓으세요.',
  emptySmart: '지금은 규칙에 맞는 곡이 없어요',
  emptySmartLead: '맞는 곡이 생기면 저절로 채워져요.',
  play: '재생',
  rename: '이름 바꾸기',
  renameLabel: '재생목록의 이름',
  remove: '제거',
  removed: name => `${josa(`“${name}”`, '을/를')} 제거했어요`,
  undo: '마지막 편집 되돌리기',
  redo: '다시 실행',
  check: '흐름 점검',
  export: '내보내기…',
  rules: '규칙…',
  find: '없는 곡 찾기',
  reroll: title => `${title} 대신 다른 곡`,
  takeOutOf: '재생목록에서 빼기',
  takeOut: title => `${title} 빼기`,
  lock: title => `${josa(title, '을/를')} 제자리에 고정`,
  keys: 'Alt ↑ ↓ 이동 · r 다른 곡으로 · Delete 빼기 · 끌어서 순서 바꾸기',
  columns: {
    place: '#',
    title: '제목',
    artist: '아티스트',
    reason: '여기 있는 까닭',
    length: '길이',
    actions: '동작'
  },
  away: '파일이 지금 여기에 없어요',
  added: (title, name) => `${josa(title, '을/를')} “${name}”에 추가했어요`,
  entryReason: entryReasonText,
  smartReason: smartReasonText,
  changes: '최근 변화',
  joined: '들어옴',
  left: '나감',

  saving: {
    title: '재생목록으로 저장',
    name: '새 재생목록의 이름',
    kind: '종류',
    kinds: { list: '목록', smart: '스마트 재생목록' },
    listLead: n => `${tracks(n)}을 지금 순서대로 담아요.`,
    smartLead: search => `“${search}”에 맞는 곡을 지금도 앞으로도 담아요.`,
    emptyLead: search => `지금은 “${search}”에 분명히 맞는 곡이 없어요. 생길 때까지 비어 있어요.`,
    nothing: '저장할 것이 없어요.',
    save: '저장',
    saved: (n, name) => `${tracks(n)}을 ${josa(`“${name}”`, '으로/로')} 저장했어요`,
    open: '열기'
  },
  picker: {
    title: title => `${josa(title, '을/를')} 추가할 곳`,
    placeholder: '재생목록, 또는 새 이름',
    list: '재생목록',
    create: name => `새 재생목록 “${name}”`,
    none: '이름을 적어 첫 재생목록을 만드세요.'
  },

  maker,
  editor,
  report,
  exporting,
  exported,
  imported
}
