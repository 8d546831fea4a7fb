import { fold } from '../../database/fold.ts'
import { apart } from '../flow/sound-space.ts'
import type { FlowTrack } from '../flow/tracks.ts'

/**
 * Directions nearer than this with nearly the same length are one recording, whatever its tags say; or a
 * little more where it differs by a tenth at most (the same piece, played faster). Neighbours are usually at 0.04.
 */
const sameSound = 0.005
const sameSeconds = 2
const nearlySame = 0.006
const nearlySeconds = 0.1

/** What editions add to a title without making it another piece. */
const edition =
  /\s*[([-]\s*(?:\d{4}\s+)?(?:re-?master(?:ed)?|digital(?:ly)? remaster(?:ed)?|album|single|original|stereo|mono)(?:\s+(?:version|mix|edit|\d{4}))?\s*[)\]]?\s*$/i

const nameOf = ({ title, artist }: FlowTrack): string | null =>
  artist === '' ? null : `${fold(artist)}\n${fold(title.replace(edition, ''))}`

/** Knows what has been chosen, so that nothing comes twice. */
export class Recordings {
  readonly #names = new Set<string>()
  readonly #sounds: FlowTrack[] = []

  has(track: FlowTrack): boolean {
    const name = nameOf(track)
    if (name !== null && this.#names.has(name)) return true
    return this.#sounds.some(other => {
      if (other.row < 0 || track.row < 0) return false
      const seconds = Math.abs(other.duration - track.duration)
      if (seconds > Math.max(sameSeconds, nearlySeconds * track.duration)) return false
      return apart(other.whole, track.whole) < (seconds <= sameSeconds ? sameSound : nearlySame)
    })
  }

  add(track: FlowTrack): void {
    const name = nameOf(track)
    if (name !== null) this.#names.add(name)
    this.#sounds.push(track)
  }
}
