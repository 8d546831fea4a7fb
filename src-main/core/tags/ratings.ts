import type { TextField } from './fields.ts'

/**
 * Ratings and plays as other programs write them, on one scale: 0 to 100, twenty a star. Nobody agreed on any, so a
 * value is read by what the programs that use it write (docs/tag-formats.md has the table and the sources), and written
 * on the scale that it has already. As a value of the field a rating is stars: "4", "3.5".
 */

/** The byte of POPM as Windows Media Player writes stars, and MediaMonkey and MusicBee half stars between them. */
const stars = new Map([
  [1, 20],
  [13, 10],
  [54, 30],
  [64, 40],
  [118, 50],
  [128, 60],
  [186, 70],
  [196, 80],
  [242, 90],
  [255, 100]
])
/** Even steps, as Traktor, rekordbox and others have them, but for what is said above. */
const evenSteps = new Map([
  [26, 10],
  [51, 20],
  [77, 30],
  [102, 40],
  [153, 60],
  [179, 70],
  [204, 80],
  [230, 90]
])
/** Whose bytes are a share of 255, whatever they look like. */
const evenly = /quodlibet|traktor|rekordbox/i

/** Null for 0, which says that nothing is known. `owner`: who wrote it, by their e-mail address or name. */
export function starsOfByte(byte: number, owner = ''): number | null {
  if (!(byte >= 1 && byte <= 255)) return null
  if (evenly.test(owner)) return Math.max(1, Math.round((byte / 255) * 20) * 5)
  const known = stars.get(byte) ?? evenSteps.get(byte)
  if (known !== undefined) return known
  // As Windows shows any other.
  return byte < 32 ? 20 : byte < 96 ? 40 : byte < 160 ? 60 : byte < 224 ? 80 : 100
}

/** WM/SharedUserRating of WMA: 1, 25, 50, 75, 99. */
export const starsOfWindows = (value: number): number | null =>
  value >= 1 && value <= 99 ? Math.min(100, Math.round(value / 25) * 20 + 20) : null

const numeric = /^\d+(?:[.,]\d+)?$/

/** A value under a name of its own: FMPS_RATING is a share of one; RATING is stars, tenths, hundredths or a byte. */
function starsOfText(name: string, value: string): number | null {
  const text = value.trim()
  if (/^★+$/.test(text)) return Math.min(100, text.length * 20)
  if (!numeric.test(text)) return null
  const number = Number(text.replace(',', '.'))
  if (!(number > 0)) return null
  if (name.startsWith('FMPS') || name.startsWith('RATING:'))
    return number <= 1 ? Math.round(number * 100) : null
  if (name === 'RATING WMP') return starsOfByte(Math.round(number))
  if (number < 1) return Math.round(number * 100)
  if (number <= 5) return Math.round(number * 20)
  if (number <= 10) return Math.round(number * 10)
  return number <= 100 ? Math.round(number) : starsOfByte(Math.round(number))
}

/** Of 0 to 100; empty for null. */
export const asStars = (hundredths: number | null): string =>
  hundredths === null ? '' : String(hundredths / 20)

/** 0 to 100 of "3.5"; null for what is no number. */
export const ofStars = (stars: string | undefined): number | null =>
  stars === undefined || !numeric.test(stars) ? null : Math.round(Number(stars) * 20)

/** A value of a field as it stands under a free name: ratings as stars, plays as a number, empty where it says none. */
export function valueAs(field: TextField, name: string, value: string): string {
  if (field === 'rating') return asStars(starsOfText(name.toUpperCase(), value))
  if (field !== 'plays') return value
  const plays = Math.floor(Number(value.trim().replace(',', '.')))
  return plays > 0 ? String(plays) : ''
}

/** What POPM says: whose it is, the byte of stars, then plays. */
export function popularimeter(body: Buffer): { rating: string; plays: string } {
  const end = body.indexOf(0)
  if (end < 0 || end + 1 >= body.length) return { rating: '', plays: '' }
  const rating = starsOfByte(body[end + 1]!, body.toString('latin1', 0, end))
  return { rating: asStars(rating), plays: counted(body.subarray(end + 2)) }
}

/** The counter of PCNT and POPM: four bytes or more. */
export function counted(bytes: Buffer): string {
  if (bytes.length === 0 || bytes.length > 8) return ''
  const plays = BigInt(`0x${bytes.toString('hex')}`)
  return plays > 0n && plays < 1_000_000_000n ? String(plays) : ''
}

/** Stars as a text under a name: on the scale that `old` has, where that reads as what is meant; else as hundredths. */
export function ratingText(name: string, stars: string, old: string): string {
  const reads = (text: string): boolean => valueAs('rating', name, text) === stars
  if (reads(old)) return old
  const hundredths = ofStars(stars) ?? 0
  const short = (number: number): string => String(Number(number.toFixed(3)))
  const tries = [
    onScale(name.toUpperCase(), old.trim(), hundredths),
    short(hundredths),
    short(hundredths / 100)
  ]
  // A half star in hundredths, "10", would be five in tenths.
  return tries.find(reads) ?? short(hundredths)
}

function onScale(name: string, old: string, hundredths: number): string {
  const short = (number: number): string => String(Number(number.toFixed(3)))
  if (name.startsWith('FMPS') || name.startsWith('RATING:')) return short(hundredths / 100)
  if (name === 'RATING WMP') return String(byteOfStars(hundredths))
  if (/^★+$/.test(old)) return '★'.repeat(hundredths / 20)
  const number = Number(old.replace(',', '.'))
  if (!(number > 0)) return short(hundredths)
  if (number < 1) return short(hundredths / 100)
  if (number <= 5) return short(hundredths / 20)
  if (number <= 10) return short(hundredths / 10)
  return number <= 100 ? short(hundredths) : String(byteOfStars(hundredths))
}

/** The byte of POPM that stands for so many hundredths, as its owner writes it; 0 for none. */
export function byteOfStars(hundredths: number, owner = ''): number {
  if (hundredths <= 0) return 0
  if (evenly.test(owner)) return Math.max(1, Math.round((hundredths / 100) * 255))
  const known = [...stars].find(([, one]) => one === hundredths)
  return known?.[0] ?? Math.max(1, Math.round((hundredths / 100) * 255))
}
