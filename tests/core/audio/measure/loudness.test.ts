import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtInDecoder } from '../../../../src-main/core/audio/built-in.ts'
import { findDecoder } from '../../../../src-main/core/audio/find-decoder.ts'
import { LoudnessMeter } from '../../../../src-main/core/audio/measure/loudness.ts'
import { encode, writeWav } from '../../../support/audio.ts'
import { scratchFolder } from '../../../support/database.ts'

/** Stereo sine of 1 kHz: pairs of dBFS and seconds, as in EBU Tech 3341 and 3342. */
function steps(rate: number, parts: [number, number][]): Float32Array {
  const frames = parts.reduce((sum, [, seconds]) => sum + seconds * rate, 0)
  const samples = new Float32Array(Math.round(frames) * 2)
  let at = 0
  for (const [level, seconds] of parts) {
    const size = 10 ** (level / 20)
    for (let i = 0; i < seconds * rate && at < samples.length / 2; i++, at++) {
      samples[2 * at] = samples[2 * at + 1] = size * Math.sin((2 * Math.PI * 1000 * at) / rate)
    }
  }
  return samples
}

function loudnessOf(rate: number, samples: Float32Array) {
  const meter = new LoudnessMeter(rate, 2)
  for (let at = 0; at < samples.length; at += 9998) meter.push(samples.subarray(at, at + 9998))
  return meter.end()
}

describe('EBU Tech 3341', () => {
  it.each<[string, number, [number, number][]]>([
    ['1', -23, [[-23, 20]]],
    ['2', -33, [[-33, 20]]],
    [
      '3',
      -23,
      [
        [-36, 10],
        [-23, 60],
        [-36, 10]
      ]
    ],
    [
      '4',
      -23,
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10]
      ]
    ],
    [
      '5',
      -23,
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20]
      ]
    ]
  ])('case %s', (_, expected, parts) => {
    for (const rate of [44_100, 48_000]) {
      expect(Math.abs(loudnessOf(rate, steps(rate, parts)).loudness! - expected)).toBeLessThan(0.1)
    }
  })

  it('true peak between the samples', () => {
    // A quarter of the rate, half a step off: no sample is above 0.354 of 0.5.
    const rate = 48_000
    const samples = new Float32Array(rate * 2)
    for (let i = 0; i < rate; i++) {
      samples[2 * i] = samples[2 * i + 1] = 0.5 * Math.sin((Math.PI / 2) * i + Math.PI / 4)
    }
    const peak = loudnessOf(rate, samples).truePeak!
    expect(peak).toBeGreaterThan(-6.4)
    expect(peak).toBeLessThan(-5.8)
  })
})

it('range of EBU Tech 3342 case 1', () => {
  expect(
    Math.abs(
      loudnessOf(
        48_000,
        steps(48_000, [
          [-20, 20],
          [-30, 20]
        ])
      ).loudnessRange! - 10
    )
  ).toBeLessThan(1)
})

it('silence has none', () => {
  expect(loudnessOf(44_100, new Float32Array(88_200))).toEqual({
    loudness: null,
    loudnessRange: null,
    truePeak: null
  })
})

it('both decoders say what the ebur128 filter says', async () => {
  const folder = scratchFolder()
  const wav = writeWav(join(folder, 'chirp.wav'), { seconds: 12, shape: 'chirp', amplitude: 0.4 })
  const { decoder } = await findDecoder()
  for (const file of [wav, encode(wav, 'flac'), encode(wav, 'mp3')]) {
    const said = spawnSync(
      'ffmpeg',
      ['-nostdin', '-nostats', '-i', file, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
      { encoding: 'utf8' }
    ).stderr
    const summary = said.slice(said.lastIndexOf('Summary:'))
    const value = (name: RegExp): number => Number(name.exec(summary)![1])
    for (const each of [decoder, builtInDecoder()]) {
      const decoding = each.decode(file, { loudness: true })
      for await (const block of decoding) expect(block.length).toBeGreaterThan(0)
      const { loudness, loudnessRange, truePeak } = decoding.report.loudness!
      expect(Math.abs(loudness! - value(/I:\s+(\S+) LUFS/))).toBeLessThan(0.11)
      expect(Math.abs(loudnessRange! - value(/LRA:\s+(\S+) LU/))).toBeLessThan(0.3)
      expect(Math.abs(truePeak! - value(/Peak:\s+(\S+) dBFS/))).toBeLessThan(0.2)
    }
  }
})

it('is left out where nobody asks', async () => {
  const wav = writeWav(join(scratchFolder(), 'tone.wav'), { seconds: 1 })
  const { decoder } = await findDecoder()
  const decoding = decoder.decode(wav)
  for await (const block of decoding) expect(block.length).toBeGreaterThan(0)
  expect(decoding.report.loudness).toBeUndefined()
})
