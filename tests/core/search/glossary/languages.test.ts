import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readEntries } from '../../../../src-main/core/search/glossary/entries.ts'
import { Glossaries } from '../../../../src-main/core/search/glossary/glossaries.ts'
import { languages } from '../../../../src-main/core/search/glossary/languages/index.ts'

const folder = resolve(import.meta.dirname, '../../../../resources/glossaries')
const glossaries = new Glossaries(folder)
const read = (text: string): string => {
  const found = glossaries.toEnglish(text)
  return found ? `${found.language}: ${found.english}` : 'as it is'
}

describe('Korean', () => {
  it.each([
    ['잔잔한 피아노', 'ko: calm piano'],
    ['잔잔하게', 'ko: calm'],
    ['잔잔하고 슬픈 피아노를', 'ko: calm and sad piano'],
    ['슬퍼요', 'ko: sad'],
    ['느려서 졸린 노래', 'ko: slow sleepy song'],
    ['어두웠던 밤', 'ko: dark night'],
    ['무서운데 신비로운 음악', 'ko: scary mysterious music'],
    ['밝고 경쾌한 기타', 'ko: bright upbeat guitar'],
    ['비가 내리는 밤에 듣는 재즈', 'ko: rainy night jazz'],
    ['바이올린과 첼로', 'ko: violin and cello'],
    ['재즈피아노', 'ko: jazz piano'],
    ['영화음악처럼 웅장한', 'ko: film music epic'],
    ['80년대 발라드', 'ko: 80s ballad'],
    ['아이유의 잔잔한 노래', 'ko: 아이유의 calm song'],
    ['chill한 피아노', 'ko: chill한 piano'],
    ['아이유', 'as it is']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Japanese', () => {
  it.each([
    ['静かなピアノ', 'ja: quiet piano'],
    ['悲しくて静かで美しい曲', 'ja: sad quiet beautiful song'],
    ['寂しげな笛の音', 'ja: lonely flute sound'],
    ['激しくないギター', 'ja: not intense guitar'],
    ['ジャズトランペットとベース', 'ja: jazz trumpet and bass'],
    ['80年代のアニソン', 'ja: 80s anime music'],
    ['雨の日に聴きたいジャズ', 'ja: rainy day jazz'],
    ['弦楽四重奏', 'ja: string quartet'],
    ['ﾋﾟｱﾉ', 'ja: piano'],
    ['テイラースウィフトの悲しい曲', 'ja: テイラースウィフト sad song'],
    ['クロックタワー', 'as it is'],
    ['きゃりーぱみゅぱみゅ', 'as it is']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Chinese', () => {
  it.each([
    ['平静的钢琴', 'zh: calm piano'],
    ['又快又吵的朋克', 'zh: fast and loud punk'],
    ['70年代的老摇滚', 'zh: 70s old rock'],
    ['下雨天爵士', 'zh: rainy day jazz'],
    ['安靜的鋼琴', 'zh: quiet piano'],
    ['溫柔的女聲', 'zh: gentle female vocals'],
    ['搖滾樂', 'zh: rock'],
    ['電影配樂', 'zh: film music'],
    ['周杰伦的安静的歌', 'zh: 周杰伦 quiet song'],
    ['周杰伦', 'as it is']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Spanish', () => {
  it.each([
    ['música tranquila de guitarra', 'es: calm music guitar'],
    ['musica alegre para correr', 'es: happy music for running'],
    ['guitarras acústicas rápidas', 'es: acoustic guitar fast'],
    ['canciones tristes', 'es: songs sad'],
    ['voces femeninas suaves', 'es: female vocals soft'],
    ['rock de los 80', 'es: rock 80s'],
    ['como Shakira pero más lento', 'es: like Shakira but more slow'],
    ['quiero algo tranquilo', 'es: something calm']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Portuguese', () => {
  it.each([
    ['canções tristes', 'pt: songs sad'],
    ['sons da natureza', 'pt: nature sounds'],
    ['vozes femininas', 'pt: female voice'],
    ['violão bem calminho', 'pt: acoustic guitar very calm'],
    ['rock dos anos 80', 'pt: rock 80s'],
    ['violões e violinos', 'pt: acoustic guitar and violin']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('French', () => {
  it.each([
    ["musique d'ambiance pour un dîner", 'fr: background music for dinner'],
    ['chansons joyeuses', 'fr: songs happy'],
    ['musiques instrumentales', 'fr: instrumental music'],
    ["l'amour triste", 'fr: love sad'],
    ['pop des années 80', 'fr: pop 80s'],
    ['guitare électrique saturée', 'fr: electric guitar distorted'],
    ['fetes et violons', 'fr: party and violin']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('German', () => {
  it.each([
    ['fröhliche Musik', 'de: happy music'],
    ['froehliche Musik', 'de: happy music'],
    ['dunkle Klänge', 'de: dark sounds'],
    ['ruhiges Klavierstück', 'de: calm piano piece'],
    ['schöne Frauenstimmen', 'de: beautiful female voice'],
    ['Gitarrenmusik', 'de: guitar music'],
    ['Popmusik', 'de: pop'],
    ['80er Synthesizer', 'de: 80s synthesizer'],
    ['Tanzmusik aus den Siebzigern', 'de: dance music from 70s'],
    ['GERÄUSCHE IM GROSSEN WALD', 'de: sounds in big forest']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Italian', () => {
  it.each([
    ['canzoni tristi', 'it: songs sad'],
    ['musiche malinconiche e lente', 'it: music melancholic and slow'],
    ['lunghi assoli di chitarra', 'it: long guitar solo'],
    ['pop anni 80', 'it: pop 80s'],
    ["quartetto d'archi", 'it: string quartet']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

describe('Russian', () => {
  it.each([
    ['грустную скрипку', 'ru: sad violin'],
    ['тихую музыку для сна', 'ru: quiet music for sleep'],
    ['с весёлыми скрипками', 'ru: cheerful violin'],
    ['веселые барабаны', 'ru: cheerful drums'],
    ['музыка 90-х', 'ru: music 90s'],
    ['босса-нова', 'ru: bossa nova'],
    ['Земфира тихо', 'ru: Земфира quiet']
  ])('%j', (text, expected) => expect(read(text)).toBe(expected))
})

test('what is known and what is not is told as it was typed', () => {
  expect(glossaries.toEnglish('Земфира, тихую  гитару')).toEqual({
    language: 'ru',
    english: 'Земфира quiet guitar',
    matched: ['тихую', 'гитару'],
    unknown: ['Земфира']
  })
})

test('syllables and letters in pieces, as file systems keep them, and full width', () => {
  expect(read('잔잔한 피아노'.normalize('NFD'))).toBe('ko: calm piano')
  expect(read('ピアノ'.normalize('NFD'))).toBe('ja: piano')
  expect(read('fröhliche Musik'.normalize('NFD'))).toBe('de: happy music')
  expect(read('ＥＤＭ 신나는')).toBe('ko: edm upbeat')
})

test('the longest term wins', () => {
  expect(read('voz de mujer')).toBe('es: female voice')
  expect(read('voz')).toBe('es: voice')
  expect(read('현악 4중주')).toBe('ko: string quartet')
  expect(read('中国风的歌')).toBe('zh: chinese song')
})

// Work that grows with the square of the length would run into the limit of the test.
test('a text twenty thousand letters long is answered', { timeout: 60_000 }, () => {
  const units = [
    '잔잔',
    '静か',
    'ロック',
    'クロ',
    '的',
    'ohneKlavier',
    'tranquila ',
    'де',
    "l'",
    '80',
    'ﾞ',
    '가나다 ',
    '없는 '
  ]
  for (const unit of units) {
    const text = unit.repeat(20_000 / unit.length)
    const [one, many] = [glossaries.toEnglish(unit), glossaries.toEnglish(text)]
    expect(many?.language ?? one?.language, unit).toBe(one?.language ?? many?.language)
  }
})

test('only what a text needs is read', () => {
  const fresh = new Glossaries(folder)
  fresh.toEnglish('sad piano without vocals')
  expect(fresh.loaded).toEqual([])
  fresh.toEnglish('Motörhead')
  expect(fresh.loaded).toEqual([])
  fresh.toEnglish('잔잔한 피아노')
  expect(fresh.loaded).toEqual(['ko'])
  fresh.toEnglish('грустная скрипка')
  expect(fresh.loaded).toEqual(['ko', 'ru'])
})

describe.each(languages)('the glossary of $file', ({ file, spelling }) => {
  const entries = readEntries(join(folder, `${file}.tsv`))

  it('has a thousand terms and more', () => expect(entries.length).toBeGreaterThanOrEqual(1000))

  it('has no term twice', () => {
    const terms = entries.map(({ term }) =>
      spelling(term.normalize('NFKC').toLowerCase()).replace(/[-’']/g, ' ')
    )
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([])
  })
})

test('a line that is no term, tab and English is named', () => {
  const bad = mkdtempSync(join(tmpdir(), 'earshot-glossary-'))
  try {
    writeFileSync(join(bad, 'korean.tsv'), '# head\n피아노\tpiano\n기타 guitar\n')
    expect(() => new Glossaries(bad).toEnglish('피아노')).toThrow(/korean\.tsv:3/)
    expect(() => new Glossaries(bad).toEnglish('пианино')).toThrow(/russian\.tsv/)
  } finally {
    rmSync(bad, { recursive: true })
  }
})
