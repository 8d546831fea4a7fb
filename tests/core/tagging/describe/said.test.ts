import { expect, it } from 'vitest'
import type { Measured } from '../../../../src-main/contract/measured.ts'
import { say } from '../../../../src-renderer/text/say.ts'
import { keyText, tempoText } from '../../../../src-main/words/index.ts'
import { saidOfFeeling, saidOfMeasured } from '../../../../src-main/core/tagging/describe/said.ts'

const measured: Measured = {
  bpm: 72.4,
  bpmConfidence: 0.9,
  bpmOther: null,
  key: 'A minor',
  keyConfidence: 0.8,
  loudness: -16,
  loudnessRange: 5,
  truePeak: -1
}

it('says of the measurements what is sure', () => {
  expect(saidOfMeasured(measured)).toEqual({
    tempo: { bpm: 72.4, pace: 'slow' },
    key: 'A minor',
    doubt: { tempo: 'sure', key: 'likely' },
    loudness: null
  })
  expect(saidOfMeasured({ ...measured, keyConfidence: 0.1 })).toMatchObject({ key: null })
  expect(saidOfMeasured({ ...measured, bpmConfidence: 0.1 })).toMatchObject({ tempo: null })
  expect(saidOfMeasured(null)).toEqual({
    tempo: null,
    key: null,
    doubt: { tempo: null, key: null },
    loudness: null
  })
})

it.each([
  [80, 'moderate'],
  [120, 'fast'],
  [170, 'very-fast']
])('calls %d beats a minute %s', (bpm, pace) => {
  expect(saidOfMeasured({ ...measured, bpm })).toMatchObject({ tempo: { pace } })
})

it.each([
  [-30, 'quiet'],
  [-8, 'loud'],
  [null, null]
])('calls %s LUFS %s', (loudness, said) => {
  expect(saidOfMeasured({ ...measured, loudness })).toMatchObject({ loudness: said })
})

const lines = { energetic: 1, calm: 0.5, bright: 0.8, dark: null }

it.each([
  [1.2, 0.9, 'energetic', 'bright'],
  [0.9, 0.7, null, null],
  [-0.6, -3, 'calm', null],
  [null, null, null, null]
])('calls an energy of %s and a valence of %s %s and %s', (energy, valence, energetic, bright) => {
  expect(saidOfFeeling({ energy, valence }, lines)).toEqual({ energy: energetic, valence: bright })
})

it('says nothing of a model whose measures were never tried, and nothing twice', () => {
  const none = { energetic: null, calm: null, bright: null, dark: null }
  expect(saidOfFeeling({ energy: 9, valence: 9 }, none)).toEqual({ energy: null, valence: null })
  expect(saidOfFeeling({ energy: -2, valence: 1 }, lines, ['Calm'])).toEqual({
    energy: null,
    valence: 'bright'
  })
})

it('says how far a tempo and a key can be believed', () => {
  const of = (more: Partial<Measured>) => ({ ...measured, ...more })
  expect(tempoText(measured)).toBe('about 72 bpm')
  expect(tempoText(of({ bpmOther: 144.8 }))).toBe('probably 72 bpm, or 145')
  expect(tempoText(of({ bpmConfidence: 0.6 }))).toBe('probably 72 bpm')
  expect(tempoText(of({ bpmConfidence: 0.3 }))).toBe('perhaps 72 bpm')
  expect(tempoText(of({ bpm: null }))).toBe('')
  expect(keyText(measured)).toBe('probably A minor')
  // However sure the measuring is of itself.
  expect(keyText(of({ keyConfidence: 1 }))).toBe('probably A minor')
  expect(keyText(of({ keyConfidence: 0.5 }))).toBe('perhaps A minor')
  expect(keyText(of({ key: null }))).toBe('')
  expect(say.facts.measuredTempo(of({ bpmOther: 144.8 }))).toBe('measured: probably 72 bpm, or 145')
  expect(say.facts.measuredKey(measured)).toBe('measured: probably A minor')
})
