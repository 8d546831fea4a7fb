import { describe, expect, test } from 'vitest'
import { parseRange } from '../../src-main/shell/byte-range.ts'

describe('parseRange', () => {
  test.each([
    ['bytes=0-99', { kind: 'part', start: 0, end: 99 }],
    ['bytes=500-', { kind: 'part', start: 500, end: 999 }],
    ['bytes=999-', { kind: 'part', start: 999, end: 999 }],
    ['bytes=900-5000', { kind: 'part', start: 900, end: 999 }],
    ['bytes=-100', { kind: 'part', start: 900, end: 999 }],
    ['bytes=-5000', { kind: 'part', start: 0, end: 999 }],
    ['Bytes= 1 - 2 ', { kind: 'part', start: 1, end: 2 }],
    ['bytes=1000-', { kind: 'unsatisfiable' }],
    ['bytes=99999999999999999999-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    // Several parts, other units and nonsense may be ignored: the whole file is the answer then.
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=9-1', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=a-b', { kind: 'whole' }],
    ['seconds=0-1', { kind: 'whole' }],
    ['', { kind: 'whole' }],
    [null, { kind: 'whole' }]
  ])('%s of 1,000 bytes', (header, wanted) => {
    expect(parseRange(header, 1000)).toEqual(wanted)
  })

  test('no part of an empty file can be had', () => {
    expect(parseRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' })
    expect(parseRange('bytes=-1', 0)).toEqual({ kind: 'unsatisfiable' })
    expect(parseRange(null, 0)).toEqual({ kind: 'whole' })
  })
})
