import type { Messages } from '../messages.ts'
import { count, lasting, tracks } from './numbers.ts'

const albums = (n: number): string => `앨범 ${count(n)}장`

/** Words of the pages of albums, artists, genres and folders. */
export const shelves: Messages['shelves'] = {
  names: {
    albums: '앨범',
    artists: '아티스트',
    genres: '장르',
    folders: '폴더',
    added: '최근 추가',
    played: '최근 재생'
  },
  kinds: {
    album: '앨범',
    artist: '아티스트',
    genre: '장르',
    playlist: '재생목록',
    search: '저장한 검색',
    setting: '설정'
  },
  counts: {
    albums,
    artists: n => `아티스트 ${count(n)}명`,
    genres: n => `장르 ${count(n)}개`,
    folders: n => `폴더 ${count(n)}개`,
    added: n => `가장 새로운 ${tracks(n)}`,
    played: n => `마지막 ${tracks(n)}`
  },
  filter: '좁혀 보기',
  filterNames: '이름의 낱말',
  sort: '순서',
  ascending: '처음부터 끝으로',
  descending: '끝에서 처음으로',
  sorts: {
    artist: '아티스트',
    title: '제목',
    year: '연도',
    added: '추가한 날',
    tracks: '곡 수',
    duration: '길이',
    name: '이름',
    albums: '앨범 수'
  },
  placing: '앨범, 아티스트, 장르 구분 중',
  placingLead: '파일에 적힌 대로 곡마다 한 번만 해요. 그동안 검색하거나 재생해도 알아서 계속돼요.',
  various: '여러 아티스트',
  nobody: '알 수 없는 아티스트',
  disc: n => `디스크 ${n}`,
  ofArtist: (own, all) => (own > 0 ? `${albums(own)} · ${tracks(all)}` : tracks(all)),
  aboutAlbum: album =>
    [
      tracks(album.tracks),
      album.discs > 1 ? `디스크 ${album.discs}장` : '',
      lasting(album.duration),
      album.format
    ]
      .filter(Boolean)
      .join(' · '),
  toldBy: {
    release: 'MusicBrainz 번호로 한 앨범',
    names: '아티스트와 제목으로 한 앨범',
    folder: '폴더와 제목으로 한 앨범: 누구의 앨범인지 적은 태그가 없어요'
  },
  others: n => `다른 사본이나 판이 ${count(n)}개 더 있어요`,
  play: '재생',
  playNext: '다음에 재생',
  queue: '대기열에 추가',
  edit: '태그 편집',
  rename: '파일 이름 바꾸기',
  save: '재생목록으로 저장',
  export: '내보내기…',
  alike: '비슷한 곡 찾기',
  more: '더 보기',
  back: '뒤로',
  shown: '보기',
  inside: '앨범',
  insideFolder: '폴더',
  tracks: '곡',
  empty: {
    filtered: '이런 낱말이 든 이름이 없어요',
    filteredLead: '낱말을 몇 개 빼거나, 라이브러리 전체에서 소리를 찾아보세요.',
    showAll: '모두 다시 보기',
    albums: '아직 앨범이 없어요',
    albumsLead: '앨범은 파일에 적힌 것으로 알아봐요. 앨범이 없는 곡은 라이브러리에 있어요.',
    artists: '아직 아티스트가 없어요',
    artistsLead: '누구의 곡인지 적은 파일이 없어요. 태그를 편집하거나 파일 이름에서 가져오세요.',
    genres: '아직 장르가 없어요',
    genresLead: '장르를 적은 파일이 없어요. Earshot이 들은 것에서 장르를 제안할 수 있어요.',
    folders: '아직 폴더가 없어요',
    foldersLead: '음악이 든 폴더를 추가하세요.',
    added: '아직 추가한 곡이 없어요',
    addedLead: '음악이 든 폴더를 추가하세요.',
    played: '아직 재생한 곡이 없어요',
    playedLead: '재생한 곡이 마지막 것부터 여기에 놓여요.',
    toLibrary: '라이브러리로',
    toTags: '장르 제안받기'
  }
}
