import type { Covers } from '../covers.svelte.ts'
import type { Player } from '../player.svelte.ts'

/** The part of the browser's notifications that is used. */
export type NoticeMaker = Pick<typeof Notification, 'permission' | 'requestPermission'> &
  (new (title: string, options: NotificationOptions) => Pick<Notification, 'onclick'>)

/** Whether notifications are allowed; asks where nobody has answered yet. */
export async function mayNotify(maker: NoticeMaker | undefined): Promise<boolean> {
  if (maker === undefined) return false
  const answer = maker.permission === 'default' ? await maker.requestPermission() : maker.permission
  return answer === 'granted'
}

/** Tells which track begins, by a notification of the system, while another window is in front. */
export class TrackNotices {
  readonly #player: Player
  readonly #covers: Covers
  readonly #wanted: () => boolean
  readonly #maker: NoticeMaker | undefined
  #last: number | null = null

  /** `maker`: undefined where the browser has none. */
  constructor(
    player: Player,
    covers: Covers,
    wanted: () => boolean,
    maker: NoticeMaker | undefined = globalThis.Notification
  ) {
    this.#player = player
    this.#covers = covers
    this.#wanted = wanted
    this.#maker = maker
  }

  /** Called again whenever something of what plays has changed. */
  readonly tell = (): void => {
    const { paused, track } = this.#player
    if (track === null || paused || track.id === this.#last) return
    this.#last = track.id
    const icon = this.#covers.get(track.id, 320)?.url
    if (!this.#wanted() || document.hasFocus() || this.#maker?.permission !== 'granted') return
    const body = [track.artist, track.album].filter(Boolean).join(' · ')
    // One at a time, and the music is sound enough.
    const options = { body, tag: 'earshot-track', silent: true, ...(icon ? { icon } : {}) }
    new this.#maker(track.title, options).onclick = () => window.focus()
  }
}
