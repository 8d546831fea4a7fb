/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../src-renderer/styles/tokens.css', import.meta.url), 'utf8')
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6})\w*, (#[0-9a-f]{6})\w*\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const
  )
)

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

const grounds = ['surface', 'surface-sunken', 'surface-raised', 'surface-hover', 'surface-active']
const texts = ['text', 'text-soft', 'text-faint', 'accent', 'warning', 'danger']
const others: [string, string, number][] = [
  ['button-text', 'button', 4.5],
  ['text', 'surface-chosen', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['warning', 'warning-soft', 4.5],
  ['text', 'warning-soft', 4.5],
  ['danger', 'danger-soft', 3],
  ['text', 'danger-soft', 4.5],
  ['text-soft', 'danger-soft', 4.5],
  ['focus', 'surface', 3],
  ['focus', 'surface-active', 3],
  ['line-strong', 'surface-raised', 3],
  ['wave-played', 'surface-sunken', 3],
  ['accent', 'surface-active', 3]
]

describe('contrast of the tokens', () => {
  it('hands out known numbers', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  for (const theme of ['light', 'dark'] as const) {
    for (const text of texts) {
      for (const ground of grounds) {
        it(`${theme}: ${text} on ${ground} is at least 4.5`, () => {
          expect(contrast(pairs.get(text)![theme], pairs.get(ground)![theme])).toBeGreaterThanOrEqual(4.5)
        })
      }
    }
    for (const [one, other, least] of others) {
      it(`${theme}: ${one} on ${other} is at least ${least}`, () => {
        expect(contrast(pairs.get(one)![theme], pairs.get(other)![theme])).toBeGreaterThanOrEqual(least)
      })
    }
  }
})
