import type { Messages } from '../messages.ts'

/** Words of menus of things that hold tracks. */
export const menu: Messages['menu'] = {
  open: '열기',
  search: '이 검색 하기',
  removePlaylist: '재생목록 지우기',
  of: name => `${name}: 할 수 있는 일`
}
