import { describe, expect, it } from 'vitest'
import { isKnownSound } from '../../../../src-main/core/search/query/known-sounds.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'
import { musical, nonsense, otherEnglish, otherWords } from './unheard-phrases.ts'

const known = (phrases: string[]): number => phrases.filter(isKnownSound).length

describe('what can be heard', () => {
  it('is known of at least 95 % of musical phrases', () => {
    expect(known(musical) / musical.length).toBeGreaterThanOrEqual(0.95)
  })

  it('is not claimed of more than 5 % of what cannot be', () => {
    const others = [...otherEnglish, ...nonsense, ...otherWords]
    expect(known(others) / others.length).toBeLessThanOrEqual(0.05)
    expect(known(nonsense)).toBe(0)
    expect(known(otherWords)).toBe(0)
  })

  it.each([
    ['quarterly tax report', false],
    ['asdf qwer zxcv', false],
    ['die Steuererklärung ist dieses Jahr spät dran', false],
    ['오늘 회의는 세 시에 시작합니다', false],
    ['lo-fi hip-hop', true],
    ['8-bit chiptune', true],
    ['amapiano', true],
    ['zydeco in a kitchen', true],
    ['sad PIANOS', true],
    ['music', true],
    ['1980s', true],
    ['!?', true]
  ])('%s: %s', (phrase, is) => expect(isKnownSound(phrase)).toBe(is))
})

it('what is not known is no sound of a query, and still a word of it', () => {
  const { parts, alternatives } = parseQuery(
    'sad piano, quarterly year:1990 tax report -invoices',
    0,
    null,
    isKnownSound
  )
  expect(parts.map(({ kind, text, trust }) => [kind, text, trust])).toEqual([
    ['sound', 'sad piano', undefined],
    ['sound', 'quarterly', 'not-understood'],
    ['filter', 'year:1990', undefined],
    ['sound', 'tax report', 'not-understood'],
    ['sound', '-invoices', 'not-understood']
  ])
  expect(alternatives[0]!.positive.map(({ text }) => text)).toEqual(['sad piano'])
  expect(alternatives[0]!.negative).toEqual([])
  expect(alternatives[0]!.words).toContain('tax report')
})
