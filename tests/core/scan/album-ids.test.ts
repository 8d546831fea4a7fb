import { expect, it } from 'vitest'
import { shownOf } from '../../../src-main/core/scan/describe.ts'
import { noTexts } from '../../../src-main/core/tags/fields.ts'

const release = '11111111-2222-3333-4444-555555555555'
const artist = 'AAAAAAAA-0000-0000-0000-000000000001'

it('reads MusicBrainz ids however taggers call them, and whether it is a compilation', () => {
  for (const [album, by] of [
    ['MUSICBRAINZ_ALBUMID', 'MUSICBRAINZ_ARTISTID'],
    ['MusicBrainz Album Id', 'MusicBrainz Artist Id']
  ] as const) {
    const texts = noTexts()
    texts.values.compilation = ['1']
    texts.custom = [
      { name: album, values: [release] },
      { name: by, values: [`${artist}; ${release}`] },
      { name: 'MUSICBRAINZ_ALBUMARTISTID', values: ['no id'] }
    ]
    expect(shownOf('x.mp3', texts)).toMatchObject({
      compilation: true,
      albumMbid: release,
      artistMbids: [artist.toLowerCase(), release],
      albumArtistMbids: []
    })
  }
  expect(shownOf('x.mp3', noTexts())).toMatchObject({ compilation: false, albumMbid: '' })
})
