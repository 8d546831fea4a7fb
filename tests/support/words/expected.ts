import type { Expectation } from '#contract/expected.ts'
import type { Cases } from './cases.ts'

export const expectations: Cases<Expectation> = {
  value: [
    [{ code: 'value', of: 'title' }, 'words of a title, such as title:cloudbusting'],
    [{ code: 'value', of: 'artist' }, 'an artist, such as artist:"Kate Bush"'],
    [{ code: 'value', of: 'album' }, 'an album, such as album:"Hounds of Love"'],
    [{ code: 'value', of: 'genre' }, 'a genre, such as genre:ambient or genre:"post punk"'],
    [{ code: 'value', of: 'year' }, 'a year or years, such as year:1984, year:1980..1989 or year:80s'],
    [{ code: 'value', of: 'bpm' }, 'beats a minute, such as bpm:120, bpm:>120 or bpm:90..110'],
    [{ code: 'value', of: 'key' }, 'a key, such as key:Am, key:"a minor" or key:8A'],
    [{ code: 'value', of: 'loudness' }, 'a loudness in LUFS, such as loudness:<-14 or loudness:-16..-12'],
    [
      { code: 'value', of: 'duration' },
      'a length with its unit, such as length:<4m, length:3:30 or length:90s..3m'
    ],
    [{ code: 'value', of: 'plays' }, 'how often it was played, such as plays:0, plays:>10 or plays:5..10'],
    [{ code: 'value', of: 'rating' }, 'stars from 1 to 5, such as rating:4, rating:>=3 or rating:none'],
    [{ code: 'value', of: 'added' }, 'an age or a date, such as added:30d, added:2024.. or added:2024-05'],
    [
      { code: 'value', of: 'played' },
      'an age or a date, such as played:30d, played:>1y, played:2024-05 or played:never'
    ],
    [
      { code: 'value', of: 'is' },
      'one of lossless, lossy, live, studio, available, unavailable, analysed, unanalysed'
    ],
    [{ code: 'value', of: 'folder' }, 'a folder or a part of its name, such as folder:live'],
    [{ code: 'value', of: 'playlist' }, 'the name or number of a playlist, such as playlist:"Rainy night"'],
    [{ code: 'value', of: 'like' }, 'a title, an artist or a file, such as like:"Teardrop"']
  ],
  'known-name': [
    [
      { code: 'known-name', of: 'playlist', name: 'Rain' },
      'the name or number of a playlist, such as playlist:"Rainy night"; there is none called "Rain"'
    ]
  ],
  'known-field': [
    [
      { code: 'known-field', name: 'lenght', meant: 'length' },
      'a filter that there is; by "lenght:" you may mean "length:"'
    ],
    [
      { code: 'known-field', name: 'foo', meant: null },
      'a filter, such as genre: or year:, and there is none called "foo:"'
    ]
  ],
  'known-example': [[{ code: 'known-example' }, 'a title, an artist or a file in the library']],
  'analysed-example': [[{ code: 'analysed-example' }, 'a track that has been listened to already']],
  'measured-example': [
    [{ code: 'measured-example', of: 'duration' }, 'an example whose length is known'],
    [{ code: 'measured-example', of: 'year' }, 'an example whose year is known']
  ],
  'fewer-filters': [
    [{ code: 'fewer-filters', filters: 64, values: 32 }, 'at most 64 filters of 32 values each']
  ],
  'fewer-sounds': [[{ code: 'fewer-sounds', sounds: 16 }, 'at most 16 sounds in one query']],
  'fewer-alternatives': [[{ code: 'fewer-alternatives', alternatives: 8 }, 'at most 8 alternatives']]
}
