import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { modelTags } from '../../../src-main/core/inference/model-tags.ts'
import { loadRegistry } from '../../../src-main/core/inference/registry.ts'
import { wordOf } from '../../../src-main/core/inference/tag-words.ts'

const word = (name: string): string => wordOf({ name })

it.each([
  ['Acoustic guitar', 'acoustic guitar'],
  ['Steel guitar, slide guitar', 'slide guitar'],
  ['Tapping (guitar technique)', 'guitar tapping'],
  ['Wind instrument, woodwind instrument', 'woodwind'],
  ['Music of Latin America', 'Latin music'],
  ['Middle Eastern music', 'Middle Eastern music'],
  ['Video game music', 'video game music'],
  ['Christmas music', 'Christmas music'],
  ['Music for children', 'music for children'],
  ['French horn', 'French horn'],
  ['Hi-hat', 'hi-hat'],
  ['70s', '70s']
])('%s is shown as %s', (name, shown) => {
  expect(word(name)).toBe(shown)
})

it('what several trunks call by names of their own is one word', () => {
  expect(['Pop music', 'pop'].map(word)).toEqual(['pop', 'pop'])
  expect(['Hip hop music', 'Hip-Hop'].map(word)).toEqual(['hip hop', 'hip hop'])
  expect(['Rhythm and blues', 'rnb'].map(word)).toEqual(['R&B', 'R&B'])
  expect(['Happy music', 'happy'].map(word)).toEqual(['happy', 'happy'])
  expect(['Guitar', 'guitar'].map(word)).toEqual(['guitar', 'guitar'])
})

it('what says nothing of the sound has no word', () => {
  expect(['Music', 'Song', 'Background music', 'Musical instrument'].map(word)).toEqual(['', '', '', ''])
})

it('all tags of the pair that comes along are plain words', () => {
  const { default: model } = loadRegistry(fileURLToPath(new URL('../../../models', import.meta.url)))
  const shown = modelTags(model).map(wordOf)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter(one => !/^[\p{L}\d][\p{L}\d&' -]*$/u.test(one))).toEqual([])
})
