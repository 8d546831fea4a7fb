import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AudioTower } from '../../src-main/core/inference/audio-tower.ts'
import { loadRegistry, modelFile } from '../../src-main/core/inference/registry.ts'
import { TextTower } from '../../src-main/core/inference/text-tower.ts'
import { cosine } from '../../src-main/core/inference/vector-math.ts'

/** What PyTorch computes for made sounds and fixed phrases, written when the towers are exported. */
interface Tolerances {
  audioEmbeddingCosine: number
  tags: number
  music: number
  logMel: number
  textEmbeddingCosine: number
}
interface Signal {
  name: string
  seed: number
  noise: number
  period: number
  partials: [hz: number, level: number][]
  firstSamples: number[]
  sampleAt80000: number
  embedding: number[]
  tags: number[]
  music: number
  /** Of a pair that tells them. */
  energy?: number
  valence?: number
  logMelFrames: Record<string, number[]>
}
interface Phrase {
  text: string
  inputIds: number[]
  embedding: number[]
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./towers/${name}.json`, import.meta.url), 'utf8')) as T
}
const audio = fixture<{ tolerances: Tolerances; signals: Signal[] }>('audio')
const text = fixture<{ tolerances: Tolerances; texts: Phrase[] }>('text')
const model = loadRegistry(fileURLToPath(new URL('../../models', import.meta.url))).default

function soundOf(signal: Signal): Float32Array {
  const pcm = new Float32Array(160_000)
  let state = signal.seed
  for (let n = 0; n < pcm.length; n++) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    const envelope = 1 - (n % signal.period) / signal.period
    let value = signal.noise * (state / 2 ** 31 - 1)
    for (const [hz, level] of signal.partials)
      value += level * Math.sin((2 * Math.PI * hz * n) / 16_000) * envelope
    pcm[n] = value
  }
  return pcm
}

function worst(a: Float32Array, b: number[]): number {
  expect(a.length).toBe(b.length)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

describe('audio tower', () => {
  let tower: AudioTower
  beforeAll(async () => {
    tower = await AudioTower.open(modelFile(model, 'audio'))
  })
  afterAll(() => tower.release())

  test.each(audio.signals)('$name comes out as PyTorch has it', async signal => {
    const pcm = soundOf(signal)
    signal.firstSamples.forEach((sample, i) => expect(pcm[i]).toBeCloseTo(sample, 6))
    expect(pcm[80_000]).toBeCloseTo(signal.sampleAt80000, 6)

    const { embedding, tags, music, energy, valence } = await tower.embed(pcm)
    expect(cosine(embedding, Float32Array.from(signal.embedding))).toBeGreaterThan(
      audio.tolerances.audioEmbeddingCosine
    )
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 4)
    expect(worst(tags, signal.tags)).toBeLessThan(audio.tolerances.tags)
    expect(Math.abs(music - signal.music)).toBeLessThan(audio.tolerances.music)

    expect([energy === null, valence === null]).toEqual([
      signal.energy === undefined,
      signal.valence === undefined
    ])
    expect(Math.abs((energy ?? 0) - (signal.energy ?? 0))).toBeLessThan(audio.tolerances.tags)
    expect(Math.abs((valence ?? 0) - (signal.valence ?? 0))).toBeLessThan(audio.tolerances.tags)

    const mel = await tower.logMel(pcm)
    for (const [frame, bands] of Object.entries(signal.logMelFrames)) {
      const at = Number(frame) * bands.length
      expect(worst(mel.slice(at, at + bands.length), bands)).toBeLessThan(audio.tolerances.logMel)
    }
  })

  test('the same sound gives the same numbers, bit for bit', async () => {
    const pcm = soundOf(audio.signals[0]!)
    expect(await tower.embed(pcm)).toEqual(await tower.embed(pcm))
  })

  test('several windows at once give what each alone gives, bit for bit', async () => {
    const sounds = audio.signals.map(soundOf).slice(0, tower.together)
    expect(sounds.length).toBeGreaterThan(1)
    const alone = []
    for (const pcm of sounds) alone.push(await tower.embed(pcm))
    expect(await tower.embedAll(sounds)).toEqual(alone)
    expect(await tower.embed(sounds[1]!)).toEqual(alone[1])
  })

  test('another length is refused', async () => {
    await expect(tower.embed(new Float32Array(1000))).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('text tower', () => {
  let tower: TextTower
  beforeAll(async () => {
    tower = await TextTower.open({
      graph: modelFile(model, 'text'),
      tokenizer: modelFile(model, 'tokenizer'),
      tokenizerConfig: modelFile(model, 'tokenizer-config')
    })
  })
  afterAll(() => tower.release())

  test.each(text.texts)('$text', async ({ text: phrase, inputIds, embedding }) => {
    expect(tower.tokens(phrase)).toEqual(inputIds)
    const [vector] = await tower.embed([phrase])
    expect(cosine(vector!, Float32Array.from(embedding))).toBeGreaterThan(text.tolerances.textEmbeddingCosine)
  })

  test('a phrase has the same vector whatever is asked beside it', async () => {
    const [alone] = await tower.embed(['heavy metal'])
    const beside = await tower.embed(['a long and quite different phrase about strings', 'heavy metal'])
    expect(beside[1]).toEqual(alone)
  })
})
