import { expect, it } from 'vitest'
import { lanes, Spectra } from '../../../../src-main/core/audio/measure/spectra.ts'
import { Spectrum } from '../../../../src-main/core/audio/measure/spectrum.ts'

/** Loud low sines and soft noise, after a seed. */
function sound(length: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 0.6 * Math.sin(0.11 * i) + 0.3 * Math.sin(0.5 * i) + 0.01 * (state / 2 ** 31 - 1)
  })
}

/** What comes of a stream that is cut into blocks of a length, a frame each. */
function heard(
  samples: Float32Array,
  form: ConstructorParameters<typeof Spectra>[0],
  block: number
): number[][] {
  const frames: number[][] = []
  const spectra = new Spectra(form, (power, count) => {
    for (let frame = 0; frame < count; frame++) frames.push([...power].filter((_, i) => i % lanes === frame))
  })
  for (let at = 0; at < samples.length; at += block) spectra.push(samples.subarray(at, at + block))
  spectra.end()
  return frames
}

const forms = [
  { size: 32, hop: 8 },
  { size: 512, hop: 320 },
  { size: 2048, hop: 1024 }
]

it.each(forms)('the kernel says of $size samples what plain code says', ({ size, hop }) => {
  const samples = sound(size + 6 * hop + 3, size)
  const frames = heard(samples, { size, hop }, 1000)
  expect(frames.length).toBe(7)
  const plain = new Spectrum(size)
  const power = new Float64Array(size / 2 + 1)
  for (const [frame, found] of frames.entries()) {
    plain.of(samples, frame * hop, power)
    const most = Math.max(...power)
    for (let bin = 1; bin < size / 2; bin++) {
      expect(Math.abs(found[bin]! - power[bin]!)).toBeLessThan(
        1e-6 * Math.sqrt(most * power[bin]!) + 1e-12 * most
      )
    }
  }
})

it('bands are the sums of their bins', () => {
  const samples = sound(3000, 5)
  const edges = [1, 3, 5, 19, 240]
  const [bins, bands] = [
    { size: 512, hop: 320 },
    { size: 512, hop: 320, edges }
  ].map(form => heard(samples, form, 700))
  expect(bands!.length).toBe(bins!.length)
  for (const [frame, found] of bands!.entries()) {
    const expected = edges
      .slice(1)
      .map((end, i) => bins![frame]!.slice(edges[i], end).reduce((a, b) => a + b, 0))
    for (const [band, value] of found.entries()) expect(value / expected[band]!).toBeCloseTo(1, 5)
  }
})

it.each([0, 511, 512, 831, 832, 2000])('%s samples have as many frames as fit', length => {
  const frames = heard(sound(length, 1), { size: 512, hop: 320 }, 100)
  expect(frames.length).toBe(length < 512 ? 0 : Math.floor((length - 512) / 320) + 1)
  expect(frames).toEqual(heard(sound(length, 1), { size: 512, hop: 320 }, 2000))
})
