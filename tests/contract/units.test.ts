import { describe, expect, it } from 'vitest'
import { readQuantity, units, writeQuantity, type Unit } from '#contract/units.ts'

describe('quantities', () => {
  it.each<[Unit, string, number | null]>([
    ['seconds', '4m', 240],
    ['seconds', ' 3:30 ', 210],
    ['seconds', '1:02:03', 3723],
    ['seconds', '1h30m', 5400],
    ['seconds', '90s', 90],
    ['seconds', '1m3.5s', 63.5],
    ['seconds', '4', null],
    ['seconds', '3:99', null],
    ['bytes', '12 MB', 12_000_000],
    ['bytes', '1.1gb', 1_100_000_000],
    ['bytes', '700kB', 700_000],
    ['bytes', '12', null],
    ['bytes', '12 MiB', null],
    ['bits', '320', 320_000],
    ['bits', '320 kbit/s', 320_000],
    ['bits', '900 bit/s', 900],
    ['hertz', '44.1 kHz', 44_100],
    ['hertz', '48000', 48_000],
    ['stars', '4', 80],
    ['stars', '3.5', 70],
    ['stars', '4*', 80],
    ['stars', '4 ★', 80],
    ['stars', '★★★', 60],
    ['stars', '0', 0],
    ['stars', '6', null],
    ['stars', '5.5', null],
    ['stars', '★★★★★★', null],
    ['stars', 'many', null],
    ['share', '80 %', 0.8],
    ['share', '7', 0.07],
    ['lufs', '-14', -14],
    ['lufs', '−14 LUFS', -14],
    ['lu', '8 LU', 8],
    ['dbtp', '-1 dBTP', -1],
    ['bpm', '120 bpm', 120],
    ['bpm', 'fast', null],
    ['year', '1984', 1984],
    ['year', '80s', 1980],
    ['year', '1980s', 1980],
    ['year', '84', null],
    ['count', '12', 12],
    ['count', '1.5', null],
    ['count', '', null]
  ])('%s: %j', (unit, text, value) => expect(readQuantity(unit, text)?.value ?? null).toBe(value))

  it.each<[Unit, number, string]>([
    ['seconds', 240, '4m'],
    ['seconds', 5463.5, '1h31m3.5s'],
    ['seconds', 0, '0s'],
    ['bytes', 12_000_000, '12 MB'],
    ['bytes', 0, '0 B'],
    ['bits', 320_000, '320 kbit/s'],
    ['hertz', 44_100, '44.1 kHz'],
    ['stars', 80, '4 ★'],
    ['stars', 70, '3.5 ★'],
    ['share', 0.07, '7 %'],
    ['lufs', -14.2, '-14.2 LUFS'],
    ['year', 1984, '1984']
  ])('%s: %d is written %j', (unit, value, text) => expect(writeQuantity(unit, value)).toBe(text))

  it.each(Object.keys(units) as Unit[])('what is written in %s is read as the same', unit => {
    const values = {
      count: [0, 3, 1000],
      year: [1000, 1984, 2026],
      bpm: [0, 90, 108.25],
      lufs: [-23.4, -5, 0],
      lu: [0, 8.5],
      dbtp: [-1.25, 0, 3],
      seconds: [0, 1, 59.5, 60, 3599, 3600, 86_400],
      bytes: [0, 999, 1000, 12_345_678, 1.5e12],
      bits: [0, 999, 1411_200],
      hertz: [0, 8000, 44_100, 192_000],
      share: [0, 0.07, 0.5, 1],
      stars: [0, 20, 33, 70, 100]
    } satisfies Record<Unit, number[]>
    for (const value of values[unit]) {
      expect(readQuantity(unit, writeQuantity(unit, value))?.value).toBe(value)
    }
  })
})
