import { describe, expect, it } from 'vitest'
import { filterFields, isNumberFilter, namesOfFilter, type FilterField } from '#contract/field-uses.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'
import { limits } from '../../../../src-main/core/search/query/plan.ts'

const now = new Date(2026, 5, 15, 12).getTime()
const read = (text: string) => parseQuery(text, now)
const only = (text: string) => read(text).alternatives[0]!
const kinds = (text: string): string[] =>
  read(text).parts.map(part => `${part.negative ? '-' : ''}${part.kind}:${part.text}`)

/** Whether a row tries a filter. */
const asks = (text: string, field: FilterField): boolean =>
  namesOfFilter(field).some(name => text.toLowerCase().includes(`${name}:`))

const written: [string, string[]][] = [
  ['dreamy synths', ['sound:dreamy synths']],
  ['dreamy synths -vocals rainy', ['sound:dreamy synths', '-sound:-vocals', 'sound:rainy']],
  ['−vocals', ['-sound:−vocals']],
  ['-"male vocals" piano', ['-sound:-"male vocals"', 'sound:piano']],
  ['piano year:1980..1989', ['sound:piano', 'filter:year:1980..1989']],
  ['-genre:rock', ['-filter:-genre:rock']],
  ['-taught:"Sunday kitchen" piano', ['-filter:-taught:"Sunday kitchen"', 'sound:piano']],
  ['taught:', ['wrong:taught:']],
  ['drums playlist:"Rainy night"|#12', ['sound:drums', 'filter:playlist:"Rainy night"|#12']],
  ['playlist:', ['wrong:playlist:']],
  ['my playlist: songs', ['sound:my', 'wrong:playlist:', 'sound:songs']],
  ['YEAR:1990', ['filter:YEAR:1990']],
  ['artist:"Kate Bush"', ['filter:artist:"Kate Bush"']],
  ['like:"Teardrop" calmer', ['like:like:"Teardrop"', 'sound:calmer']],
  ['Requiem: Lacrimosa', ['sound:Requiem: Lacrimosa']],
  ['foo:bar', ['wrong:foo:bar']],
  ['calm lenght:<3m piano', ['sound:calm', 'wrong:lenght:<3m', 'sound:piano']],
  ['-gerne:"post rock"|metal piano', ['-wrong:-gerne:"post rock"|metal', 'sound:piano']],
  ['http://x 3:30 a:b ::x', ['sound:http://x 3:30 a:b ::x']],
  ['Kate Bush - Cloudbusting', ['sound:Kate Bush - Cloudbusting']],
  ['lo-fi hip-hop', ['sound:lo-fi hip-hop']],
  ['7" single', ['sound:7" single']],
  ['rainy "night drive', ['sound:rainy', 'sound:"night drive']],
  ['sad piano, rain', ['sound:sad piano', 'sound:rain']],
  ['sad piano without vocals', ['sound:sad piano', '-sound:without vocals']],
  ['year:', ['wrong:year:']],
  ['year:19x0 piano', ['wrong:year:19x0', 'sound:piano']],
  ['bpm:fast', ['wrong:bpm:fast']],
  ['length:4', ['wrong:length:4']],
  ['is:loud', ['wrong:is:loud']],
  ['rating:6', ['wrong:rating:6']],
  ['plays:often', ['wrong:plays:often']],
  ['played:never', ['filter:played:never']],
  ['rating:none', ['filter:rating:none']],
  ['key:"a minor"', ['filter:key:"a minor"']],
  ['album:hounds title:sky', ['filter:album:hounds', 'filter:title:sky']],
  ['format:flac|mp3 is:live', ['filter:format:flac|mp3', 'filter:is:live']],
  ['folder:live is:lossy', ['filter:folder:live', 'filter:is:lossy']],
  ['added:never', ['wrong:added:never']],
  ['added:2024-13', ['wrong:added:2024-13']],
  ['', []],
  [' , | ,', []]
]

