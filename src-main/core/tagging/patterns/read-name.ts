import { basename, dirname, sep } from 'node:path'
import type { TagField } from '#contract/field-uses.ts'
import type { PatternField } from '#contract/name-patterns.ts'
import { escaped, matchTimed } from '../expressions/timed.ts'
import { endingOf } from '../../files/safe-name.ts'
import type { Pattern, Slot } from './pattern.ts'

/** What each part of a pattern fills, where it fills anything: "tracks" are the second half of a track's number. */
const fills: Partial<Record<PatternField, TagField>> = {
  albumartist: 'albumArtist',
  artist: 'artist',
  title: 'title',
  album: 'album',
  year: 'year',
  genre: 'genre',
  composer: 'composer',
  bpm: 'bpm',
  key: 'key',
  track: 'trackNumber',
  disc: 'discNumber'
}

const numbers: ReadonlySet<PatternField> = new Set(['track', 'tracks', 'disc', 'discs', 'bpm'])
/** Folders above a file that a pattern may speak of, and letters of a name: more than there are. */
const longestName = 300
/** More of them make a name mean too many things. */
const mostSlots = 12

/**
 * What the names of a file and its folders say, read by a pattern that could have made them; null where it could not.
 * "_" counts as a space where a name has no other. `shown`: the pattern as it was written. Blocks; throws EndlessExpression.
 */
export function readName(pattern: Pattern, path: string, shown: string): Map<TagField, string> | null {
  const slots = pattern.filter(part => typeof part !== 'string')
  const text = namesOf(pattern, path)
  if (text === null || slots.length > mostSlots) return null
  const found = matchTimed(text, expressionOf(pattern), shown)
  if (found === null) return null
  const said = new Map<PatternField, string>()
  slots.forEach((slot, i) => {
    const field = slot.of[0]
    const value = (found[i + 1] ?? '').trim()
    if (typeof field !== 'string' || value === '' || isFallBack(slot, value) || isShortened(slot)) return
    if (!said.has(field)) said.set(field, sorted(slot, value))
  })
  return fieldsOf(said)
}

/** As many folders as the pattern has, and the name without its ending. */
function namesOf(pattern: Pattern, path: string): string | null {
  const texts = pattern.map(part => (typeof part === 'string' ? part : part.before + part.after)).join('')
  const folders = texts.split('/').length - 1
  const names = [basename(path).slice(0, basename(path).length - endingOf(path).length)]
  for (let i = 0, at = dirname(path); i < folders; i++, at = dirname(at)) {
    if (dirname(at) === at) return null
    names.unshift(basename(at))
  }
  if (names.some(name => name.length > longestName || name.includes(sep))) return null
  return names.map(name => (name.includes(' ') ? name : name.replaceAll('_', ' '))).join('/')
}

function expressionOf(pattern: Pattern): RegExp {
  const parts = pattern.map(part => (typeof part === 'string' ? plain(part) : slot(part)))
  return new RegExp(`^${parts.join('')}$`, 'isu')
}

function slot({ before, after, of }: Slot): string {
  const [field] = of
  const value =
    field === 'year' ? '(\\d{4}[-\\d]*)' : numbers.has(field as PatternField) ? '(\\d{1,4})' : '([^/]+?)'
  const conditional = before !== '' || after !== ''
  return conditional ? `(?:${plain(before)}${value}${plain(after)})?` : value
}

/** Spaces may be more of them. */
const plain = (text: string): string =>
  text
    .split(/(\s+)/)
    .map(part => (/^\s+$/.test(part) ? '\\s+' : escaped(part)))
    .join('')

const isFallBack = ({ of }: Slot, value: string): boolean =>
  of.some(one => typeof one !== 'string' && one.text.trim().toLowerCase() === value.toLowerCase())

/** A first letter says nothing of the rest. */
const isShortened = ({ functions }: Slot): boolean => functions.includes('first')

/** "Beatles, The" is "The Beatles". */
const sorted = ({ functions }: Slot, value: string): string =>
  functions.includes('sort') ? value.replace(/^(.*), (the|an?)$/i, '$2 $1') : value

function fieldsOf(said: ReadonlyMap<PatternField, string>): Map<TagField, string> {
  const fields = new Map<TagField, string>()
  for (const [name, value] of said) {
    const field = fills[name]
    if (field === undefined) continue
    const total = name === 'track' ? said.get('tracks') : name === 'disc' ? said.get('discs') : undefined
    const number = numbers.has(name) && name !== 'bpm' ? String(Number(value)) : value
    fields.set(field, total === undefined ? number : `${number}/${Number(total)}`)
  }
  return fields
}
