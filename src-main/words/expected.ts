import { flagWords, type FilterField } from '#contract/field-uses.ts'
import type { Expectation } from '#contract/expected.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'

/** What the search takes, said beside a part that it could not read. */

const values = {
  title: 'words of a title, such as title:cloudbusting',
  artist: 'an artist, such as artist:"Kate Bush"',
  album: 'an album, such as album:"Hounds of Love"',
  genre: 'a genre, such as genre:ambient or genre:"post punk"',
  year: 'a year or years, such as year:1984, year:1980..1989 or year:80s',
  bpm: 'beats a minute, such as bpm:120, bpm:>120 or bpm:90..110',
  key: 'a key, such as key:Am, key:"a minor" or key:8A',
  loudness: 'a loudness in LUFS, such as loudness:<-14 or loudness:-16..-12',
  duration: 'a length with its unit, such as length:<4m, length:3:30 or length:90s..3m',
  container: 'a format, such as format:flac, format:mp3 or format:m4a',
  plays: 'how often it was played, such as plays:0, plays:>10 or plays:5..10',
  rating: 'stars from 1 to 5, such as rating:4, rating:>=3 or rating:none',
  added: 'an age or a date, such as added:30d, added:2024.. or added:2024-05',
  played: 'an age or a date, such as played:30d, played:>1y, played:2024-05 or played:never',
  is: `one of ${flagWords.join(', ')}`,
  folder: 'a folder or a part of its name, such as folder:live',
  playlist: 'the name or number of a playlist, such as playlist:"Rainy night"',
  taught: 'the name of a tag you have taught, such as taught:"Sunday kitchen"',
  like: 'a title, an artist or a file, such as like:"Teardrop"'
} satisfies Record<FilterField | 'like', string>

const expectations = {
  value: ({ of }) => values[of],
  'known-name': ({ of, name }) => `${values[of]}; there is none called "${name}"`,
  'known-field': ({ name, meant }) =>
    meant === null
      ? `a filter, such as genre: or year:, and there is none called "${name}:"`
      : `a filter that there is; by "${name}:" you may mean "${meant}:"`,
  'known-example': () => 'a title, an artist or a file in the library',
  'analysed-example': () => 'a track that has been listened to already',
  'measured-example': ({ of }) => `an example whose ${of === 'year' ? 'year' : 'length'} is known`,
  'fewer-filters': one => `at most ${one.filters} filters of ${one.values} values each`,
  'fewer-sounds': ({ sounds }) => `at most ${sounds} sounds in one query`,
  'fewer-alternatives': ({ alternatives }) => `at most ${alternatives} alternatives`
} satisfies WordsOf<Expectation>

/** "a year or years, such as year:1984, year:1980..1989 or year:80s" */
export const expectationText = (expected: Expectation): string => inWords<Expectation>(expectations, expected)
