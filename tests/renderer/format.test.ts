import { describe, expect, it } from 'vitest'
import { errorCodes } from '#contract/errors.ts'
import { say } from '../../src-renderer/text/say.ts'
import { bytes, counted, lasting } from '../../src-renderer/text/en/numbers.ts'
import { clock, lastPart, shownPath } from '../../src-renderer/text/format.ts'

describe('numbers and times', () => {
  it('clock', () => {
    expect([0, 63.9, 3723, null].map(clock)).toEqual(['0:00', '1:03', '1:02:03', '–'])
  })
  it('lasting', () => {
    expect([0.2, 40, 90, 11_940, 7200, 200_000].map(lasting)).toEqual([
      '1 s',
      '40 s',
      '2 min',
      '3 h 19 min',
      '2 h',
      '2 days'
    ])
  })
  it('counts and sizes', () => {
    expect(counted(1, 'track')).toBe('1 track')
    expect(counted(12_410, 'track')).toBe('12,410 tracks')
    expect([999, 1500, 31_400_000].map(bytes)).toEqual(['999 B', '1.5 kB', '31 MB'])
  })
  it('paths, odd bytes and all', () => {
    expect(lastPart('/music/Vinyl Rips/')).toBe('Vinyl Rips')
    expect(lastPart('C:\\Music\\Live')).toBe('Live')
    expect(shownPath('/a/\udce9t\udce9')).toBe('/a/\ufffdt\ufffd')
  })
})

describe('words', () => {
  it('there are words and advice for every failure', () => {
    for (const code of errorCodes) {
      expect(say.errors[code].title, code).toMatch(/^[A-Z][^.]+$/)
      expect(say.errors[code].advice, code).toMatch(/^[A-Z].+\.$/)
    }
  })
})
