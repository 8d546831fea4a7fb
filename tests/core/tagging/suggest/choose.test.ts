import { describe, expect, it } from 'vitest'
import { choose } from '../../../../src-main/core/tagging/suggest/choose.ts'
import { unmeasured, type Verdict } from '../../../../src-main/core/tagging/terms/verdict.ts'
import { vocabulary } from '../../../../src-main/core/tagging/terms/vocabulary.ts'

const terms = vocabulary([])
const sure: Verdict = {
  reliability: { source: 'library', auc: 0.9, precision: 0.8, examples: 20 },
  threshold: 1.5,
  chance: 0
}

function chosen(scores: Record<string, number>, measured: string[] = []): string[] {
  const all = Float32Array.from(terms, ({ group, name }) => scores[`${group}:${name}`] ?? -3)
  const verdicts = terms.map(({ group, name }) => (measured.includes(`${group}:${name}`) ? sure : unmeasured))
  return choose(all, terms, verdicts).map(one => `${one.term.name}${one.sure ? '!' : ''}`)
}

describe('choose', () => {
  it('puts sure terms first and never calls an unmeasured one sure', () => {
    expect(chosen({ 'genre:Jazz': 9, 'genre:Rock': 2 }, ['genre:Rock'])).toEqual(['Rock!', 'Jazz'])
  })
  it('keeps a few of each group', () => {
    const moods = Object.fromEntries(
      terms.filter(term => term.group === 'mood').map(({ name }, i) => [`mood:${name}`, 2 + i / 100])
    )
    expect(chosen(moods)).toHaveLength(3)
    expect(chosen({ 'energy:High': 2, 'energy:Low': 3 })).toEqual(['Low'])
  })
  it('does not call one track instrumental and sung', () => {
    expect(chosen({ 'voice:Instrumental': 3, 'voice:Female Vocals': 2.5 })).toEqual(['Instrumental'])
    expect(chosen({ 'voice:Vocals': 3, 'voice:Instrumental': 2.5 })).toEqual(['Vocals'])
  })
  it('implies no broader genre', () => {
    expect(chosen({ 'genre:Thrash Metal': 3, 'genre:Metal': 2 })).toEqual(['Thrash Metal'])
    expect(chosen({ 'genre:Thrash Metal': 3, 'genre:Metal': 2 }, ['genre:Metal'])).toEqual([
      'Metal!',
      'Thrash Metal'
    ])
  })
  it('says nothing where nothing stands out', () => {
    expect(chosen({ 'genre:Jazz': 0.5 })).toEqual([])
  })
})
