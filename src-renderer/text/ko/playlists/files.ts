import type { Messages } from '../../messages.ts'
import { count, files, tracks } from '../numbers.ts'
import { exportLossText, importNoteText } from './exchange.ts'

type Playlists = Messages['playlists']

/** Playlists for other players. */
export const exporting: Playlists['exporting'] = {
  title: name => `“${name}” 내보내기`,
  player: '어느 플레이어용인가요?',
  anyPlayer: '모든 플레이어',
  players: {
    vlc: 'VLC',
    mpd: 'MPD',
    navidrome: 'Navidrome',
    jellyfin: 'Jellyfin',
    foobar2000: 'foobar2000',
    car: '카 오디오'
  },
  playerHints: {
    vlc: 'XSPF: VLC가 모든 이름을 찾는 유일한 형식이에요.',
    mpd: '전체 경로를 쓴 M3U: MPD의 재생목록 폴더나 음악 폴더 아래에 두세요.',
    navidrome: '상대 경로를 쓴 M3U8: 음악 폴더 아래에 두세요.',
    jellyfin: '상대 경로를 쓴 M3U8: 라이브러리 폴더 아래에 두세요.',
    foobar2000: 'Windows 방식의 M3U8이에요.',
    car: '음악을 함께 복사하고, 순서대로 번호를 매겨 기본 글자로 이름 붙이고, 간단한 M3U를 함께 넣어요.'
  },
  format: '형식',
  formats: {
    m3u8: 'M3U8 (대부분의 플레이어, 휴대폰, 자동차)',
    m3u: 'M3U (오래된 플레이어)',
    xspf: 'XSPF (VLC, Strawberry)',
    pls: 'PLS (라디오, 오래된 플레이어)',
    nsp: 'Navidrome 스마트 재생목록',
    csv: 'CSV (표)',
    json: 'JSON (모든 것)'
  },
  folder: '내보낼 폴더',
  choose: '선택…',
  paths: '파일 경로',
  base: folder => `경로는 ${folder} 기준이에요. 파일도 거기에 두어야 해요.`,
  pathKinds: {
    relative: '폴더 기준 상대 경로',
    absolute: '절대 경로',
    mapped: '다른 컴퓨터용'
  },
  mapFrom: '여기서의 시작 부분',
  mapTo: '거기서의 시작 부분',
  files: '음악 파일',
  fileKinds: {
    leave: '제자리에 두기',
    copy: '함께 복사',
    link: '함께 링크 (같은 디스크)'
  },
  more: '특정 플레이어를 위한 설정',
  slashes: 'Windows용 백슬래시',
  lineEnds: 'Windows 줄 끝',
  percentEncode: '퍼센트 인코딩한 경로',
  extinf: '제목과 길이 (EXTINF)',
  bom: '맨 앞에 UTF-8 표시',
  missing: '파일이 지금 없는 곡도 포함',
  utf8: 'M3U에도 UTF-8 쓰기',
  numbered: '번호와 기본 글자로 이름 붙이고, 재생목록을 함께 두기',
  keep: '재생목록이 바뀔 때마다 다시 쓰기',
  keepNot: '재생목록이 바뀔 때마다 다시 쓰기: 음악을 함께 가져갈 때는 안 돼요',
  preview: '쓸 내용 보기',
  download: '내려받기',
  write: '내보내기',
  follows: (folder, format, player) =>
    `${folder}의 파일(${format}${player === null ? '' : `, ${player}용`})을 재생목록이 바뀔 때마다 다시 써요.`,
  letGo: '그만두기',
  taken: '같은 이름의 다른 파일이 있어요. 그대로 두었어요.',
  replace: '바꾸기',
  lost: '이 형식에 담을 수 없는 것',
  loss: exportLossText
}

export const exported: Playlists['exported'] = (done, failed) =>
  failed ? `${files(done)}를 내보냈고, ${count(failed)}개는 쓰지 못했어요` : '내보냈어요'

/** Playlists of other players. */
export const imported: Playlists['imported'] = {
  title: '가져옴',
  found: (n, of) => `${tracks(of)} 중 ${tracks(n)}을 라이브러리에서 찾았어요`,
  notFound: '찾지 못한 곡',
  more: n => `외 ${count(n)}개`,
  guess: '이 곡인가요?',
  chosen: name => `${name} (라이브러리에서 선택)`,
  noGuess: '비슷한 것이 없어요. 라이브러리에서 곡을 고른 다음 돌아오세요.',
  again: '다시 찾기',
  use: '이 곡으로',
  used: '찾음',
  open: '재생목록 보기',
  all: '모든 곡을 찾았어요.',
  note: importNoteText
}
