import { describe, expect, it } from 'vitest'
import { plainWords } from '../../../../src-main/core/search/words/plain-words.ts'
import { Vocabulary } from '../../../../src-main/core/search/words/vocabulary.ts'

const words =
  'ave battle hyperbattle silk weaver silkweaver wave waves waving bjork björk ヒカル 宇多田ヒカル strasse straße'
const vocabulary = new Vocabulary(words.split(' ').map((term, i) => ({ term, tracks: i + 1 })))
const plain = (terms: { plain: string }[]): string[] => terms.map(term => term.plain)

describe('words as names are compared', () => {
  it.each([
    ['Für Elise', ['fur', 'elise']],
    ['Straße Øl Łódź Þór', ['strasse', 'ol', 'lodz', 'thor']],
    ['ＰＥＮＧＵＩＮ　ｐａｒｔｙ', ['penguin', 'party']],
    ['Étrange_épouvantable', ['etrange', 'epouvantable']],
    ['Journey’s End', ['journey', 's', 'end']],
    ['ひかる', ['ヒカル']],
    ['愛的羅曼史', ['爱的罗曼史']],
    ['Ёлка Θάλασσας', ['елка', 'θαλασσασ']],
    ['\u202Epiano\u202C \u0000 !!!', ['piano']]
  ])('%j', (text, expected) => {
    expect(plainWords(text)).toEqual(expected)
  })
})

describe('the vocabulary', () => {
  it('knows a word in all its spellings', () => {
    expect(vocabulary.exactly('bjork').map(term => term.written)).toEqual(['bjork', 'björk'])
    expect(vocabulary.exactly('strasse')).toHaveLength(2)
    expect(vocabulary.exactly('bat')).toEqual([])
  })

  it('finds beginnings and parts, not the word itself', () => {
    expect(plain(vocabulary.beginning('wav', 2))).toEqual(['wave', 'waves'])
    expect(plain(vocabulary.within('battle'))).toEqual(['hyperbattle'])
    expect(plain(vocabulary.within('ヒカル'))).toEqual(['宇多田ヒカル'])
    expect(vocabulary.within('zzz')).toEqual([])
  })

  it.each([
    ['batle', 1, ['battle']],
    ['abttle', 1, ['battle']],
    ['silkweevre', 2, ['silkweaver']],
    ['silkweevre', 1, []],
    ['lisk', 2, []],
    ['battle', 1, []]
  ])('%s with %i slips', (word, slips, expected) => {
    expect(plain(vocabulary.near(word, slips))).toEqual(expected)
  })

  it('may be empty', () => {
    const none = new Vocabulary([])
    expect([none.exactly('a'), none.beginning('a', 2), none.within('a'), none.near('abcd', 2)]).toEqual([
      [],
      [],
      [],
      []
    ])
  })
})