const slips: [string, string | null][] = [
  ['lenght:<3m', 'length'],
  ['LENGHT:<3m', 'length'],
  ['gnere:rock', 'genre'],
  ['yaer:1990', 'year'],
  ['artits:x', 'artist'],
  ['len:3m', 'length'],
  ['lke:x', 'like'],
  ['foo:bar', null],
  ['장르:재즈', null],
  ['re:imagined', null]
]

const intervals: [string, (number | null | boolean)[]][] = [
  ['year:1990', [1990, false, 1991, true]],
  ['year:1980..1989', [1980, false, 1990, true]],
  ['year:1989..1980', [1980, false, 1990, true]],
  ['year:80s', [1980, false, 1990, true]],
  ['year:1980s', [1980, false, 1990, true]],
  ['year:20s', [2020, false, 2030, true]],
  ['year:..1969', [null, false, 1970, true]],
  ['year:>1990', [1991, false, null, false]],
  ['bpm:>120', [120, true, null, false]],
  ['bpm:>=120', [120, false, null, false]],
  ['bpm:90..110', [90, false, 110, false]],
  ['bpm:90-110', [90, false, 110, false]],
  ['bpm:120', [119.5, false, 120.5, true]],
  ['loudness:<-14', [null, false, -14, true]],
  ['loudness:-9', [-9.5, false, -8.5, true]],
  ['length:<4m', [null, false, 240, true]],
  ['length:3:30', [210, false, 211, true]],
  ['length:90s', [90, false, 91, true]],
  ['length:1h', [3600, false, 7200, true]],
  ['length:1h30m..', [5400, false, null, false]],
  ['length:3m..4m', [180, false, 240, false]],
  ['added:30d', [now - 30 * 86_400_000, false, null, false]],
  ['added:>2w', [null, false, now - 14 * 86_400_000, true]],
  ['added:2024..', [new Date(2024, 0, 1).getTime(), false, null, false]],
  ['added:2024-05', [new Date(2024, 4, 1).getTime(), false, new Date(2024, 5, 1).getTime(), true]],
  ['added:today', [new Date(2026, 5, 15).getTime(), false, null, false]],
  ['rating:4', [70, false, 90, true]],
  ['rating:4*', [70, false, 90, true]],
  ['rating:★★★★', [70, false, 90, true]],
  ['rating:3.5', [65, false, 75, true]],
  ['rating:>=3', [50, false, null, false]],
  ['rating:>3', [70, false, null, false]],
  ['rating:<3', [null, false, 50, true]],
  ['rating:2..3', [30, false, 70, true]],
  ['plays:0', [0, false, 0, false]],
  ['plays:>10', [10, true, null, false]],
  ['plays:5..10', [5, false, 10, false]],
  ['played:30d', [now - 30 * 86_400_000, false, null, false]],
  ['played:>1y', [null, false, now - 8766 * 3_600_000, true]],
  ['played:2024-05', [new Date(2024, 4, 1).getTime(), false, new Date(2024, 5, 1).getTime(), true]]
]

describe('parts', () => {
  it.each(written)('%j', (text, expected) => expect(kinds(text)).toEqual(expected))

  it.each(slips)('%j is no sound, and near to %j', (text, meant) => {
    const [name] = text.split(':')
    expect(read(text).parts).toMatchObject([
      { kind: 'wrong', text, expected: { code: 'known-field', name, meant } }
    ])
    expect(only(text).positive).toEqual([])
    // It may stand in a title all the same.
    expect(only(text).words).toBe(meant === null ? text : '')
  })

  it('are tried of every filter', () => {
    const rows = [...written, ...intervals].map(([text]) => text)
    expect(filterFields.filter(field => !rows.some(text => asks(text, field)))).toEqual([])
  })

  it('has exact offsets, in order and never overlapping', () => {
    const text = ' a “b c”,no d e year:x | -f like:"g h"|genre:i|"j k" -'
    let at = 0
    for (const part of read(text).parts) {
      expect(text.slice(part.start, part.end)).toBe(part.text)
      expect(part.start).toBeGreaterThanOrEqual(at)
      at = part.end
    }
  })

  it('says what a wrong part should have been', () => {
    expect(read('year:abc').parts[0]!.expected).toEqual({ code: 'value', of: 'year' })
    expect(read('is:x').parts[0]!.expected).toEqual({ code: 'value', of: 'is' })
  })
})

