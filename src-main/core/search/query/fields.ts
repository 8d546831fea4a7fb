import { isValues } from './plan.ts'
import type { Filter, Interval, IsValue, NamedField } from './plan.ts'
import { camelotOf } from './keys.ts'
import { additions, lengths, levels, tempos, years } from './values.ts'

/** What a field takes, in the words the window shows below a wrong part. */
export const expectations: Record<Filter['field'] | 'like', string> = {
  year: 'a year or years, such as year:1984, year:1980..1989 or year:80s',
  bpm: 'beats a minute, such as bpm:120, bpm:>120 or bpm:90..110',
  key: 'a key, such as key:Am, key:"a minor" or key:8A',
  loudness: 'a loudness in LUFS, such as loudness:<-14 or loudness:-16..-12',
  length: 'a length with its unit, such as length:<4m, length:3:30 or length:90s..3m',
  added: 'an age or a date, such as added:30d, added:2024.. or added:2024-05',
  genre: 'a genre, such as genre:ambient or genre:"post punk"',
  artist: 'an artist, such as artist:"Kate Bush"',
  album: 'an album, such as album:"Hounds of Love"',
  title: 'words of a title, such as title:cloudbusting',
  is: `one of ${isValues.join(', ')}`,
  folder: 'a folder or a part of its name, such as folder:live',
  playlist: 'the name or number of a playlist, such as playlist:"Rainy night"',
  taught: 'the name of a tag you have taught, such as taught:"Sunday kitchen"',
  like: 'a title, an artist or a file, such as like:"Teardrop"'
}

const spellings: Record<string, IsValue> = {
  analyzed: 'analysed',
  unanalyzed: 'unanalysed',
  heard: 'analysed',
  unheard: 'unanalysed',
  missing: 'unavailable'
}

function isValue(text: string): IsValue | null {
  const name = text.trim().toLowerCase()
  return isValues.find(value => value === name) ?? spellings[name] ?? null
}

/** Reads all values with one reader; one wrong value makes the whole part wrong. */
function all<T>(values: string[], read: (value: string) => T | null): T[] | null {
  const found: T[] = []
  for (const value of values) {
    const one = read(value)
    if (one === null) return null
    found.push(one)
  }
  return found
}

const words = (value: string): string | null => (value.trim() === '' ? null : value.trim())

/** Null: a value does not fit the field. `now` is Unix milliseconds, for ages. */
export function readFilter(
  field: Exclude<Filter['field'], NamedField>,
  values: string[],
  negative: boolean,
  now: number
): Filter | null {
  const numbers = (read: (value: string) => Interval | null): Interval[] | null => all(values, read)
  switch (field) {
    case 'year': {
      const read = numbers(years)
      return read && { field, negative, values: read }
    }
    case 'bpm': {
      const read = numbers(tempos)
      return read && { field, negative, values: read }
    }
    case 'loudness': {
      const read = numbers(levels)
      return read && { field, negative, values: read }
    }
    case 'key': {
      const read = all(values, camelotOf)
      return read && { field, negative, values: read }
    }
    case 'length': {
      const read = numbers(lengths)
      return read && { field, negative, values: read }
    }
    case 'added': {
      const read = numbers(value => additions(value, now))
      return read && { field, negative, values: read }
    }
    case 'is': {
      const read = all(values, isValue)
      return read && { field, negative, values: read }
    }
    default: {
      const read = all(values, words)
      return read && { field, negative, values: read }
    }
  }
}
