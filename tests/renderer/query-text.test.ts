import { describe, expect, it } from 'vitest'
import {
  likeText,
  seedPath,
  stretches,
  withoutPart,
  withSeed,
  worthChips
} from '../../src-renderer/state/query-text.ts'
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
    const title = 'like:"Slow River"'
    const path = 'like:"/music/Tidal/03 Slow River.flac"'
    const seed = { written: title, others: [path] }
    expect(withSeed('', seed, false)).toBe(title)
    expect(withSeed(`rain ${title}`, seed, true)).toBe(`rain -${title}`)
    expect(withSeed(`rain -${title}`, seed, false)).toBe(`rain ${title}`)
    expect(withSeed(title, seed, false)).toBe(title)
    expect(withSeed(`rain ${title} slow`, { written: path, others: [title] }, true)).toBe(
      `rain slow -${path}`
    )
  })

  it('writes names without quotation marks, and knows a path from a title', () => {
    expect(likeText('The "Best" One')).toBe('like:"The Best One"')
    expect(seedPath('-like:"/music/a b.flac"')).toBe('/music/a b.flac')
    expect(seedPath('like:"C:\\Music\\a.mp3"')).toBe('C:\\Music\\a.mp3')
    expect(seedPath('like:"AC/DC"')).toBeNull()
    expect(seedPath('like:"/"')).toBeNull()
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
    expect(worthChips(partsOf('잔잔한 피아노'))).toBe(true)
  })
})
