import { expect, it } from 'vitest'
import { outlineOf } from '../../../src-main/core/covers/outline.ts'

it('says how loud each stretch is beside the loudest', () => {
  const quietThenLoud = Uint8Array.from({ length: 800 }, (_, i) => (i < 400 ? 50 : 200))
  const outline = outlineOf(quietThenLoud)
  expect(outline).toHaveLength(15)
  expect(outline.slice(0, 7)).toEqual(Array(7).fill(25))
  expect(outline.slice(8)).toEqual(Array(7).fill(100))
})

it('is nothing for silence, and where no outline is there', () => {
  expect(outlineOf(new Uint8Array(800))).toEqual([])
  expect(outlineOf(new Uint8Array(0))).toEqual([])
})
