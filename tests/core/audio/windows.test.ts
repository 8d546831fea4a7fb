import { expect, test } from 'vitest'
import { WindowCutter } from '../../../src-main/core/audio/windows.ts'
import type { AudioWindow } from '../../../src-main/core/audio/windows.ts'

const silence = (): number => 0
const windowSamples = 160_000

function cut(
  seconds: number,
  blockSeconds = 7,
  sample = (i: number): number => (i % 1000) / 1000
): AudioWindow[] {
  const cutter = new WindowCutter()
  const found: AudioWindow[] = []
  const total = Math.round(seconds * 16_000)
  const step = Math.round(blockSeconds * 16_000)
  for (let at = 0; at < total; at += step) {
    const block = new Float32Array(Math.min(step, total - at))
    if (sample !== silence) block.forEach((_, i) => (block[i] = sample(at + i)))
    found.push(...cutter.push(block))
  }
  found.push(...cutter.end())
  return found.filter(window => cutter.isKept(window.start))
}

const starts = (windows: AudioWindow[]): number[] => windows.map(window => window.start)

test('every ten seconds, the last window ending where the track ends', () => {
  expect(starts(cut(20))).toEqual([0, 10])
  expect(starts(cut(34.5))).toEqual([0, 10, 20, 24.5])
  expect(starts(cut(20.5))).toEqual([0, 10])
})

test('windows hold the samples they name', () => {
  for (const window of cut(34.5)) {
    expect(window.pcm.length).toBe(windowSamples)
    const first = Math.round(window.start * 16_000)
    for (const i of [0, 1, 77_777, windowSamples - 1]) {
      expect(window.pcm[i]).toBeCloseTo(((first + i) % 1000) / 1000, 6)
    }
  }
})

test('short audio is repeated until it fills a window', () => {
  const [window, ...rest] = cut(3)
  expect(rest).toEqual([])
  expect(window?.start).toBe(0)
  expect(window?.pcm.slice(48_000, 96_000)).toEqual(window?.pcm.slice(0, 48_000))
  expect(window?.pcm.at(-1)).toBeCloseTo((((windowSamples - 1) % 48_000) % 1000) / 1000, 6)
})

test('less than half a second is too short', () => {
  expect(() => cut(0.49)).toThrow(expect.objectContaining({ code: 'too-short' }))
  expect(() => new WindowCutter().end()).toThrow(expect.objectContaining({ code: 'too-short' }))
  expect(cut(0.5)).toHaveLength(1)
})

test('an hour keeps every window, more keeps evenly spaced ones', () => {
  expect(starts(cut(3600, 600, silence))).toHaveLength(360)
  const longer = starts(cut(3606, 600, silence))
  expect(longer.length).toBeLessThanOrEqual(360)
  expect(longer.slice(0, 3)).toEqual([0, 20, 40])
  expect(longer.at(-1)).toBe(3596)
  const four = starts(cut(4 * 3600, 600, silence))
  expect(four.length).toBeGreaterThan(180)
  expect(four.length).toBeLessThanOrEqual(360)
  expect(new Set(four.slice(1).map((start, i) => start - four[i]!)).size).toBe(1)
})

test('the blocks make no difference', () => {
  expect(cut(47, 0.37)).toEqual(cut(47, 60))
})

test('samples that are no numbers or out of range do no harm', () => {
  const odd = (i: number): number => [NaN, Infinity, -Infinity, 3, -2, 0.25][i % 6]!
  for (const window of cut(12, 5, odd)) {
    expect(Array.from(window.pcm.subarray(0, 6)).every(value => Math.abs(value) <= 1)).toBe(true)
    expect(window.pcm.every(value => value >= -1 && value <= 1)).toBe(true)
  }
})

test('at another rate the places stay the same; short audio can be left as it is', () => {
  const cutter = new WindowCutter({ sampleRate: 48_000, shortAudio: 'leave' })
  const track = Float32Array.from({ length: 48_000 * 24 }, (_, i) => (i % 1000) / 1000)
  const windows = [...cutter.push(track), ...cutter.end()]
  expect(starts(windows)).toEqual([0, 10, 14])
  expect(windows.map(window => window.pcm.length)).toEqual([480_000, 480_000, 480_000])
  expect(windows[2]!.pcm.subarray(0, 5)).toEqual(track.subarray(48_000 * 14, 48_000 * 14 + 5))

  const short = new WindowCutter({ sampleRate: 48_000, shortAudio: 'leave' })
  short.push(Float32Array.from([NaN, ...track.subarray(1, 96_000)]))
  const [window] = short.end()
  expect(window!.pcm).toHaveLength(96_000)
  expect(window!.pcm[0]).toBe(0)
  const tiny = new WindowCutter({ sampleRate: 48_000 })
  tiny.push(track.subarray(0, 23_999))
  expect(() => tiny.end()).toThrow(expect.objectContaining({ code: 'too-short' }))
})

test('a window that was heard lends its memory to a later one, which holds its own sound', () => {
  const cutter = new WindowCutter()
  const [first] = cutter.push(new Float32Array(windowSamples).fill(0.25))
  cutter.takeBack(first!)
  const [second] = cutter.push(new Float32Array(windowSamples).fill(0.5))
  expect(second!.pcm.buffer).toBe(first!.pcm.buffer)
  expect(second!.pcm.every(sample => sample === 0.5)).toBe(true)
  const [third] = cutter.push(new Float32Array(windowSamples).fill(0.75))
  expect(third!.pcm.buffer).not.toBe(second!.pcm.buffer)
  expect(second!.pcm.every(sample => sample === 0.5)).toBe(true)
})
