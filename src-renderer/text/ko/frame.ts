import type { Messages } from '../messages.ts'

type Frame =
  | 'errorDetails'
  | 'tryAgain'
  | 'close'
  | 'undo'
  | 'cancel'
  | 'brand'
  | 'lostConnection'
  | 'notices'
  | 'engine'
  | 'nav'

/** Words of the window around everything else. */
export const frame: Pick<Messages, Frame> = {
  errorDetails: '자세히',
  tryAgain: '다시 시도',
  close: '닫기',
  undo: '되돌리기',
  cancel: '취소',

  brand: 'Earshot',
  lostConnection: 'Earshot이 응답하지 않아요',
  notices: '알림',

  engine: {
    restarting: {
      electron: 'Earshot 엔진이 멈춰서 다시 시작하는 중…',
      serve: 'Earshot과 연결이 끊겨서 다시 연결하는 중…'
    },
    stopped: {
      electron: 'Earshot 엔진이 멈췄고 다시 시작하지 못했어요. 음악과 라이브러리는 안전해요.',
      serve: 'Earshot을 실행하던 곳에서 멈췄어요. 거기서 다시 시작하세요. 음악과 라이브러리는 안전해요.'
    }
  },

  nav: {
    label: '주 메뉴',
    library: '라이브러리',
    moments: '순간',
    folders: '폴더',
    addFolder: '폴더 추가',
    map: '지도',
    tags: '태그',
    doubles: '중복',
    problems: '제외된 파일',
    settings: '설정',
    missing: '지금은 닿을 수 없음',
    away: '없음'
  }
}
