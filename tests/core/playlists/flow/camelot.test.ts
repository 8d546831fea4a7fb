import { describe, expect, it } from 'vitest'
import { keyDistance, readKey } from '../../../../src-main/core/playlists/flow/camelot.ts'
import { tempoOctaves } from '../../../../src-main/core/playlists/flow/step.ts'

describe('keys', () => {
  it.each([
    ['A minor', '8A'],
    ['Am', '8A'],
    ['C major', '8B'],
    ['C', '8B'],
    ['F# min', '11A'],
    ['Bb', '6B'],
    ['E♭ minor', '2A'],
    ['1m', '8A'],
    ['12d', '7B']
  ])('%s is %s', (name, camelot) => {
    expect(readKey(name)).toEqual(readKey(camelot))
    expect(readKey(name)).not.toBeNull()
  })

  it('knows no key in other words', () => {
    for (const text of ['', 'X', '13A', 'all', 'o']) expect(readKey(text)).toBeNull()
  })

  it('counts steps round the circle', () => {
    const apart = (a: string, b: string): number => keyDistance(readKey(a)!, readKey(b)!)
    expect(apart('Am', 'Am')).toBe(0)
    expect(apart('Am', 'C')).toBeLessThan(apart('Am', 'Em'))
    expect(apart('12A', '1A')).toBeCloseTo(apart('3A', '4A'))
    expect(apart('C', 'F#')).toBe(1)
  })
})

describe('tempo', () => {
  it('counts half and double as the same beat', () => {
    expect(tempoOctaves(70, 140)).toBeCloseTo(0)
    expect(tempoOctaves(140, 70)).toBeCloseTo(0)
    expect(tempoOctaves(120, 126)).toBeCloseTo(Math.log2(1.05))
  })
})
