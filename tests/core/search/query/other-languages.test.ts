import { resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { Glossaries } from '../../../../src-main/core/search/glossary/glossaries.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'
import type { Phrase } from '../../../../src-main/core/search/query/plan.ts'

const glossaries = new Glossaries(resolve(import.meta.dirname, '../../../../resources/glossaries'))
const read = (text: string) => parseQuery(text, 0, glossaries)
const phrases = (sign: string, all: readonly Phrase[]): string[] =>
  all.map(one => sign + (one.english ?? `"${one.text}"`))
const heard = (text: string): string =>
  read(text)
    .alternatives.map(({ positive, negative }) =>
      [...phrases('', positive), ...phrases('-', negative)].join(', ')
    )
    .join(' | ')

describe('what is denied', () => {
  it.each([
    ['보컬 없는 피아노', 'piano, -vocals'],
    ['드럼과 베이스 없는 록', 'rock, -drums, -bass'],
    ['조용한 피아노 드럼 소리 없이', 'quiet piano, -drums'],
    ['시끄럽지 않은 음악', 'music, -loud'],
    ['피아노 빼고', '-piano'],
    ['ボーカルなしのピアノ', 'piano, -vocals'],
    ['歌のないロック', 'rock, -vocals'],
    ['ドラムとベース抜きのジャズ', 'jazz, -drums, -bass'],
    ['うるさくないロック', 'rock, -loud'],
    ['没有人声的钢琴', 'piano, -vocals'],
    ['不要鼓', '-drums'],
    ['不吵的音乐', 'music, -loud'],
    ['piano sin voz ni batería', 'piano, -voice, -drums'],
    ['música sem bateria para dormir', 'music for sleep, -drums'],
    ['musique calme sans paroles pour dormir', 'calm music for sleep, -lyrics'],
    ['ruhiges Klavier ohne Gesang', 'calm piano, -vocals'],
    ['ohne Gesang und Schlagzeug', '-vocals, -drums'],
    ['kein Gesang', '-vocals'],
    ['chitarra senza voce', 'guitar, -voice'],
    ['музыка без вокала и барабанов для сна', 'music for sleep, -vocals, -drums'],
    ['не громко', '-loud'],
    // As in English.
    ['dreamy synths without vocals', '"dreamy synths", -"vocals"'],
    ['piano sans vocals', '"piano", -"vocals"'],
    ['no surprises', '-"surprises"'],
    // "no" is "in the" in Portuguese.
    ['música no estilo samba', 'music style samba']
  ])('%j', (text, expected) => expect(heard(text)).toBe(expected))
})

describe('the rest of the grammar', () => {
  it.each([
    ['잔잔한 피아노 -보컬 year:1990..1999', 'calm piano, -vocals'],
    ['잔잔한 year:1990 피아노', 'calm piano'],
    ['ruhiges Klavier, Regen', 'calm piano, rain'],
    ['静かなピアノ、夜', 'quiet piano, night'],
    ['安静，「夜晚」', 'quiet, night'],
    ['Klavier | Gitarre ohne Gesang', 'piano | guitar, -vocals'],
    ['musique -"voix féminine"', 'music, -female voice'],
    ['sin "voz femenina" guitarra', 'guitar, -female voice'],
    ['조용한 재즈, 추천해줘', 'quiet jazz'],
    ['like:"Teardrop" tranquillo', 'calm'],
    ['genre:재즈', '']
  ])('%j', (text, expected) => expect(heard(text)).toBe(expected))
})

test('a part says what it was understood as, in its own words', () => {
  expect(read('드럼 없는 잔잔한 피아노').parts).toEqual([
    {
      kind: 'sound',
      text: '드럼 없는',
      start: 0,
      end: 5,
      negative: true,
      understoodAs: { language: 'ko', english: 'drums' }
    },
    {
      kind: 'sound',
      text: '잔잔한 피아노',
      start: 6,
      end: 13,
      negative: false,
      understoodAs: { language: 'ko', english: 'calm piano' }
    }
  ])
  expect(read('calm piano').parts[0]).not.toHaveProperty('understoodAs')
})

test('what is denied keeps the words that were typed for it', () => {
  expect(read('드럼 없는 피아노').alternatives[0]!.negative[0]!.text).toBe('드럼')
  expect(read('ohne Gesang').alternatives[0]!.negative[0]!.text).toBe('Gesang')
})

test('titles are looked for as they are typed', () => {
  expect(read('슬픈 인연 -드럼').alternatives[0]!.words).toBe('슬픈 인연')
})

test('any text: parts are stretches of it, in order, and never overlap', () => {
  const pieces = [
    '보컬',
    ' 없는',
    '과',
    ' ',
    '의',
    '静かな',
    'なし',
    '歌',
    '没有',
    '的',
    '不',
    ',',
    '、',
    '|',
    '-',
    '"',
    '「',
    '」',
    ' ohne ',
    'Gesang',
    ' und ',
    ' sin ',
    'voz',
    ' ni ',
    ' без ',
    'гитара',
    ' year:1990 ',
    'like:',
    'l’',
    '80',
    'é',
    '\u0301',
    '\u3099',
    'ﾞ',
    '🎹',
    'piano '
  ]
  let state = 7
  const random = (): number => (state = (state * 48271) % 2147483647)
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: random() % 14 }, () => pieces[random() % pieces.length]!).join('')
    let at = 0
    for (const part of read(text).parts) {
      expect(part.text).toBe(text.slice(part.start, part.end))
      expect(part.start, text).toBeGreaterThanOrEqual(at)
      expect(part.end, text).toBeGreaterThan(part.start)
      at = part.end
    }
  }
})

// Work that grows with the square of the length would run into the limit of the test.
test('a pasted book costs no more than its length', { timeout: 60_000 }, () => {
  for (const unit of ['잔잔한 ', '静か', '的', 'tranquila ', 'ohne ', 'без ']) {
    expect(read(unit.repeat(200_000 / unit.length)).alternatives, unit).not.toEqual([])
  }
})
