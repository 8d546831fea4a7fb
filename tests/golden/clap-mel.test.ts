import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ClapMel, melBands, melFrames } from '../../src-main/core/inference/clap/log-mel.ts'

/** What Hugging Face's transformers make of four made sounds (clap/make_mel.py). */
interface Sound {
  name: string
  samples: number
  partials: [hz: number, level: number][]
  noise: number
  seed: number
  mean: number
  least: number
  most: number
  frames: Record<string, number[]>
}

const { sounds } = JSON.parse(readFileSync(new URL('./clap/mel.json', import.meta.url), 'utf8')) as {
  sounds: Sound[]
}

function soundOf({ samples, partials, noise, seed }: Sound): Float32Array {
  const pcm = new Float32Array(samples)
  let state = seed
  for (let n = 0; n < samples; n++) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    let value = noise * (state / 2 ** 31 - 1)
    for (const [hz, level] of partials) value += level * Math.sin((2 * Math.PI * hz * n) / 48_000)
    pcm[n] = value
  }
  return pcm
}

/** dB. The reference keeps its spectrum in single precision: that is what differs. */
const near = 0.01

test.each(sounds)('$name comes out as the reference has it', sound => {
  const mel = new ClapMel().of(soundOf(sound))
  expect(mel.length).toBe(melFrames * melBands)
  expect(Math.abs(mel.reduce((sum, x) => sum + x, 0) / mel.length - sound.mean)).toBeLessThan(near)
  expect(Math.abs(mel.reduce((a, b) => Math.min(a, b)) - sound.least)).toBeLessThan(near)
  expect(Math.abs(mel.reduce((a, b) => Math.max(a, b)) - sound.most)).toBeLessThan(near)
  for (const [frame, bands] of Object.entries(sound.frames)) {
    const at = Number(frame) * melBands
    const apart = bands.map((value, band) => Math.abs(mel[at + band]! - value))
    expect(Math.max(...apart), `frame ${frame}`).toBeLessThan(near)
  }
})

test('1001 frames of 64 bands; what short audio does not fill is silence of -100 dB', () => {
  const clap = new ClapMel()
  const short = Float32Array.from({ length: 158_400 }, (_, i) => Math.sin(i / 7))
  const mel = clap.of(short)
  expect([melFrames, melBands]).toEqual([1001, 64])
  // Three whole turns end at 9.9 s: frame 990 lies on their end, from 992 on its window reaches nothing but silence.
  expect(mel.subarray(992 * 64).every(x => x === -100)).toBe(true)
  expect(mel.subarray(980 * 64, 981 * 64).some(x => x > -40)).toBe(true)
  // Nothing of it stays behind for the next window.
  const quiet = clap.of(new Float32Array(480_000))
  expect(quiet.every(x => x === -100)).toBe(true)
})

test('no sound and more than ten seconds are refused', () => {
  for (const length of [0, 480_001]) {
    expect(() => new ClapMel().of(new Float32Array(length))).toThrow(
      expect.objectContaining({ code: 'internal' })
    )
  }
})
