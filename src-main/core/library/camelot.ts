/** Places of the keys on the circle of fifths, as disc jockeys number them: A is minor, B major. */
const steps: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11, h: 11 }
const key = /^([a-h])\s*(#|♯|b|♭|-?sharp|-?flat)?\s*-?\s*(m|min|minor|moll|maj|major|dur)?$/i

/**
 * One spelling for every way to write a key ("A minor", "Am", "a-moll", "8A", "08a", "1m" of Open Key): "8A". Null for
 * what is no key. A letter alone is major, as in tags.
 */
export function camelotOf(text: string): string | null {
  const plain = text.trim()
  const place = /^0?(1[0-2]|[1-9])\s*([abmd])$/i.exec(plain)
  if (place) return numbered(Number(place[1]), place[2]!.toUpperCase())
  const read = key.exec(plain)
  if (!read) return null
  const sign = read[2]?.toLowerCase() ?? ''
  const shift = /^(#|♯|-?sharp)$/.test(sign) ? 1 : sign === '' ? 0 : -1
  const minor = read[3] === 'm' || /^(min|minor|moll)$/i.test(read[3] ?? '')
  const tonic = (steps[read[1]!.toLowerCase()]! + shift + 12) % 12
  // C major is 8B, and every fifth up is one further; a minor key has the number of its relative major.
  const major = minor ? (tonic + 3) % 12 : tonic
  return `${((major * 7 + 7) % 12) + 1}${minor ? 'A' : 'B'}`
}

/** Open Key (m and d) counts from C major, which Camelot (A and B) has at 8. */
function numbered(number: number, letter: string): string {
  if (letter === 'A' || letter === 'B') return `${number}${letter}`
  return `${((number + 6) % 12) + 1}${letter === 'M' ? 'A' : 'B'}`
}
