/** Musical keys as places on the circle of fifths, the way DJs number them (Camelot: 8A is A minor, 8B C major). */
export interface Key {
  /** 1..12 */
  number: number
  minor: boolean
}

const fifths = ['c', 'g', 'd', 'a', 'e', 'b', 'f#', 'c#', 'g#', 'd#', 'a#', 'f']
const flats: Record<string, string> = {
  db: 'c#',
  eb: 'd#',
  gb: 'f#',
  ab: 'g#',
  bb: 'a#',
  cb: 'b',
  fb: 'e',
  'e#': 'f',
  'b#': 'c'
}

/** Reads "A minor", "Am", "F# maj", "8A", "1d" (Open Key). Null: no key that is known. */
export function readKey(text: string): Key | null {
  const plain = text.trim().toLowerCase().replace('♯', '#').replace('♭', 'b')
  const numbered = /^0?([1-9]|1[0-2])\s*([abmd])$/.exec(plain)
  if (numbered) {
    const number = Number(numbered[1])
    const letter = numbered[2]!
    if (letter === 'a' || letter === 'b') return { number, minor: letter === 'a' }
    // Open Key counts from C major; Camelot has it at 8.
    return { number: ((number + 6) % 12) + 1, minor: letter === 'm' }
  }
  const named = /^([a-g])\s*(#|b|sharp|flat)?\s*(major|maj|minor|min|m|dur|moll)?$/.exec(plain)
  if (!named) return null
  const sign = named[2] === 'sharp' ? '#' : named[2] === 'flat' ? 'b' : (named[2] ?? '')
  const name = named[1]! + sign
  const at = fifths.indexOf(flats[name] ?? name)
  if (at < 0) return null
  const minor = /^(m|mi.*|moll)$/.test(named[3] ?? '')
  // A minor shares the signs of C major, three fifths below its name.
  const major = minor ? (at + 9) % 12 : at
  return { number: ((major + 7) % 12) + 1, minor }
}

/** 0 (the same key) to 1 (as far apart as keys are): steps round the circle, a change of mode at the same place small. */
export function keyDistance(a: Key, b: Key): number {
  const apart = Math.abs(a.number - b.number)
  const steps = Math.min(apart, 12 - apart)
  return Math.min(1, (steps + (a.minor === b.minor ? 0 : 0.8)) / 6)
}
