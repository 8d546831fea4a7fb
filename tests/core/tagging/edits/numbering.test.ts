import { expect, it } from 'vitest'
import { discNumberOf, numbersFor } from '../../../../src-main/core/tagging/edits/numbering.ts'

const usual = { do: 'number', from: 1, total: true, width: 1, perDisc: false } as const

it('numbers tracks in the order in which they are given', () => {
  expect([...numbersFor([7, 5, 9], usual, () => '')]).toEqual([
    [7, '1/3'],
    [5, '2/3'],
    [9, '3/3']
  ])
  expect([...numbersFor([7, 5], { ...usual, from: 9, width: 2 }, () => '').values()]).toEqual([
    '09/10',
    '10/10'
  ])
  expect([...numbersFor([7, 7], { ...usual, total: false }, () => '').values()]).toEqual(['1'])
})

it('begins again on each disc', () => {
  const disc = (id: number): string => (id < 10 ? '1' : '2')
  expect([...numbersFor([1, 11, 2, 12, 13], { ...usual, perDisc: true }, disc).values()].sort()).toEqual(
    ['1/2', '2/2', '1/3', '2/3', '3/3'].sort()
  )
  expect([['2/3'], ['02'], [], ['x']].map(discNumberOf)).toEqual(['2', '2', '', ''])
})
