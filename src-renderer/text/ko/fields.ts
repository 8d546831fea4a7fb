import type { ColumnField, RuleField, SmartSort, TagField } from '#contract/field-uses.ts'
import type { Unit } from '#contract/units.ts'

/** What the fields of a track are called, by what they are used for. */
export const fields = {
  /** Heads of the list's columns. */
  columns: {
    title: '제목',
    artist: '아티스트',
    album: '앨범',
    albumArtist: '앨범 아티스트',
    genre: '장르',
    year: '연도',
    bpm: 'BPM',
    key: '조성',
    loudness: '음량',
    duration: '길이',
    bytes: '크기',
    codec: '형식',
    bitrate: '비트레이트',
    sampleRate: '샘플레이트',
    trackNumber: '트랙',
    plays: '재생',
    rating: '별점',
    added: '추가한 날',
    played: '마지막 재생',
    path: '파일'
  } satisfies Record<ColumnField, string>,

  /** In the rules of smart playlists. */
  rules: {
    sound: '소리',
    taught: '내 태그',
    title: '제목',
    artist: '아티스트',
    album: '앨범',
    albumArtist: '앨범 아티스트',
    genre: '장르',
    comment: '설명',
    path: '파일 경로',
    container: '파일 형식',
    codec: '코덱',
    key: '조성(적힌 값)',
    measuredKey: '조성(측정값)',
    year: '연도',
    bpm: 'BPM(적힌 값)',
    measuredBpm: 'BPM(측정값)',
    loudness: '음량',
    loudnessRange: '음량 범위',
    truePeak: '트루 피크',
    duration: '길이',
    bytes: '크기',
    bitrate: '비트레이트',
    sampleRate: '샘플레이트',
    channels: '채널',
    trackNumber: '트랙 번호',
    discNumber: '디스크 번호',
    music: '말소리가 아닌 음악',
    plays: '재생 횟수',
    rating: '별점',
    added: '추가한 날',
    played: '마지막 재생',
    lossless: '무손실',
    available: '파일이 있음',
    analysed: '들은 곡',
    folder: '폴더',
    playlist: '재생목록에 있음'
  } satisfies Record<RuleField, string>,

  /** What smart playlists can be ordered by. */
  sorts: {
    title: '제목',
    artist: '아티스트',
    album: '앨범',
    albumArtist: '앨범 아티스트',
    genre: '장르',
    year: '연도',
    duration: '길이',
    added: '추가한 날',
    path: '파일 경로',
    bpm: 'BPM',
    loudness: '음량',
    plays: '재생 횟수',
    played: '마지막 재생',
    rating: '별점',
    bytes: '크기',
    bitrate: '비트레이트',
    key: '조성',
    codec: '코덱',
    sampleRate: '샘플레이트',
    trackNumber: '트랙 번호',
    sound: '얼마나 잘 맞는지',
    random: '날마다 다른 순서'
  } satisfies Record<SmartSort, string>,

  /** What is written into files. */
  tags: {
    title: '제목',
    artist: '아티스트',
    album: '앨범',
    albumArtist: '앨범 아티스트',
    genre: '장르',
    mood: '분위기',
    year: '날짜',
    bpm: '빠르기',
    key: '조성',
    comment: '설명',
    instrument: '악기',
    voice: '목소리',
    energy: '에너지',
    taught: '가르친 태그',
    trackNumber: '트랙 번호',
    discNumber: '디스크 번호',
    composer: '작곡가',
    compilation: '편집 앨범',
    rating: '별점'
  } satisfies Record<TagField, string>,

  /** What else of a file is changed. */
  changed: {
    cover: '커버',
    path: '위치'
  } satisfies Record<'cover' | 'path', string>,

  /** What can be typed for a number. */
  units: {
    count: '정수, 예: 12',
    year: '연도, 예: 1984',
    bpm: '1분당 박자 수, 예: 120',
    lufs: 'LUFS 음량, 예: -14',
    lu: 'LU 음량 범위, 예: 8',
    dbtp: 'dBTP 피크, 예: -1',
    seconds: '단위를 붙인 길이, 예: 4m, 3:30, 90s',
    bytes: '단위를 붙인 크기, 예: 12 MB',
    bits: '비트레이트, 예: 320 kbit/s',
    hertz: '샘플레이트, 예: 44.1 kHz',
    share: '비율, 예: 80 %',
    stars: '별 0개에서 5개, 예: 4, 3.5'
  } satisfies Record<Unit, string>
} as const
