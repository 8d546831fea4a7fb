import { camelotOf } from '../../library/camelot.ts'

/** Musical keys as places on the circle of fifths, the way DJs number them (Camelot: 8A is A minor, 8B C major). */
export interface Key {
  /** 1..12 */
  number: number
  minor: boolean
}

/** Reads "A minor", "Am", "F# maj", "8A", "1d" (Open Key). Null: no key that is known. */
export function readKey(text: string): Key | null {
  const place = camelotOf(text)
  return place === null ? null : { number: Number.parseInt(place), minor: place.endsWith('A') }
}

/** 0 (the same key) to 1 (as far apart as keys are): steps round the circle, a change of mode at the same place small. */
export function keyDistance(a: Key, b: Key): number {
  const apart = Math.abs(a.number - b.number)
  const steps = Math.min(apart, 12 - apart)
  return Math.min(1, (steps + (a.minor === b.minor ? 0 : 0.8)) / 6)
}
