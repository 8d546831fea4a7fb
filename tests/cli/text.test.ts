import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { bar, progressText } from '../../src-main/cli/terminal/progress.ts'
import { pairLines, tableLines, type Column } from '../../src-main/cli/terminal/table.ts'
import {
  fit,
  formatBytes,
  formatCount,
  formatSpan,
  formatTime,
  pad,
  plain,
  widthOf
} from '../../src-main/cli/terminal/text.ts'

describe('text', () => {
  it('loses control characters, direction marks and half characters', () => {
    expect(plain('a\u001b[31mb\u202ec\ud800d\n\te')).toBe('a [31mb c\ufffdd e')
  })

  it('is measured in columns', () => {
    expect(widthOf('piano')).toBe(5)
    expect(widthOf('夜に駆ける')).toBe(10)
    expect(widthOf('e\u0301tude')).toBe(5)
    expect(widthOf('👩‍🎤')).toBe(2)
    expect(widthOf('❤️')).toBe(2)
    expect(widthOf('\u200bpiano')).toBe(5)
  })

  it('is measured without looking where every letter takes a column', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code))
    for (const letter of all) {
      expect([letter, widthOf(letter)]).toEqual([letter, stringWidth(letter)])
      expect([letter, widthOf(`${letter}\u0301`)]).toEqual([letter, stringWidth(`${letter}\u0301`)])
    }
  })

  it('groups the digits of large numbers', () => {
    for (const count of [0, 7, 999, 1000, 12_410, 123_456, 1_234_567, -1234])
      expect(formatCount(count)).toBe(new Intl.NumberFormat('en').format(count))
  })

  it('is cut at the end or at the start, never wider than asked', () => {
    expect(fit('melancholic', 6)).toBe('melan…')
    expect(fit('/music/a/b.flac', 8, 'start')).toBe('…/b.flac')
    expect(fit('piano', 5)).toBe('piano')
    for (let columns = 0; columns < 12; columns++) {
      for (const cut of ['start', 'end'] as const) {
        expect(widthOf(fit('夜に駆ける yoru', columns, cut))).toBeLessThanOrEqual(columns)
      }
    }
  })

  it('is filled up', () => {
    expect(pad('ab', 4)).toBe('ab  ')
    expect(pad('ab', 4, 'right')).toBe('  ab')
    expect(pad('abcdef', 4)).toBe('abcdef')
  })
})

it.each([
  [0, '0:00'],
  [252.9, '4:12'],
  [3852, '1:04:12']
])('%d seconds of a track are %s', (seconds, text) => expect(formatTime(seconds)).toBe(text))

it.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [180, '3 min'],
  [11_940, '3 h 19 min'],
  [187_200, '2 days 4 h']
])('%d seconds of waiting are %s', (seconds, text) => expect(formatSpan(seconds)).toBe(text))

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1400, '1.4 kB'],
  [123_456_789, '123 MB'],
  [1.4e9, '1.4 GB']
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

describe('a table', () => {
  const heads: Column[] = [
    { title: '#', align: 'right' },
    { title: 'track', elastic: 2 },
    { title: 'file', elastic: 1, cut: 'start' }
  ]
  const rows = [
    ['1', 'Gymnopédie No. 1 — Erik Satie', '/music/satie/gymnopedie-1.flac'],
    ['10', 'Short', '/m/s.ogg']
  ]

  it.each([40, 50, 61, 80, 200])('fits into %d columns', columns => {
    const lines = tableLines(heads, rows, columns)
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
  })

  it('cuts nothing where there is room', () => {
    expect(tableLines(heads, rows, 200)[1]).toContain('Gymnopédie No. 1 — Erik Satie')
    expect(tableLines(heads, rows, 200)[1]).toContain('/music/satie/gymnopedie-1.flac')
  })

  it('has no head where there is nothing below it', () => {
    expect(tableLines(heads, [], 80)).toEqual([])
    expect(tableLines(heads, [], null)).toEqual([])
  })

  it('is whole and separated by tabs for other programs', () => {
    expect(tableLines(heads, rows, null)).toEqual(rows.map(row => row.join('\t')))
  })

  it('lines pairs up', () => {
    expect(
      pairLines([
        ['a', '1'],
        ['long', '2']
      ])
    ).toEqual(['a     1', 'long  2'])
  })
})

describe('progress', () => {
  const job = {
    id: 1,
    kind: 'analysis',
    state: 'running',
    done: 100,
    total: 310,
    skipped: 15,
    failed: 5,
    startedAt: 0,
    endedAt: null,
    waits: null,
    pace: 44.6,
    remaining: 255,
    current: null,
    error: null
  } as const

  it('says how far, how fast and how long', () => {
    expect(progressText(job)).toBe('Listening 120 of 310 · 45 a minute · 4 min left')
    expect(progressText({ ...job, kind: 'scan', total: null, pace: null, remaining: null })).toBe(
      'Scanning 120'
    )
    expect(progressText({ ...job, waits: 'battery', remaining: null })).toBe(
      'Listening 120 of 310 · waiting: on battery'
    )
  })

  it('fills its bar in eighths and stays as wide as it is', () => {
    expect(bar(0, 4)).toBe('    ')
    expect(bar(0.5, 4)).toBe('██  ')
    expect(bar(1.5, 4)).toBe('████')
    for (let share = 0; share <= 1; share += 0.01) expect(bar(share, 10)).toHaveLength(10)
  })
})
