import type { Messages } from '../messages.ts'

/** The sheet of keys. */
export const keys: Messages['keys'] = {
  title: '단축키와 필터',
  everywhere: '어디서나',
  lists: '목록에서',
  filters: '검색 필터',
  inLists: {
    move: '목록에서 이동',
    selectMore: '다음 항목도 선택',
    selectAll: '모두 선택',
    pass: '선택을 유지하며 이동',
    pick: '이 항목을 선택에 더하거나 빼기',
    play: '재생',
    playMoment: '가장 잘 맞는 순간부터 재생',
    yes: '예, 수락, 사용',
    no: '아니요, 거절, 사용 안 함',
    edit: '값 또는 곡의 태그 편집',
    takeBack: '파일에 쓴 변경 되돌리기',
    another: '이 자리에 다른 곡 넣기',
    lock: '이 자리에 고정',
    earlier: '한 자리 위로',
    later: '한 자리 아래로',
    remove: '빼기',
    undo: '마지막 편집 되돌리기',
    redo: '다시 실행',
    back: '한 단계 뒤로'
  }
}

export const palette: Messages['palette'] = {
  title: '명령',
  placeholder: '무엇을 할까요?',
  none: '그런 명령은 없어요'
}

/** Everything the window can do, by name. */
export const commands: Messages['commands'] = {
  search: '검색',
  palette: 'Earshot이 할 수 있는 모든 것',
  keepSearch: '이 검색 저장하거나 지우기',
  notice: '되돌리기, 또는 가장 최근 알림의 동작',
  forgetUsed: '지난 검색어 지우기',
  library: '라이브러리로 가기',
  moments: '순간 찾기',
  tag: '내 낱말로 태그 달기',
  names: '파일 이름을 패턴으로 바꾸기',
  edit: '태그 편집',
  editTable: '태그를 표로 편집',
  playlist: '재생목록에 추가',
  save: '재생목록으로 저장',
  make: '재생목록 만들기',
  smart: '새 스마트 재생목록',
  importPlaylist: '재생목록 가져오기',
  tags: '태그로 가기',
  review: '파일 태그 계획 검토',
  history: '파일에 쓴 기록',
  doubles: '같은 녹음이 든 파일',
  problems: '제외된 파일 보기',
  settings: '설정 열기',
  addFolder: '음악 폴더 추가',
  rescan: '모든 폴더 다시 살펴보기',
  verify: '크기와 시간에 관계없이 모든 파일 확인',
  listen: '아직 듣지 않은 곡 듣기',
  playPause: '재생 또는 일시정지',
  playNext: '다음에 재생',
  addToQueue: '대기열에 추가',
  queue: '대기열 보기 또는 숨기기',
  shuffle: '대기열 섞기: 무작위, 소리대로, 안 함',
  repeat: '반복: 대기열, 한 곡, 안 함',
  next: '다음 곡',
  previous: '이전 곡',
  seekOn: '5초 앞으로',
  seekBack: '5초 뒤로',
  moment: '잘 맞는 다음 순간',
  mute: '소리 끄기 또는 켜기',
  like: '이 곡과 비슷하게',
  unlike: '이 곡과 다르게',
  inspector: '곡 정보 보기 또는 숨기기',
  keys: '단축키와 필터 보기',
  light: '밝은 테마',
  dark: '어두운 테마',
  system: '시스템 테마'
}
