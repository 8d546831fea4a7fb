import { expect, it } from 'vitest'
import { generator } from '../../../../src-main/core/kernels/random.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'

const pieces = [
  ...[
    '"',
    '-',
    '−',
    '|',
    ',',
    ' ',
    ':',
    '..',
    '>',
    '<=',
    '“',
    '”',
    "'",
    '\\',
    '\0',
    '\ud800',
    '🎷',
    '\t',
    '\n'
  ],
  ...['year:', 'bpm:', 'length:', 'added:', 'is:', 'genre:', 'like:', 'artist:', 'folder:', 'taught:', 'x:'],
  ...[
    'no',
    'without',
    'or',
    'and',
    'piano',
    'lossless',
    '1980',
    '30d',
    '3:30',
    '4m',
    '/music/a.ogg',
    'é',
    '音楽'
  ]
]

it('reads any text without throwing, with offsets that fit', () => {
  const random = generator(7)
  for (let round = 0; round < 3000; round++) {
    const length = Math.floor(random() * 30)
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]!).join(
      random() < 0.5 ? ' ' : ''
    )
    const { parts, alternatives } = parseQuery(text, 0)
    let at = 0
    for (const part of parts) {
      expect(part.text).toBe(text.slice(part.start, part.end))
      expect(part.start).toBeGreaterThanOrEqual(at)
      expect(part.end).toBeGreaterThan(part.start)
      at = part.end
    }
    for (const one of alternatives) {
      for (const phrase of [...one.positive, ...one.negative, ...one.seeds]) {
        expect(parts[phrase.part]).toBeDefined()
        expect(phrase.text).not.toBe('')
      }
      for (const { field, names, part } of one.named) {
        expect(parts[part]).toMatchObject({ kind: 'filter', field })
        for (const name of names) expect(name).not.toBe('')
      }
    }
  }
})

it.each([
  'a,',
  '"',
  'no ',
  'without a or ',
  'genre:a|',
  '-',
  'year:1..',
  '-"',
  'a|',
  '1..',
  ' ',
  'like:"',
  ','
])('takes a time that grows no faster than the text: %j', unit => {
  // Counting work is not possible from outside; what would be quadratic never ends at this length.
  const { alternatives } = parseQuery(unit.repeat(Math.ceil(300_000 / unit.length)), 0)
  expect(alternatives.length).toBeGreaterThan(0)
})
