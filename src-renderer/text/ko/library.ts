import type { Messages } from '../messages.ts'
import { fields } from './fields.ts'
import { count, lasting, tracks } from './numbers.ts'

/** Words of the list of tracks. */
export const list: Messages['list'] = {
  menu: n => `${tracks(n)}으로 할 일`,
  chosen: n => `${count(n)}곡 선택됨`,
  unselect: '선택 해제',
  more: '더 보기',
  copied: n => `경로 ${count(n)}개를 복사했어요`,
  all: '모든 곡',
  results: '맞는 곡',
  untitledArtist: '알 수 없는 아티스트',
  unavailable: '지금은 닿을 수 없음',
  unheard: '아직 듣지 않음',
  playing: '재생 중',
  paused: '일시정지됨',
  count: (n, seconds) => (n ? `${tracks(n)} · ${lasting(seconds)}` : ''),
  empty: folders =>
    folders.length === 1 ? `${folders[0]}에서 음악을 찾지 못했어요` : '폴더에서 음악을 찾지 못했어요',
  emptyLead:
    'Earshot은 그 아래 모든 폴더에서 mp3, flac, m4a, ogg, opus, wav, aiff 등을 찾아요. 음악이 든 폴더를 추가하거나, 음악을 복사해 넣은 뒤 다시 살펴보세요.',
  away: folders =>
    folders.length === 1 ? `지금은 ${folders[0]}에 닿을 수 없어요` : '지금은 폴더에 닿을 수 없어요',
  awayLead: '드라이브를 연결하고 다시 살펴보세요. Earshot이 아는 것은 하나도 잃지 않았어요.',
  scanning: '폴더를 살펴보는 중…',
  scanningLead: '찾는 대로 곡이 여기에 나타나요.',
  rescan: '다시 살펴보기'
}

/** Columns of the lists of tracks. */
export const columns: Messages['columns'] = {
  names: { ...fields.columns, match: '일치', why: '까닭' },
  title: list => `${list}의 열`,
  lists: {
    library: '라이브러리',
    found: '맞는 곡',
    album: '앨범',
    artist: '아티스트',
    genre: '장르',
    folder: '폴더',
    added: '최근 추가한 곡',
    played: '최근 재생한 곡'
  },
  lead: (earlier, later, narrower, wider) =>
    `${earlier}, ${later}로 열을 옮기고 ${narrower}, ${wider}로 너비를 바꿔요. 마우스로는 열 이름이나 그 끝을 끌면 돼요.`,
  earlier: column => `${column}: 더 왼쪽으로`,
  later: column => `${column}: 더 오른쪽으로`,
  reset: '처음대로'
}
