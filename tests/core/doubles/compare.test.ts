import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../../src-main/core/doubles/sound/compare.ts'
import { PrintMaker, printRate, type SoundPrint } from '../../../src-main/core/doubles/sound/print.ts'
import { isSame } from '../../../src-main/core/doubles/sound/verdict.ts'
import { brighter, louder, noisy, notes, pressed } from './made-notes.ts'

const seconds = 16
const song = notes(seconds, 1)

function printOf(samples: Float32Array): SoundPrint {
  const maker = new PrintMaker()
  for (let at = 0; at < samples.length; at += 10_000) maker.push(samples.subarray(at, at + 10_000))
  return maker.end()
}

const notes2 = notes(seconds, 3)
const own = printOf(song)

describe('two files that hold the same recording', () => {
  it.each([
    ['softer', louder(song, -9), 0, 9],
    ['with the noise of a codec', noisy(song, 0.002), 0, 0],
    ['cut at its head', song.slice(3 * printRate), 3, 0],
    ['cut at its tail', song.slice(0, 11 * printRate), 0, 0]
  ])('are told: %s', (_, other, shift, gain) => {
    const difference = differenceOf(own, printOf(other))!
    expect(difference.shift).toBeCloseTo(shift, 1)
    expect(difference.gain).toBeCloseTo(gain, 0)
    expect(isSame(difference), JSON.stringify(difference)).toBe(true)
  })
})

describe('two files that do not', () => {
  it.each([
    ['other music', notes(seconds, 2)],
    ['its treble raised', brighter(song, 0.6)],
    ['its loud moments pressed', pressed(song)],
    ['another melody over it', song.map((sample, i) => sample + 0.7 * (notes2[i] ?? 0))],
    ['played faster', song.map((_, i) => song[Math.floor(i * 1.03)] ?? 0)]
  ])('are left alone: %s', (_, other) => {
    const difference = differenceOf(own, printOf(other))
    expect(difference !== null && isSame(difference), JSON.stringify(difference)).toBe(false)
  })
})

it('says nothing of silence, or of next to nothing', () => {
  expect(differenceOf(own, printOf(new Float32Array(10 * printRate)))).toBeNull()
  expect(
    differenceOf(printOf(new Float32Array(10 * printRate)), printOf(new Float32Array(10 * printRate)))
  ).toBeNull()
  expect(differenceOf(own, printOf(song.slice(0, printRate)))).toBeNull()
})
