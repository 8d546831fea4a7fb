import { resolve } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Glossaries } from '../../src-main/core/search/glossary/glossaries.ts'
import { cellText } from '../../src-renderer/text/cells.ts'
import { ko } from '../../src-renderer/text/ko/ko.ts'
import { lasting } from '../../src-renderer/text/ko/numbers.ts'
import { josa } from '../../src-renderer/text/ko/particles.ts'
import { speak } from '../../src-renderer/text/language.svelte.ts'
import { say } from '../../src-renderer/text/say.ts'
import type { Cases } from '../support/words/cases.ts'
import { expectations } from '../support/words/expected.ts'
import { confinements, databaseFaults, modelFaults, providerFaults } from '../support/words/faults.ts'
import { entryReasons, smartReasons } from '../support/words/reasons.ts'
import {
  draftNotes,
  exportLosses,
  importNotes,
  meanings,
  reportNotes,
  ruleNotes
} from '../support/words/remarks.ts'
import { wordsOf } from '../support/words/tree.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  speak(() => 'en')
})

describe('the language of the window', () => {
  it('changes at once, also for a part that is held', () => {
    const words = say.player
    const kinds = say.tags.groups
    expect([words.play, kinds.mood, say.numbers.tracks(2000)]).toEqual(['Play', 'Mood', '2,000 tracks'])
    speak(() => 'ko')
    expect([words.play, kinds.mood, say.numbers.tracks(2000)]).toEqual(['재생', '분위기', '2,000곡'])
    expect(Object.values(kinds)).toContain('목소리')
    speak(() => 'en')
    expect(words.play).toBe('Play')
  })

  it.each([
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['kok-IN', 'en'],
    ['de-DE', 'en']
  ] as const)('on a system in %s it is %s unless another is chosen', (system, language) => {
    vi.stubGlobal('navigator', { language: system })
    speak(() => 'system')
    expect(say.undo).toBe(language === 'ko' ? '되돌리기' : 'Undo')
    speak(() => 'en')
    expect(say.undo).toBe('Undo')
  })

  it('days and numbers follow it', () => {
    const time = new Date(2026, 10, 23, 14, 5).getTime()
    expect([say.numbers.moment(time), cellText('added', time)]).toEqual(['23 Nov 2026, 14:05', '23 Nov 2026'])
    speak(() => 'ko')
    expect(cellText('added', time)).toBe('2026년 11월 23일')
    expect(say.numbers.moment(time)).toBe('2026년 11월 23일 오후 2:05')
    expect([say.numbers.bytes(1500), say.numbers.signed(-2.44), say.numbers.count(12_410)]).toEqual([
      '1.5 kB',
      '−2.4',
      '12,410'
    ])
    expect([0.2, 40, 90, 11_940, 7200, 200_000].map(lasting)).toEqual([
      '1초',
      '40초',
      '2분',
      '3시간 19분',
      '2시간',
      '2일'
    ])
  })
})

/** What is called the same in every language, and what people type as it stands. */
const alike = [
  /^(?:brand|settings\.languages\.en|edit\.lookOverKey|edit\.of)$/,
  /^settings\.providers\.coreml$/,
  /^columns\.names\.bpm$/,
  /^edit\.helpers\.(?:hows\.|widths$)/,
  /^playlists\.(?:importKinds|columns\.place)$/,
  /^playlists\.exporting\.(?:players\.|formats\.xspf)/,
  /^playlists\.(?:editor\.(?:limits\.bytes|deepest|sorts\.bpm)|maker\.(?:placeholder|examples))$/,
  /^tags\.vocabulary\.importer\.example$/
]

it('every word is there in Korean', () => {
  const foreign = wordsOf(ko)
    .filter(([name, word]) => typeof word !== 'function' && !alike.some(known => known.test(name)))
    .filter(([, word]) => [word].flat().some(text => !/[가-힣]/.test(String(text))))
  expect(foreign).toEqual([])
})

