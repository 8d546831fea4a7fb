import type { Playlist } from '#contract/playlists.ts'

export interface MenuItem {
  label: string
  /** The key that does the same. */
  key: string | undefined
  /** One of the few that stand in the bar below a list, too. */
  first?: boolean
  run: () => unknown
}

/** What a menu is about where that is not what the list means: a playlist in the sidebar, an artist, a passage. */
export interface About {
  /** What it is called. */
  name: string
  /** Its tracks. */
  ids: readonly number[]
  /** The playlist that it is. */
  playlist?: Playlist
  /** The search that finds them, where it is one. */
  search?: string
  /** What can be done with it besides. */
  own: readonly MenuItem[]
}

/** Where a menu is asked for. */
export interface Spot {
  x: number
  y: number
}

/** The menu of tracks: where it stands, and whose tracks it is about. */
export class Menu {
  /** Null while it is closed. */
  at = $state.raw<Spot | null>(null)
  /** Null: what the list means. It lasts until what was chosen is done, pickers of names among it. */
  about = $state.raw<About | null>(null)

  open(at: Spot, about: About | null = null): void {
    this.about = about
    this.at = at
  }

  close(): void {
    this.at = null
    this.about = null
  }

  /** The menu goes first and gives the focus back: what is run may put it elsewhere. `asks`: whether that goes on asking. */
  choose({ run }: MenuItem, asks: () => boolean): void {
    this.at = null
    setTimeout(() => {
      run()
      if (!asks()) this.about = null
    })
  }
}

/** Where an event asks for a menu: at the mouse, or below what the keys are on. */
export function spotOf(event: MouseEvent & { currentTarget: HTMLElement }): Spot {
  event.preventDefault()
  const { left, bottom } = event.currentTarget.getBoundingClientRect()
  const byMouse = event.button === 2 || event.clientX > 0
  return byMouse ? { x: event.clientX, y: event.clientY } : { x: left + 24, y: bottom }
}
