import { describe, expect, it } from 'vitest'
import { bytesOfUsual, detectCharset, isSure } from '../../../../src-main/core/tagging/texts/detect.ts'
import { albums } from './albums.ts'
import { inCharset } from './in-charset.ts'

const all = Object.entries(albums).flatMap(([charset, list]) =>
  list.map(texts => ({ charset, name: texts[0]!, bytes: texts.map(text => inCharset(text, charset)) }))
)

describe('the character set of an album', () => {
  it('is found for all but one of the albums that were made up for it, and never surely wrong', () => {
    const found = all.map(({ charset, name, bytes }) => ({ charset, name, found: detectCharset(bytes)! }))
    const wrong = found.filter(one => one.found.charset !== one.charset)
    expect(wrong.map(({ charset, name }) => `${charset} ${name}`)).toEqual(['euc-jp 夜'])
    expect(wrong.filter(one => isSure(one.found))).toEqual([])
    expect(found.filter(one => isSure(one.found)).length).toBe(24)
  })

  it('is the same whatever else of ASCII is on it, and null without anything', () => {
    const english = ['Various Artists', 'The Best of 1999', 'Intro'].map(text => Buffer.from(text))
    for (const { bytes } of all) expect(detectCharset([...english, ...bytes])).toEqual(detectCharset(bytes))
    expect(detectCharset(english)).toBeNull()
  })

  it('is never surely another than Latin-1 where a single title is that', () => {
    const titles = albums['windows-1252']!.flat().filter(text => /[^\0-\x7f]/.test(text))
    for (const title of titles) expect(isSure(detectCharset([inCharset(title, 'windows-1252')])!)).toBe(false)
  })
})

it('every byte comes back of what was read as Windows-1252', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(bytesOfUsual(new TextDecoder('windows-1252').decode(bytes))).toEqual(bytes)
  expect(bytesOfUsual('Кино')).toBeNull()
})
