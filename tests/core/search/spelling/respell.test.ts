import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { inSpelling } from '../../../../src-main/core/search/spelling/in-spelling.ts'
import { respelt } from '../../../../src-main/core/search/spelling/respell.ts'
import { slipCost } from '../../../../src-main/core/search/spelling/slip-cost.ts'

it.each([
  ['pianno', 'piano'],
  ['voilin', 'violin'],
  ['gitar', 'guitar'],
  ['epik', 'epic'],
  ['sadd', 'sad'],
  ['psycadelic', 'psychedelic'],
  ['acordion', 'accordion'],
  ['groovey', 'groovy'],
  // Words that people use, and what is too short or too far.
  ['coir', null],
  ['gutter', null],
  ['sympathy', null],
  ['piano', null],
  ['qz', null],
  ['lasagna', null],
  ['Pianno', null]
])('%s is %s', (typed, meant) => expect(respelt(typed)).toBe(meant))

it('costs as much as a slip is unlikely', () => {
  const costs = ['pianno', 'pinao', 'peano', 'pino', 'paiino'].map(typed => slipCost(typed, 'piano'))
  expect(costs).toEqual(costs.toSorted((a, b) => a - b))
  expect(slipCost('pianno', 'piano')).toBeLessThan(slipCost('pano', 'piano'))
  expect(slipCost('banjo', 'piano')).toBe(Infinity)
  expect(slipCost('pian', 'pianoforte')).toBe(Infinity)
  expect(slipCost('pino', 'piano', 0.5)).toBe(Infinity)
})

it('mends a text only where all of it is of music then', () => {
  expect(inSpelling('melancolic pianno')).toBe('melancholic piano')
  expect(inSpelling('Sad voilin, with DRUMMS')).toBe('Sad violin, with drums')
  expect(inSpelling('pianno invoice')).toBeNull()
  expect(inSpelling('sad piano')).toBeNull()
  expect(inSpelling('pianno', { isName: word => word === 'pianno', kept: new Set() })).toBeNull()
  expect(inSpelling('pianno drumms', { isName: () => false, kept: new Set(['pianno']) })).toBeNull()
})

it('never corrects a word that people use', () => {
  const lists = JSON.parse(
    readFileSync(
      resolve(import.meta.dirname, '../../../../src-main/core/search/spelling/spelling.json'),
      'utf8'
    )
  ) as Record<'people', string>
  const people = lists.people.split(' ')
  expect(people.length).toBeGreaterThan(5000)
  expect(people.filter(word => respelt(word) !== null)).toEqual([])
})
