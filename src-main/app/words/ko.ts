import { appName } from '#contract/names.ts'
import type { ShellWords } from './en.ts'

/** The same in Korean, in the words of the window (src-renderer/text/ko). */
export const ko: ShellWords = {
  menu: {
    file: '파일(&F)',
    addFolder: '음악 폴더 추가…',
    rescan: '폴더 다시 살펴보기',
    settings: '설정',
    close: '창 닫기',
    quit: `${appName} 종료`,
    edit: '편집(&E)',
    undo: '되돌리기',
    redo: '다시 실행',
    cut: '잘라내기',
    copy: '복사',
    paste: '붙여넣기',
    selectAll: '모두 선택',
    view: '보기(&V)',
    search: '검색',
    theme: '테마',
    themes: { system: '시스템', light: '밝게', dark: '어둡게' },
    actualSize: '실제 크기',
    zoomIn: '확대',
    zoomOut: '축소',
    fullScreen: '전체 화면',
    window: '창(&W)',
    minimize: '최소화',
    zoom: '확대/축소',
    help: '도움말(&H)',
    keys: '단축키',
    update: '업데이트 확인…'
  },
  folders: {
    music: { title: '음악 폴더 선택', buttonLabel: '추가' },
    model: { title: '모델 폴더 선택', buttonLabel: '선택' },
    moved: { title: '폴더가 지금 어디에 있나요?', buttonLabel: '선택' }
  },
  decoder: { title: 'ffmpeg 선택', buttonLabel: '사용' },
  update: {
    newest: version => `${appName} ${version}, 가장 새로운 버전이에요.`,
    there: version => `${appName} ${version} 버전이 나왔어요. 내려받을까요?`,
    fetch: '내려받기',
    later: '나중에',
    fetched: `${appName}을 닫으면 새 버전으로 바뀌어요.`,
    failed: '업데이트를 확인하지 못했어요.'
  },
  ok: '확인'
}
