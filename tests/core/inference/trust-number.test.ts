import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TrustNumber } from '../../../src-main/core/inference/trust-number.ts'
import { TextTower, textTowerOf } from '../../../src-main/core/inference/text-tower.ts'
import { loadRegistry } from '../../../src-main/core/inference/registry.ts'
import { cosine } from '../../../src-main/core/inference/vector-math.ts'

const golden = resolve('tests/golden/trust')
const file = join(golden, 'trust.json')
/** Written by the formula of the training code, on a made file of eight numbers a vector. */
const { pieces, texts } = JSON.parse(readFileSync(join(golden, 'numbers.json'), 'utf8')) as {
  pieces: Record<string, number>
  texts: { text: string; sentence: number[]; number: number }[]
}

describe('the trust number', () => {
  const trust = TrustNumber.read(file)

  it.each(texts)('is what the training code says of "$text"', ({ text, sentence, number }) => {
    const found = trust.of(text, Float32Array.from(sentence), word => pieces[word] ?? NaN)
    expect(found).toBeCloseTo(number, 4)
  })

  it.each([
    ['nothing', null, 'model-missing'],
    ['no JSON', 'x', 'model-corrupt'],
    ['another version', JSON.stringify({ ...read(), version: 2 }), 'model-corrupt'],
    ['another width', JSON.stringify({ ...read(), width: 7 }), 'model-corrupt'],
    ['rows of nothing', JSON.stringify({ ...read(), music: '' }), 'model-corrupt']
  ])('is not made with %s', (_, text, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-trust-'))
    try {
      const path = join(folder, 'trust.json')
      if (text !== null) writeFileSync(path, text)
      expect(() => TrustNumber.read(path)).toThrow(expect.objectContaining({ code }) as Error)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function read(): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}

describe('a text tower', () => {
  const files = textTowerOf(loadRegistry(resolve('models')).default)

  it('gives no number without a trust file', async () => {
    const tower = await TextTower.open({ ...files, trust: null })
    const [one] = await tower.trusted(['sad piano'])
    expect(one!.trust).toBeNull()
    expect(one!.vector).toEqual((await tower.embed(['sad piano']))[0])
    expect(tower.pieces('piano')).toBe(1)
    expect(tower.pieces('qwop')).toBeGreaterThan(1)
    await tower.release()
  })

  it('takes the prompts of a phrase in one pass, for the same vectors, whatever was asked before', async () => {
    const tower = await TextTower.open(files)
    const bank = ['sad piano music', 'a track with sad piano', 'this sounds like sad piano']
    const [apart, together] = [await tower.embed(bank), await tower.embedBank(bank)]
    for (const [i, vector] of together.entries()) {
      expect(vector).toHaveLength(apart[i]!.length)
      expect(cosine(vector, apart[i]!)).toBeGreaterThan(0.98)
      expect(cosine(vector, apart[(i + 1) % 3]!)).toBeLessThan(cosine(vector, apart[i]!))
    }
    await tower.embedBank([
      'heavy metal music',
      'this sounds like heavy metal with a very long solo of the guitar'
    ])
    expect(await tower.embedBank(bank)).toEqual(together)
    await tower.release()
  })
})
