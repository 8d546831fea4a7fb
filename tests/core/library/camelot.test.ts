import { expect, it } from 'vitest'
import { camelotOf } from '../../../src-main/core/library/camelot.ts'

it.each([
  ['A minor', '8A'],
  ['Am', '8A'],
  ['a-moll', '8A'],
  ['8a', '8A'],
  ['08A', '8A'],
  ['1m', '8A'],
  ['12d', '7B'],
  ['C', '8B'],
  ['C major', '8B'],
  ['CM', '8B'],
  ['G', '9B'],
  ['F# minor', '11A'],
  ['Gb major', '2B'],
  ['F#', '2B'],
  ['Bbm', '3A'],
  ['Eb minor', '2A'],
  ['D♯ minor', '2A'],
  ['B flat major', '6B'],
  ['bb', '6B'],
  ['12B', '12B']
])('%s is %s', (text, place) => expect(camelotOf(text)).toBe(place))

it.each(['', 'o', 'minor', '13A', '0A', 'X major', 'A minor 7', '128'])('%s is no key', text =>
  expect(camelotOf(text)).toBeNull()
)