describe('numbers', () => {
  const interval = (text: string): (number | null | boolean)[] => {
    const filter = only(text).filters[0]!
    const { from, fromExcluded, to, toExcluded } = filter.values[0] as {
      from: number | null
      to: number | null
      fromExcluded: boolean
      toExcluded: boolean
    }
    return [from, fromExcluded, to, toExcluded]
  }
  it.each(intervals)('%s', (text, expected) => expect(interval(text)).toEqual(expected))

  it('are read of every filter for numbers and dates', () => {
    const untried = filterFields.filter(
      field => isNumberFilter(field) && !intervals.some(([text]) => asks(text, field))
    )
    expect(untried).toEqual([])
  })
})

describe('the plan', () => {
  it('makes one phrase of the loose words of a segment, around filters', () => {
    expect(only('dreamy year:1990 synths, rainy night').positive.map(phrase => phrase.text)).toEqual([
      'dreamy synths',
      'rainy night'
    ])
  })

  it('keeps a quoted group as a phrase of its own', () => {
    expect(only('calm "enter sandman"')).toMatchObject({
      positive: [{ text: 'enter sandman' }, { text: 'calm' }],
      groups: ['enter sandman'],
      words: 'calm enter sandman'
    })
  })

  it('reads alternatives, each with its own filters', () => {
    const { alternatives } = read('rock year:1970 | jazz')
    expect(alternatives.map(one => [one.positive[0]!.text, one.filters.length])).toEqual([
      ['rock', 1],
      ['jazz', 0]
    ])
  })

  it('reads alternatives inside a filter', () => {
    expect(only('genre:rock|"post punk"|jazz').filters).toEqual([
      { field: 'genre', negative: false, values: ['rock', 'post punk', 'jazz'] }
    ])
    expect(read('genre:rock|year:1990').alternatives).toHaveLength(2)
  })

  it.each([
    ['cheerful tune -vocals', ['vocals']],
    ['no vocals', ['vocals']],
    ['sad piano without any drums', ['drums']],
    ['rock without drums and bass', ['drums', 'bass']],
    ['rock, no drums or loud guitars', ['drums', 'loud guitars']],
    ['no drums and loud guitars', ['drums']],
    ['not too fast but loud', ['fast']],
    ['without "male vocals"', ['male vocals']],
    ['no male vocals in the rain', ['male vocals']],
    ['without you', []],
    ['no wave', []],
    ['"no vocals"', []],
    ['no', []]
  ])('negations of %j', (text, expected) => {
    expect(only(text).negative.map(phrase => phrase.text)).toEqual(expected)
  })

  it('keeps a negation in words findable as a title', () => {
    expect(only('no surprises').words).toBe('no surprises')
    expect(only('tune -vocals').words).toBe('tune')
  })

  it('does not try to hear punctuation', () => {
    expect(only('!!!')).toMatchObject({ positive: [], words: '!!!' })
  })

  it('says so when there is too much of something', () => {
    const many = read('a, '.repeat(100))
    expect(many.alternatives[0]!.positive).toHaveLength(limits.phrases)
    expect(many.parts.at(-1)).toMatchObject({ kind: 'wrong' })
    expect(read('a|'.repeat(100)).alternatives).toHaveLength(limits.alternatives)
    expect(only('genre:a '.repeat(100)).filters).toHaveLength(limits.filters)
  })
})
