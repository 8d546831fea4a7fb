import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import { analyseTrack } from '../../../src-main/core/analysis/analyse-track.ts'
import { AudioTower } from '../../../src-main/core/inference/audio-tower.ts'
import { writeWav } from '../../support/audio.ts'
import { writeTinyAudioTower } from '../inference/tiny-graphs.ts'

/** What is kept of a track's windows as one number each. */

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-scores-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const tools = {
  decoder: builtInDecoder(),
  measure: false,
  expectedSeconds: null,
  signal: new AbortController().signal
}

it('energy and valence are means over the windows', async () => {
  const path = writeWav(join(folder, 'a.wav'), { seconds: 20 })
  const tower = await AudioTower.open(writeTinyAudioTower(join(folder, 'a.onnx'), ['energy', 'valence']))
  const heard: { energy: number | null; valence: number | null }[] = []
  const listening = {
    sampleRate: tower.sampleRate,
    shortAudio: 'tile' as const,
    together: tower.together,
    embedAll: async (windows: readonly Float32Array[]) => {
      const some = await tower.embedAll(windows)
      heard.push(...some)
      return some
    }
  }
  const { sound } = await analyseTrack(path, { ...tools, tower: listening })
  expect(heard.length).toBeGreaterThan(1)
  for (const name of ['energy', 'valence'] as const) {
    const sum = heard.reduce((all, one) => all + one[name]!, 0)
    expect(sound![name]).toBeCloseTo(sum / heard.length, 6)
  }
  await tower.release()
})

it('of a model that gives none there is none', async () => {
  const path = writeWav(join(folder, 'b.wav'), { seconds: 3 })
  const tower = await AudioTower.open(writeTinyAudioTower(join(folder, 'b.onnx')))
  const { sound } = await analyseTrack(path, { ...tools, tower })
  expect(sound).toMatchObject({ energy: null, valence: null })
  await tower.release()
})
