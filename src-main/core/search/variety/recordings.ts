import { fold } from '../../database/fold.ts'
import { dot } from '../scoring/vectors.ts'
import { alikeInOutline, type Outline } from './envelopes.ts'

/** A track as far as it tells which recording it is. */
export interface Recorded {
  title: string
  artist: string
  /** Seconds; 0: not known. */
  duration: number
  /** Of the index; -1: not heard. */
  row: number
  /** Its direction from the middle of the library. */
  whole: Float32Array
  /** How its loudness goes; null where that is not at hand. */
  outline(): Outline | null
}

/**
 * One recording: about as long (files are trimmed at both ends), not far apart in sound, and the loudness goes the same
 * way. Settled on one half of the pairs of docs/playlists.md. Where all of the names are the same as well, the loudness
 * need not be (a remaster is pressed harder); names alone say nothing.
 */
const mostSeconds = 6
const mostShare = 0.1
export const mostApart = 0.3
export const leastAlike = 0.88
/** Files that were not heard have their names and their length. */
const unheardSeconds = 2

/** What editions add to a title without making it another piece. */
const edition =
  /\s*[([-]\s*(?:\d{4}\s+)?(?:re-?master(?:ed)?|digital(?:ly)? remaster(?:ed)?|album|single|original|stereo|mono)(?:\s+(?:version|mix|edit|\d{4}))?\s*[)\]]?\s*$/i

const nameOf = ({ title, artist }: Recorded): string | null =>
  artist === '' ? null : `${fold(artist)}\n${fold(title.replace(edition, ''))}`

/** Whether both are of a length that one recording can have. */
export function alikeInLength(a: Recorded, b: Recorded): boolean {
  const seconds = Math.abs(a.duration - b.duration)
  return (
    a.duration > 0 &&
    b.duration > 0 &&
    seconds <= mostSeconds &&
    seconds <= mostShare * Math.max(a.duration, b.duration)
  )
}

/** How far apart two tracks that were heard are in sound: 1 less the cosine of their directions. */
export type Apart<One extends Recorded> = (a: One, b: One) => number

const apartByWhole: Apart<Recorded> = (a, b) => 1 - dot(a.whole, b.whole)

/** Whether two files are one recording. */
function sameRecording<One extends Recorded>(a: One, b: One, apart: Apart<One>): boolean {
  if (!alikeInLength(a, b)) return false
  const heard = a.row >= 0 && b.row >= 0
  if (heard && apart(a, b) > mostApart) return false
  const name = nameOf(a)
  const sameName = name !== null && name === nameOf(b)
  if (!heard) return sameName && Math.abs(a.duration - b.duration) <= unheardSeconds
  if (sameName) return true
  const [one, other] = [a.outline(), b.outline()]
  return one !== null && other !== null && alikeInOutline(one, other) >= leastAlike
}

/**
 * Knows what has been chosen, so that nothing comes twice. Kept by length, so that a track is compared with those alone that
 * are about as long.
 */
export class Recordings<One extends Recorded = Recorded> {
  /** With their number in the order they came in, by their length in steps of `mostSeconds`. */
  readonly #ofLength = new Map<number, { track: One; number: number }[]>()
  readonly #apart: Apart<One>
  #count = 0

  constructor(apart: Apart<One> = apartByWhole) {
    this.#apart = apart
  }

  /** The first of those chosen that is the same recording. */
  find(track: One): One | undefined {
    const step = stepOf(track)
    let first: { track: One; number: number } | undefined
    for (let near = step - 1; near <= step + 1; near++) {
      const same = this.#ofLength.get(near)?.find(one => sameRecording(one.track, track, this.#apart))
      if (same && (!first || same.number < first.number)) first = same
    }
    return first?.track
  }

  add(track: One): void {
    const step = stepOf(track)
    const alike = this.#ofLength.get(step)
    const one = { track, number: this.#count++ }
    if (alike) alike.push(one)
    else this.#ofLength.set(step, [one])
  }
}

const stepOf = ({ duration }: Recorded): number => Math.floor(duration / mostSeconds)
