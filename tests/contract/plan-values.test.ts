import { expect, it } from 'vitest'
import { leftOutOf, offeredBy, withValue } from '../../src-main/contract/plan-values.ts'
import type { PlanReason } from '../../src-main/contract/tagging.ts'

const reason = (value: string): PlanReason => ({
  value,
  score: 1,
  reliability: { source: 'model', auc: 0.9, precision: 0.8, examples: 9 },
  moment: null
})
const change = {
  before: ['Live'],
  after: ['Live', 'Jazz', 'Soul'],
  reasons: ['Jazz', 'Soul', 'Pop'].map(reason),
  accepted: false
}

it('offers what it brings and what was left out, but not what is there already', () => {
  expect(offeredBy(change)).toEqual(['Jazz', 'Soul', 'Pop'])
  expect(leftOutOf(change)).toEqual(['Pop'])
})

it('keeps what the file has, and brings the one value that is accepted', () => {
  expect(withValue(change, 'Pop', true, false)).toMatchObject({ after: ['Live', 'Pop'], accepted: true })
  const two = { ...change, accepted: true }
  expect(withValue(two, 'Pop', true, false)?.after).toEqual(['Live', 'Jazz', 'Soul', 'Pop'])
  expect(withValue(two, 'Jazz', false, false)?.after).toEqual(['Live', 'Soul'])
  expect(withValue(change, 'Live', true, false)).toBeNull()
  expect(withValue(change, 'Rock', true, false)).toBeNull()
})

it('has one value at a time where a field says one thing', () => {
  const tempo = { before: [], after: ['121'], reasons: [reason('120')], accepted: true }
  expect(withValue(tempo, '120', true, true)).toMatchObject({ after: ['120'], accepted: true })
  expect(withValue(tempo, '121', false, true)).toMatchObject({ after: ['121'], accepted: false })
})

it('still offers a value without a reason once it was left out', () => {
  const typed = { before: [], after: ['Jazz', 'Soul'], reasons: [], accepted: false }
  const jazz = { ...typed, ...withValue(typed, 'Jazz', true, false)! }
  expect(jazz.after).toEqual(['Jazz'])
  expect(offeredBy(jazz)).toEqual(['Jazz', 'Soul'])
  expect({ ...jazz, ...withValue(jazz, 'Jazz', false, false)! }).toMatchObject({
    after: ['Jazz', 'Soul'],
    accepted: false
  })
})
