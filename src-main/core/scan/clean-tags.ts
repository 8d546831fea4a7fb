/** Longest texts kept; what is longer is cut. */
const longestText = 500
export const longestComment = 4000
const mostGenres = 20
const longestGenre = 100

/** What taggers write where they know nothing. Bare words ("None") stay: they may be names. */
const placeholder =
  /^(?:[<([](?:none|unknown|unknown artist|unknown album)[>)\]]|unknown artist|unknown album)$/i

/**
 * A tag's text as one line that is safe to show: no control characters, no marks that turn the direction of what
 * follows, no broken surrogates, clipped. Anything but text is empty.
 */
export function cleanText(value: unknown, longest: number = longestText): string {
  if (typeof value !== 'string') return ''
  const text = value
    .slice(0, longest * 4) // a hostile tag may be megabytes: cut before looking closer
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- control characters are what this is about
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (placeholder.test(text)) return ''
  if (text.length <= longest) return text
  const end = text.codePointAt(longest - 1)! > 0xffff ? longest - 1 : longest
  return text.slice(0, end).trim()
}

/** Genres as a list: each value once, whatever separated them inside one. */
export function cleanGenres(values: unknown): string[] {
  const found = new Map<string, string>()
  for (const value of Array.isArray(values) ? values.slice(0, 100) : []) {
    for (const part of String(value)
      .slice(0, 4000)
      .split(/[;|\0]| \/ /)) {
      const genre = cleanText(part, longestGenre)
      if (genre !== '' && !found.has(genre.toLowerCase())) found.set(genre.toLowerCase(), genre)
    }
  }
  return [...found.values()].slice(0, mostGenres)
}

/** A finite number within bounds, or null. Text counts as the number it begins with ("128 BPM", "3/12"). */
export function cleanNumber(value: unknown, least: number, most: number): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value.replace(',', '.')) : value
  return typeof number === 'number' && number >= least && number <= most ? number : null
}

export function cleanInteger(value: unknown, least: number, most: number): number | null {
  const number = cleanNumber(value, least, most)
  return number === null ? null : Math.floor(number)
}

const compactDate = /(?<!\d)([12]\d{3})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/

/** A year out of a year or a date ("1987-05-01", "May 1987", "24.12.2001", "19870501"). */
export function cleanYear(...values: unknown[]): number | null {
  for (const value of values) {
    const text = String(value ?? '').slice(0, 100)
    const found = /(?<!\d)[12]\d{3}(?!\d)/.exec(text)?.[0] ?? compactDate.exec(text)?.[1]
    if (found !== undefined) return Number(found)
  }
  return null
}
