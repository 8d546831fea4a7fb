import { basename } from 'node:path'
import { endingOf, safeName } from '../../files/safe-name.ts'

/** Bytes of a whole name: what the smallest of car stereos take. */
const longest = 64
/** A number of six and a blank: names are cut alike whatever their number. */
const mostDigits = 7
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...'
}

/** A name in letters of ASCII that no playlist takes for a sign of its own; "_" for what has none there. */
export function plainName(text: string, ending = '', room = longest): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]/gu, letter => letters[letter] ?? '_')
    .replace(/[#%;`<>:"/\\|?*]/g, '_')
    .replace(/_{2,}/g, '_')
  return (
    safeName(plain, '')
      .slice(0, Math.max(1, room - ending.length))
      .replace(/[\s.]+$/, '') + ending
  )
}

/** "001 Name.mp3": of the track at a place (from 1) of a list. */
export function numberedName(path: string, place: number, digits: number): string {
  const ending = endingOf(path).toLowerCase()
  const stem = plainName(basename(path, endingOf(path)), '', longest - ending.length - mostDigits)
  return `${String(place).padStart(digits, '0')} ${stem}${ending}`
}

export const isNumbered = (name: string): boolean => /^\d{3,} /.test(name)
export const withoutNumber = (name: string): string => name.replace(/^\d{3,} /, '')
