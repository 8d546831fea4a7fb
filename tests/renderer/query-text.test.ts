import { describe, expect, it } from 'vitest'
import { stretches, withoutPart, withSeed, worthChips } from '../../src-renderer/state/query-text.ts'
import { partsOf } from '../support/fake-query.ts'

describe('changing a query as text', () => {
  it('takes a part out and leaves one space', () => {
    const text = 'slow piano  -vocals  year:1987'
    const [, negative, year] = partsOf(text)
    expect(withoutPart(text, negative!)).toBe('slow piano year:1987')
    expect(withoutPart(text, year!)).toBe('slow piano  -vocals')
    expect(withoutPart('rain', partsOf('rain')[0]!)).toBe('')
  })

  it('likes a track or does not, never both and never twice', () => {
    expect(withSeed('', 'Slow River', false)).toBe('like:"Slow River"')
    expect(withSeed('rain like:"Slow River"', 'Slow River', true)).toBe('rain -like:"Slow River"')
    expect(withSeed('rain -like:"Slow River"', 'Slow River', false)).toBe('rain like:"Slow River"')
    expect(withSeed('like:"Slow River"', 'Slow River', false)).toBe('like:"Slow River"')
    expect(withSeed('', 'The "Best" One', false)).toBe('like:"The Best One"')
  })

  it('cuts the text into stretches that add up to it', () => {
    const text = ' slow  piano -vocals year:soon '
    const pieces = stretches(text, partsOf(text))
    expect(pieces.map(piece => piece.text).join('')).toBe(text)
    expect(pieces.filter(piece => piece.part).map(piece => piece.part!.kind)).toEqual([
      'sound',
      'sound',
      'wrong'
    ])
  })

  it('shows chips once there is more than a phrase', () => {
    expect(worthChips(partsOf('slow piano'))).toBe(false)
    expect(worthChips(partsOf('-vocals'))).toBe(true)
    expect(worthChips(partsOf('slow year:1987'))).toBe(true)
  })
})
