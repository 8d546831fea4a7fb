import { describe, expect, it } from 'vitest'
import { SoundMeter } from '../../../../src-main/core/audio/measure/measure.ts'
import { samplesOf } from '../../../support/audio.ts'
import { chords, clicks } from './made-music.ts'

function measured(samples: Float32Array, block = 7777) {
  const meter = new SoundMeter()
  for (let at = 0; at < samples.length; at += block) meter.push(samples.subarray(at, at + block))
  return meter.end(null)
}

describe('tempo', () => {
  it.each([90.5, 100, 120, 128, 140.3, 150])('of clicks at %s', bpm => {
    const found = measured(clicks(bpm, 40))
    expect(Math.abs(found.bpm! / bpm - 1)).toBeLessThan(0.01)
    expect(found.bpmConfidence).toBeGreaterThan(0.5)
  })

  it.each([52, 62, 75])('of plain clicks at %s', bpm => {
    expect(Math.abs(measured(clicks(bpm, 40, 1)).bpm! / bpm - 1)).toBeLessThan(0.01)
  })

  it('is given with its double where both are likely', () => {
    const { bpm, bpmOther, bpmConfidence } = measured(clicks(92, 25))
    expect(Math.abs(bpm! / 92 - 1)).toBeLessThan(0.01)
    expect(Math.abs(bpmOther! / 184 - 1)).toBeLessThan(0.01)
    expect(bpmConfidence).toBeLessThan(0.75)
  })

  it('is null where nothing beats', () => {
    const sound = { seconds: 30, sampleRate: 16_000 }
    expect(measured(samplesOf({ ...sound, shape: 'noise' })).bpm).toBeNull()
    expect(measured(samplesOf({ ...sound, shape: 'silence' })).bpm).toBeNull()
    expect(measured(samplesOf({ ...sound, hz: 220 })).bpm).toBeNull()
  })

  it('is null when it keeps changing', () => {
    const parts = [70, 91, 113, 79, 131, 101].map(bpm => clicks(bpm, 8))
    const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
    parts.reduce((at, part) => (samples.set(part, at), at + part.length), 0)
    expect(measured(samples).bpmConfidence).toBeLessThan(0.5)
  })
})

describe('key', () => {
  const up = (steps: number, pitches: number[][]): number[][] =>
    pitches.map(chord => chord.map(pitch => pitch + steps))
  // I IV V I, and i iv V i.
  const major = [
    [48, 60, 64, 67],
    [53, 60, 65, 69],
    [55, 59, 62, 67],
    [48, 60, 64, 67]
  ]
  const minor = [
    [45, 57, 60, 64],
    [50, 57, 62, 65],
    [52, 56, 59, 64],
    [45, 57, 60, 64]
  ]

  it.each([
    ['C major', 0],
    ['D major', 2],
    ['F# major', 6],
    ['Bb major', -2]
  ])('%s', (key, steps) => {
    const found = measured(chords(up(steps, major), 4))
    expect(found.key).toBe(key)
    expect(found.keyConfidence).toBeGreaterThan(0.5)
  })

  it.each([
    ['A minor', 0],
    ['C minor', 3],
    ['G# minor', -1]
  ])('%s', (key, steps) => {
    expect(measured(chords(up(steps, minor), 4)).key).toBe(key)
  })

  it('of a recording that is tuned elsewhere', () => {
    expect(measured(chords(up(2, major), 4, 2, 35)).key).toBe('D major')
    expect(measured(chords(up(2, major), 4, 2, -30)).key).toBe('D major')
  })

  it('is null without pitch', () => {
    const sound = { seconds: 30, sampleRate: 16_000 }
    expect(measured(samplesOf({ ...sound, shape: 'noise' })).key).toBeNull()
    expect(measured(samplesOf({ ...sound, shape: 'silence' })).key).toBeNull()
  })
})

it('does not depend on how the stream is cut', () => {
  const samples = clicks(104, 20)
  expect(measured(samples, 160)).toEqual(measured(samples, samples.length))
})
