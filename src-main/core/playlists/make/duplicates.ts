import { fold } from '../../database/fold.ts'
import { apart } from '../flow/sound-space.ts'
import type { FlowTrack } from '../flow/tracks.ts'

/** Directions nearer than this with nearly the same length are one recording, whatever its tags say. */
const sameSound = 0.01
const sameSeconds = 2

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
    return this.#sounds.some(
      other =>
        other.row >= 0 &&
        track.row >= 0 &&
        Math.abs(other.duration - track.duration) <= sameSeconds &&
        apart(other.whole, track.whole) < sameSound
    )
  }

  add(track: FlowTrack): void {
    const name = nameOf(track)
    if (name !== null) this.#names.add(name)
    this.#sounds.push(track)
  }
}
