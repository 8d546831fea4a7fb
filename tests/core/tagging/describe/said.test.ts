import { expect, it } from 'vitest'
import type { Measured } from '../../../../src-main/contract/measured.ts'
import { saidOf } from '../../../../src-main/core/tagging/describe/said.ts'

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
  expect(saidOf(measured)).toEqual({ tempo: { bpm: 72.4, pace: 'slow' }, key: 'A minor', loudness: null })
  expect(saidOf({ ...measured, keyConfidence: 0.1 })).toMatchObject({ key: null })
  expect(saidOf({ ...measured, bpmConfidence: 0.1 })).toMatchObject({ tempo: null })
  expect(saidOf(null)).toEqual({ tempo: null, key: null, loudness: null })
})

it.each([
  [80, 'moderate'],
  [120, 'fast'],
  [170, 'very-fast']
])('calls %d beats a minute %s', (bpm, pace) => {
  expect(saidOf({ ...measured, bpm })).toMatchObject({ tempo: { pace } })
})

it.each([
  [-30, 'quiet'],
  [-8, 'loud'],
  [null, null]
])('calls %s LUFS %s', (loudness, said) => {
  expect(saidOf({ ...measured, loudness })).toMatchObject({ loudness: said })
})
