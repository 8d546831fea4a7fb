import { describe, expect, it } from 'vitest'
import type { Reason } from '#contract/entities.ts'
import { opacityOf, shades } from '../../src-renderer/state/moments.ts'
import { rowReasons, sorted } from '../../src-renderer/state/reasons.ts'
import { binned } from '../../src-renderer/state/row-heat.svelte.ts'
import { say } from '../../src-renderer/text/say.ts'

const shadesOf = (values: number[], scale = { low: 0, high: 4 }) =>
  shades({ values: Float32Array.from(values), scale })

describe('shades', () => {
  it('are as strong as the library allows, and as high as the track does', () => {
    expect(shadesOf([0, 1, 2])).toEqual([
      { strength: 0, height: 0 },
      { strength: 0.25, height: 0.5 },
      { strength: 0.5, height: 1 }
    ])
    expect(shadesOf([8, 4, -2]).map(({ strength }) => strength)).toEqual([1, 1, 0])
  })

  it('let a best moment stand out where all of the track fits', () => {
    const [best, rest] = shadesOf([5, 4.2]).map(opacityOf)
    expect(best).toBe(1)
    expect(rest).toBeLessThan(0.5)
  })

  it('draw an even track evenly', () => {
    for (const { height } of shadesOf([2, 2.05, 2])) expect(height).toBeGreaterThan(0.9)
  })

  it('keep their peaks when squeezed', () => {
    const squeezed = binned(shadesOf(Array.from({ length: 240 }, (_, at) => (at === 101 ? 4 : 1))))
    expect(squeezed).toHaveLength(24)
    expect(squeezed.findIndex(({ height }) => height === 1)).toBe(10)
  })
})

describe('reasons', () => {
  const all: Reason[] = [
    { kind: 'tag', text: 'mellow', effect: 3 },
    { kind: 'sound', text: 'calm piano', effect: 2, at: [{ start: 80, end: 110 }] },
    { kind: 'negative', text: 'rain', effect: -0.4 },
    { kind: 'negative', text: 'drums', effect: 0 },
    { kind: 'filter', text: 'year:1984', effect: 0 }
  ]
  const name = (text: string): string => text

  it('stand with what they did', () => {
    const { up, down, kept } = sorted(all)
    expect([up, down, kept].map(some => some.map(one => one.text))).toEqual([
      ['mellow', 'calm piano'],
      ['rain'],
      ['drums', 'year:1984']
    ])
  })

  it('say a row in the words of the query first', () => {
    expect(say.reasons.row(rowReasons(all), name)).toBe('calm piano 1:20–1:50 · without drums · mellow')
    const alone: Reason = { kind: 'negative', text: 'vocals', effect: 1 }
    expect(say.reasons.row(rowReasons([alone]), name)).toBe('without vocals')
    expect(say.reasons.kind(alone)).toBe('not heard, as you asked')
    expect(say.reasons.kind({ ...alone, effect: -1 })).toBe('you did not want')
  })
})
