import { describe, expect, it } from 'vitest'
import {
  isWithin,
  pathForDisplay,
  pathForFs,
  pathFromBytes,
  pathToBytes,
  rangeBelow
} from '../../../src-main/core/files/paths.ts'

describe('paths', () => {
  it('leaves ordinary and foreign text alone', () => {
    for (const path of ['/music/a.mp3', '/musik/Bjørk – 静けさ 🎧.flac', '/new\nline']) {
      expect(pathFromBytes(Buffer.from(path))).toBe(path)
      expect(pathToBytes(path)).toEqual(Buffer.from(path))
      expect(pathForFs(path)).toBe(path)
    }
  })

  it('escapes each byte that is not UTF-8 as Python does', () => {
    const bytes = Buffer.from([0x2f, 0xff, 0x61, 0xe9, 0x2e])
    expect(pathFromBytes(bytes)).toBe('/\udcffa\udce9.')
    expect(pathForFs('/\udcffa')).toEqual(Buffer.from([0x2f, 0xff, 0x61]))
    expect(pathForDisplay('/\udcff\nx')).toBe('/\ufffd\u240ax')
  })

  it('loses nothing for any bytes: truncated, overlong and surrogate sequences, and random ones', () => {
    const cases = [
      [0xc3],
      [0xf0, 0x9f, 0x8e],
      [0xc0, 0xaf],
      [0xed, 0xb0, 0x80],
      [0xed, 0xa0, 0xbd, 0xed, 0xb3, 0xbf]
    ]
    let seed = 7
    const random = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648)
    for (let i = 0; i < 3000; i++) {
      cases.push(Array.from({ length: 1 + (random() % 12) }, () => (random() >> 8) % 256))
    }
    for (const bytes of cases) {
      const path = pathFromBytes(Buffer.from(bytes))
      expect([...pathToBytes(path)]).toEqual(bytes)
      expect(pathFromBytes(pathToBytes(JSON.parse(JSON.stringify(path)) as string))).toBe(path)
    }
  })

  it('knows what lies below a folder', () => {
    const { first, end } = rangeBelow('/music')
    const below = (path: string): boolean => {
      const bytes = pathToBytes(path)
      return Buffer.compare(bytes, first) >= 0 && Buffer.compare(bytes, end) < 0
    }
    expect(['/music/a', '/music/\udcff', '/music/z/z'].every(below)).toBe(true)
    expect(['/music', '/music2/a', '/music-old/a', '/musi'].some(below)).toBe(false)
    expect(isWithin('/music/a', '/music')).toBe(true)
    expect(isWithin('/music2', '/music')).toBe(false)
    expect(isWithin('/a', '/')).toBe(true)
  })
})