it('what a function of Korean says is no English', () => {
  const english = wordsOf(ko).filter(
    ([, word]) => typeof word === 'function' && /['`][A-Z][a-z]+ [a-z]+/.test(String(word))
  )
  expect(english.map(([name]) => name)).toEqual([])
})

/** What is said as somebody else said it. */
const quoted = /^(?:written|failed|damaged|unreadable|found-by)$/

it('there are Korean words for every code', () => {
  const { maker, editor, report, exporting, imported, entryReason, smartReason } = ko.playlists
  const said = (cases: Cases<{ code: string }>, say: (of: never) => string): [string, string][] =>
    Object.entries(cases).flatMap(([code, rows]) =>
      rows.map(([of]): [string, string] => [code, say(of as never)])
    )
  const all = [
    ...said(entryReasons, entryReason),
    ...said(smartReasons, smartReason),
    ...said(meanings, of => maker.chip('이것', of)),
    ...said(draftNotes, maker.note),
    ...said(ruleNotes, editor.note),
    ...said(reportNotes, report.note),
    ...said(exportLosses, exporting.loss),
    ...said(importNotes, imported.note),
    ...said(expectations, ko.search.takes),
    ...said(providerFaults, ko.settings.providerFault),
    ...said(modelFaults, ko.models.fault),
    ...said(databaseFaults, ko.settings.databaseFault),
    ...said(confinements, ko.settings.confinement)
  ]
  const foreign = all.filter(([code, text]) => !quoted.test(code) && !/[가-힣]/.test(text))
  expect(foreign).toEqual([])
  expect(all.filter(([, text]) => /undefined|null|\[object|NaN/.test(text))).toEqual([])
})

it('what Korean proposes to search for, Earshot reads', () => {
  const glossaries = new Glossaries(resolve(import.meta.dirname, '../../resources/glossaries'))
  const sounds = [...ko.firstRun.examples, ko.search.placeholder.split(': ')[1]!]
    .flatMap(example => example.split(', '))
    .map(sound => sound.replace(/ (?:-|year:).*/, ''))
  expect(sounds.map(sound => glossaries.toEnglish(sound)?.english)).toEqual([
    'dreamy synthesizer',
    'rainy night',
    'sad solo piano',
    'fast drums',
    'warm strings',
    'dreamy synthesizer',
    'rainy night'
  ])
})

it('says how the tempo goes on', () => {
  const of = { sound: 'change', tempo: { change: -12, time: 'double' }, key: 'same', energy: 'less' } as const
  expect(ko.playlists.entryReason({ code: 'made', follows: of, chosen: null })).toBe(
    '앞 곡과 달라짐, 절반 빠르기로 세면 12 BPM 느림, 같은 조성, 더 차분함'
  )
})

describe('particles', () => {
  it.each([
    ['음악', '음악을', '음악으로', '음악이에요'],
    ['노래', '노래를', '노래로', '노래예요'],
    ['첼로', '첼로를', '첼로로', '첼로예요'],
    ['겨울', '겨울을', '겨울로', '겨울이에요'],
    ['“비 오는 밤”', '“비 오는 밤”을', '“비 오는 밤”으로', '“비 오는 밤”이에요'],
    ['음악 (2)', '음악 (2)를', '음악 (2)로', '음악 (2)예요'],
    ['1', '1을', '1로', '1이에요'],
    ['12,410', '12,410을', '12,410으로', '12,410이에요'],
    ['1984', '1984를', '1984로', '1984예요'],
    ['Rock', 'Rock을', 'Rock으로', 'Rock이에요'],
    ['jazz', 'jazz를', 'jazz로', 'jazz예요'],
    ['Metal', 'Metal을', 'Metal로', 'Metal이에요'],
    ['Slow River', 'Slow River를', 'Slow River로', 'Slow River예요'],
    ['Teardrop', 'Teardrop을', 'Teardrop으로', 'Teardrop이에요'],
    ['Trip-hop', 'Trip-hop을', 'Trip-hop으로', 'Trip-hop이에요'],
    ['IDM', 'IDM을', 'IDM으로', 'IDM이에요'],
    ['URL', 'URL을', 'URL로', 'URL이에요'],
    ['DJ', 'DJ를', 'DJ로', 'DJ예요'],
    ['Beyoncé', 'Beyoncé를', 'Beyoncé로', 'Beyoncé예요'],
    ['Кино', 'Кино을(를)', 'Кино(으)로', 'Кино이에요/예요'],
    ['!!!', '!!!을(를)', '!!!(으)로', '!!!이에요/예요']
  ])('%s', (word, object, by, is) => {
    expect([josa(word, '을/를'), josa(word, '으로/로'), josa(word, '이에요/예요')]).toEqual([object, by, is])
  })

  it('of the other kinds', () => {
    expect([josa('곡', '은/는'), josa('노래', '은/는')]).toEqual(['곡은', '노래는'])
    expect([josa('곡', '이/가'), josa('노래', '이/가')]).toEqual(['곡이', '노래가'])
    expect([josa('곡', '과/와'), josa('노래', '과/와')]).toEqual(['곡과', '노래와'])
  })
})
