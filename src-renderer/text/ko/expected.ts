import { flagWords, type FilterField } from '#contract/field-uses.ts'
import type { Expectation } from '#contract/expected.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'
import { josa } from './particles.ts'

/** What the search takes, said beside a part that it could not read. */

const values = {
  title: '제목의 낱말, 예: title:cloudbusting',
  artist: '아티스트, 예: artist:"Kate Bush"',
  album: '앨범, 예: album:"Hounds of Love"',
  genre: '장르, 예: genre:ambient, genre:"post punk"',
  year: '연도, 예: year:1984, year:1980..1989, year:80s',
  bpm: '1분당 박자 수, 예: bpm:120, bpm:>120, bpm:90..110',
  key: '조성, 예: key:Am, key:"a minor", key:8A',
  loudness: 'LUFS 음량, 예: loudness:<-14, loudness:-16..-12',
  duration: '단위를 붙인 길이, 예: length:<4m, length:3:30, length:90s..3m',
  container: '형식, 예: format:flac, format:mp3, format:m4a',
  plays: '재생 횟수, 예: plays:0, plays:>10, plays:5..10',
  rating: '별 1개에서 5개, 예: rating:4, rating:>=3, rating:none',
  added: '지난 기간이나 날짜, 예: added:30d, added:2024.., added:2024-05',
  played: '지난 기간이나 날짜, 예: played:30d, played:>1y, played:2024-05, played:never',
  is: `다음 가운데 하나: ${flagWords.join(', ')}`,
  folder: '폴더나 그 이름의 일부, 예: folder:live',
  playlist: '재생목록의 이름이나 번호, 예: playlist:"Rainy night"',
  taught: '가르친 태그의 이름, 예: taught:"Sunday kitchen"',
  like: '제목, 아티스트, 파일, 예: like:"Teardrop"'
} satisfies Record<FilterField | 'like', string>

const expectations: WordsOf<Expectation> = {
  value: ({ of }) => values[of],
  'known-name': ({ of, name }) => `${values[of]}. ${josa(`"${name}"`, '이라는/라는')} 것은 없어요`,
  'known-field': ({ name, meant }) =>
    meant === null
      ? `genre: 나 year: 같은 필터. ${josa(`"${name}:"`, '이라는/라는')} 필터는 없어요`
      : `있는 필터. "${name}:" 대신 "${meant}:"일 수 있어요`,
  'known-example': () => '라이브러리에 있는 제목, 아티스트, 파일',
  'analysed-example': () => '이미 들은 곡',
  'measured-example': ({ of }) => `${of === 'year' ? '연도를' : '길이를'} 아는 예`,
  'fewer-filters': one => `필터 ${one.filters}개, 필터마다 값 ${one.values}개까지`,
  'fewer-sounds': ({ sounds }) => `한 번에 소리 ${sounds}개까지`,
  'fewer-alternatives': ({ alternatives }) => `선택지 ${alternatives}개까지`
}

/** "연도, 예: year:1984, year:1980..1989, year:80s" */
export const expectationText = (expected: Expectation): string => inWords<Expectation>(expectations, expected)
