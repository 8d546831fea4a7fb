import { describe, expect, it } from 'vitest'
import { judgePhrase } from '../../../../src-main/core/search/trust/judge.ts'
import { soundNamed } from '../../../../src-main/core/search/trust/sounding-words.ts'
import { musical, nonsense, otherEnglish, otherWords } from './unheard-phrases.ts'

const isHeard = (phrase: string, number: number | null = null): boolean =>
  judgePhrase(phrase, number).trust !== 'not-understood'
const known = (phrases: string[]): number => phrases.filter(phrase => isHeard(phrase)).length

describe('what can be heard, where the text side gives no number', () => {
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
    ['8842', false]
  ])('%s: %s', (phrase, is) => expect(isHeard(phrase)).toBe(is))

  it('and the lack of a number is said', () => {
    expect(judgePhrase('sad piano', null)).toEqual({
      trust: 'heard',
      signs: [{ code: 'no-number' }, { code: 'words', known: 2, of: 2 }, { code: 'sound', word: 'piano' }]
    })
  })
})

describe('with a number', () => {
  it.each([
    // Words of music for what is none, and none of them for what is.
    ['mouse and keyboard', 0.15, 'not-understood'],
    ['apocalyptic', 0.9, 'not-understood'],
    ['apocalyptic', 0.95, 'unsure'],
    ['sad piano', 0.97, 'heard'],
    ['something to sleep to', 0.5, 'heard'],
    ['frozen peas', 0.31, 'not-understood'],
    // A word that music lacks, of what sounds and of what does not.
    ['meandering sitar', 0.12, 'unsure'],
    ['meandering relatives', 0.5, 'not-understood'],
    ['music', 0, 'heard'],
    ['8842', 0, 'not-understood']
  ])('%s with %d: %s', (phrase, number, trust) => expect(judgePhrase(phrase, number).trust).toBe(trust))

  it('says what it rests on', () => {
    expect(judgePhrase('tax piano', 0.4).signs).toEqual([
      { code: 'number', number: 0.4 },
      { code: 'words', known: 1, of: 2 },
      { code: 'sound', word: 'piano' }
    ])
  })

  it.each([
    ['a meandering sitar for the evening', 'sitar'],
    ['iridescent synths', 'synths'],
    ['harp over strings', 'harp'],
    ['"Grizzled outlaw BALLAD"', 'ballad'],
    ['piano removal', null],
    ['horn of a rhinoceros', null],
    ['of', null],
    ['', null],
    ['42', null]
  ])('%s is about %s', (phrase, word) => expect(soundNamed(phrase)).toBe(word))
})
