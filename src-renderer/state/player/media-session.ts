import { say } from '../../text/say.ts'
import type { Covers } from '../covers.svelte.ts'
import type { Player } from '../player.svelte.ts'

/** Seconds that a jump is long where the system does not say. */
const jump = 10

/** Tells the system what plays, with its cover, and does what its media keys and panels ask for. */
export class SystemMedia {
  readonly #player: Player
  readonly #covers: Covers
  readonly #session: MediaSession | undefined

  /** `session`: undefined where the browser has none. */
  constructor(player: Player, covers: Covers, session: MediaSession | undefined = navigator.mediaSession) {
    this.#player = player
    this.#covers = covers
    this.#session = session
  }

  /** Media keys work from now on. */
  readonly listen = (): (() => void) => {
    const player = this.#player
    const steps: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
      play: () => player.paused && void player.toggle(),
      pause: () => player.paused || void player.toggle(),
      stop: () => player.paused || void player.toggle(),
      nexttrack: () => void player.next(),
      previoustrack: () => void player.previous(),
      seekbackward: ({ seekOffset }) => player.seek(player.time - (seekOffset ?? jump)),
      seekforward: ({ seekOffset }) => player.seek(player.time + (seekOffset ?? jump)),
      seekto: ({ seekTime }) => player.seek(seekTime ?? player.time)
    }
    const names = Object.keys(steps) as MediaSessionAction[]
    for (const name of names) this.#session?.setActionHandler(name, steps[name]!)
    return () => {
      for (const name of names) this.#session?.setActionHandler(name, null)
    }
  }

  /** What plays, for the panels of the system and as the title of the window. */
  readonly tell = (): void => {
    const { paused, track } = this.#player
    const { title = '', artist = '', album = '' } = track ?? {}
    document.title = track && !paused ? [title, artist].filter(Boolean).join(' – ') : say.brand
    if (!this.#session) return
    this.#session.playbackState = track === null ? 'none' : paused ? 'paused' : 'playing'
    if (track === null) return
    const url = this.#covers.get(track.id, 320)?.url
    const artwork = url ? [{ src: url, sizes: '320x320' }] : []
    this.#session.metadata = new MediaMetadata({ title, artist, album, artwork })
  }

  /** Where in the track it is. */
  readonly place = (): void => {
    const { length, time, track } = this.#player
    if (track && length > 0)
      this.#session?.setPositionState({ duration: length, position: Math.min(time, length), playbackRate: 1 })
  }
}
