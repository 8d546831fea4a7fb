import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfTestSound } from '../../../../src-main/core/inference/audio-tower.ts'
import { ClapTower } from '../../../../src-main/core/inference/clap/clap-tower.ts'
import { TextTower } from '../../../../src-main/core/inference/text-tower.ts'
import { cosine } from '../../../../src-main/core/inference/vector-math.ts'
import { writeClapPack } from '../../../support/clap-pack.ts'
import type { ClapPack } from '../../../support/clap-pack.ts'

let folder: string
let number = 0
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'earshot-clap-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const made = (pack: ClapPack = {}): string => writeClapPack(join(folder, String(number++)), pack)
const openAudio = (pack: string, dimension = 512) =>
  ClapTower.open(join(pack, 'audio.onnx'), 'cpu', dimension)
const openText = (pack: string, dimension = 512) =>
  TextTower.open({
    graph: join(pack, 'text.onnx'),
    tokenizer: join(pack, 'tokenizer.json'),
    tokenizerConfig: join(pack, 'tokenizer_config.json'),
    family: 'clap',
    dimension
  })
const tone = (hz: number, seconds = 10) =>
  Float32Array.from({ length: 48_000 * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / 48_000))

test('both towers give unit vectors in one space: a low tone is nearest to "low"', async () => {
  const pack = made()
  const [audio, text] = [await openAudio(pack), await openText(pack)]
  const words = await text.embed(['low', 'middle', 'high'])
  for (const [place, hz] of [150, 1500, 7000].entries()) {
    const { embedding, tags, music } = await audio.embed(tone(hz))
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 5)
    expect([tags.length, music]).toEqual([0, 1])
    const near = words.map(word => cosine(word, embedding))
    expect(near.indexOf(Math.max(...near)), `${hz} Hz`).toBe(place)
  }
  expect(Math.hypot(...words[0]!)).toBeCloseTo(1, 5)
  expect(text.alike).toBeLessThan(0.9)
  await Promise.all([audio.release(), text.release()])
})

test('the same sound gives the same numbers; less than ten seconds are filled up', async () => {
  const audio = await openAudio(made())
  const sound = selfTestSound(48_000)
  expect(await audio.embed(sound)).toEqual(await audio.embed(sound))
  const [short, long] = [await audio.embed(tone(440, 5)), await audio.embed(tone(440))]
  expect(cosine(short.embedding, long.embedding)).toBeGreaterThan(0.99)
  await audio.release()
})

test('tokens are those of the reference tokenizer, cut to 77 with the end kept', async () => {
  const { texts } = JSON.parse(
    readFileSync(new URL('../../../fixtures/clap/tokens.json', import.meta.url), 'utf8')
  ) as { texts: { text: string; ids: number[] }[] }
  const tower = await openText(made())
  for (const { text, ids } of texts) {
    const cut = ids.length > 77 ? [...ids.slice(0, 76), 2] : ids
    expect(tower.tokens(text), text).toEqual(cut)
  }
  expect(texts.some(({ ids }) => ids.length > 77)).toBe(true)
  await tower.release()
})

test.each<[ClapPack, string, string]>([
  [{ text: 'dead' }, 'model-refused', 'eight unrelated phrases come out alike (mean cosine 1.000)'],
  [{ text: 'nan' }, 'model-refused', 'no usable numbers'],
  [{ text: 'zero' }, 'model-refused', 'same nothing'],
  [{ dimension: 256 }, 'model-refused', '256 numbers for text_embeds instead of 512']
])('a text tower with %o is refused', async (pack, code, message) => {
  await expect(openText(made(pack))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message)
  })
})

test.each<[ClapPack, string]>([
  [{ audio: 'fused' }, 'it also wants is_longer'],
  [{ audio: 'narrow' }, 'no spectrogram of 1001 x 64']
])('an audio tower with %o is another kind of graph', async (pack, message) => {
  await expect(openAudio(made(pack))).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(message)
  })
})

test('an audio tower of another dimension is refused when it is heard with', async () => {
  const tower = await openAudio(made({ dimension: 256 }))
  await expect(tower.embed(tone(440))).rejects.toMatchObject({ code: 'model-refused' })
  await tower.release()
})
