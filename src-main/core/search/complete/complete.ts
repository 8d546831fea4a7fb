import {
  filterFields,
  filterNamed,
  flagWords,
  namesOfFilter,
  type FilterField
} from '#contract/field-uses.ts'
import type { Completion } from '#contract/searches.ts'
import { fold } from '../../database/fold.ts'
import type { OwnWords } from './own-words.ts'

const most = 8
const mostUsed = 5
/** Fewer letters say too little. */
const fewestLetters = 2

/** Values that are the same for everybody; those of other fields come out of the library, or are typed. */
const values: Partial<Record<FilterField | 'like', readonly string[]>> = {
  is: flagWords,
  container: ['flac', 'mp3', 'm4a', 'ogg', 'opus', 'wav', 'aiff'],
  year: ['1950s', '1960s', '1970s', '1980s', '1990s', '2000s', '2010s', '2020s'],
  key: ['C', 'G', 'D', 'A', 'E', 'B', 'F#', 'Db', 'Ab', 'Eb', 'Bb', 'F'].flatMap(key => [key, `${key}m`]),
  rating: ['5', '>=4', '>=3', 'none'],
  added: ['today', '7d', '31d', '366d'],
  played: ['never', 'today', '7d', '31d', '>1y'],
  plays: ['0', '>10'],
  duration: ['<2m', '<3m', '<5m', '>10m'],
  bpm: ['<90', '90..120', '>120', '>140'],
  loudness: ['<-18', '>-10']
}

/**
 * Ways to go on with a text from the caret, best first. `phrases`: what the model knows well. Of an empty text: what was
 * asked before, and examples that find something, those that are `heard` first.
 */
export function complete(
  own: OwnWords,
  phrases: readonly string[],
  text: string,
  at: number,
  heard: readonly string[] = []
): Completion[] {
  if (text.trim() === '') {
    const whole = (kind: 'used' | 'example') => (insert: string) => ({
      kind,
      insert,
      start: 0,
      end: text.length
    })
    const used = own.used().slice(0, mostUsed)
    const examples = [...heard, ...own.examples()].filter(one => !used.includes(one))
    return [...used.map(whole('used')), ...examples.map(whole('example'))].slice(0, most)
  }
  const before = text.slice(0, at)
  const [, minus, name, value] = /(?:^|[\s,|])(-?)([a-z]{2,20}):("[^"]*|[^\s,|"]*)$/i.exec(before) ?? []
  if (name !== undefined && minus !== undefined) {
    return ofField(own, name.toLowerCase(), value!, at)
  }
  // Within a quoted phrase nothing is completed.
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return []
  return ofWords(own, phrases, text, before)
}

const begins = (one: string, typed: string): boolean => fold(one).startsWith(fold(typed))
const inQuotes = (one: string): string =>
  /^[\p{L}\p{N}#<>=.+-]+$/u.test(one) ? one : `"${one.replace(/["“”„]/g, '')}"`

/** `value` as it was typed, behind the colon. */
function ofField(own: OwnWords, name: string, value: string, at: number): Completion[] {
  const field = name === 'like' ? 'like' : filterNamed(name)
  if (field === null) return []
  const typed = value.replace(/^"/, '')
  const known = valuesOf(own, field, typed)
  const kind =
    field === 'artist' || field === 'like'
      ? 'artist'
      : field === 'genre' || field === 'album'
        ? field
        : 'value'
  const [start, end] = [at - value.length, at]
  return known
    .filter(one => fold(one) !== fold(typed))
    .slice(0, most)
    .map(one => ({ kind, insert: inQuotes(one), start, end }))
}

function valuesOf(own: OwnWords, field: FilterField | 'like', typed: string): string[] {
  const begun = (all: readonly string[]): string[] => all.filter(one => begins(one, typed))
  switch (field) {
    case 'genre':
      return begun(own.genres())
    case 'artist':
    case 'like':
      return own.beginning('artist', typed)
    case 'album':
      return own.beginning('album', typed)
    case 'playlist':
      return begun(own.playlists())
    case 'taught':
      return begun(own.taught())
    default:
      return begun(values[field] ?? [])
  }
}

/** The word at the caret, and the one or two before it: what begins so. */
function ofWords(own: OwnWords, phrases: readonly string[], text: string, before: string): Completion[] {
  const found: Completion[] = []
  const add = (kind: Completion['kind'], insert: string, start: number, end = before.length): void => {
    const alike = found.some(one => fold(one.insert) === fold(insert))
    if (!alike && fold(insert) !== fold(text.slice(start, end))) found.push({ kind, insert, start, end })
  }
  if (before.trim().length >= fewestLetters)
    for (const used of own
      .used()
      .filter(one => begins(one, before.trimStart()))
      .slice(0, 3))
      add('used', used, 0, text.length)
  const starts = wordStarts(before)
  const [last] = starts
  const word = before.slice(last ?? before.length)
  for (const field of filterFields) {
    if (last === undefined || word.length < fewestLetters) break
    if (begins(namesOfFilter(field)[0], word.replace(/^-/, '')))
      add('field', `${word.startsWith('-') ? '-' : ''}${namesOfFilter(field)[0]}:`, last)
  }
  for (const start of [...starts].reverse()) {
    const typed = before.slice(start)
    if (typed.length < fewestLetters) continue
    for (const genre of own
      .genres()
      .filter(one => begins(one, typed))
      .slice(0, 2))
      add('genre', genre.toLowerCase(), start)
    for (const phrase of phrases.filter(one => begins(one, typed)).slice(0, 2))
      add('phrase', phrase.toLowerCase(), start)
    for (const artist of own
      .beginning('artist', typed)
      .filter(one => begins(one, typed))
      .slice(0, 2))
      add('artist', artist, start)
  }
  return found.slice(0, most)
}

/** Where the last three words begin, the last first; none at all behind a space. */
function wordStarts(before: string): number[] {
  const starts = [...before.matchAll(/[^\s,|"]+/g)]
    .map(match => match.index)
    .slice(-3)
    .reverse()
  return /[\s,|"]$/.test(before) ? [] : starts
}
