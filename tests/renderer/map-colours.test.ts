import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// The colours of the map are told from the ground, and from each other by who sees few colours.

const css = readFileSync(new URL('../../src-renderer/styles/tokens.css', import.meta.url), 'utf8')
type Rgb = [red: number, green: number, blue: number]

const themes = ['light', 'dark'] as const
const colour = (name: string, theme: (typeof themes)[number]): Rgb => {
  const [, light = '', dark = ''] =
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? []
  const hex = theme === 'light' ? light : dark
  return [1, 3, 5].map(at => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
}

const brightness = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue
const contrast = (a: Rgb, b: Rgb): number => {
  const [one, other] = [brightness(a) + 0.05, brightness(b) + 0.05]
  return Math.max(one, other) / Math.min(one, other)
}

/** As seen without the cones for red, for green, and with all (Machado, Oliveira and Fernandes 2009). */
const eyes: Record<string, number[]> = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881]
}
const seen = (by: number[], [red, green, blue]: Rgb): Rgb =>
  [0, 3, 6].map(row => Math.max(0, by[row]! * red + by[row + 1]! * green + by[row + 2]! * blue)) as Rgb

/** Oklab (Ottosson 2020), in which distances are as large as they look. */
function lab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

const each = (prefix: string): string[] => Array.from({ length: 8 }, (_, i) => `${prefix}${i + 1}`)

it.each(themes)('stand out from the ground, %s', theme => {
  for (const name of [...each('map-'), ...each('map-year-'), 'map-none', 'map-other'])
    expect(contrast(colour(name, theme), colour('surface', theme)), name).toBeGreaterThan(3)
})

it.each(themes.flatMap(theme => Object.keys(eyes).map(eye => [theme, eye] as const)))(
  'are told apart, %s, %s',
  (theme, eye) => {
    const all = each('map-').map(name => ({ name, at: lab(seen(eyes[eye]!, colour(name, theme))) }))
    for (const [i, one] of all.entries())
      for (const other of all.slice(i + 1)) {
        const apart = Math.hypot(...one.at.map((part, k) => part - other.at[k]!))
        expect(apart, `${one.name} ${other.name}`).toBeGreaterThan(0.07)
      }
  }
)

it.each(themes)('of years go one way, from dark to light, %s', theme => {
  const all = each('map-year-').map(name => lab(colour(name, theme))[0])
  expect(all).toEqual(all.toSorted((a, b) => a - b))
})
