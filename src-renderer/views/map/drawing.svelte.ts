import type { LibraryMap } from '../../state/map/library-map.svelte.ts'
import { colourOf, mostClasses, readColours } from './palette.ts'
import { flags, Points } from './points.ts'

/** What keeps the picture of the map as it is to be: attachments of its canvas, each for what it hangs on. */
export class Drawing {
  /** Another number in each frame, which what lies over the points follows. */
  frame = $state(0)
  #points = $state.raw<Points | null>(null)
  #waiting = 0
  readonly #map: LibraryMap
  readonly #undrawable: () => unknown

  /** `undrawable`: called where there is no WebGL 2. */
  constructor(map: LibraryMap, undrawable: () => unknown) {
    this.#map = map
    this.#undrawable = undrawable
  }

  /** By likeness both directions are as large. */
  get even(): boolean {
    return this.#map.way === 'likeness'
  }

  /** Soon: several changes take one frame. */
  draw(): void {
    this.#waiting ||= requestAnimationFrame(() => {
      this.#waiting = 0
      const { viewport, places } = this.#map
      const { width, height, zoom, x, y } = viewport
      const { across, up } = viewport.sides(this.even)
      // Points grow with the room that each has, and a little as they are looked at more closely.
      const apart = Math.sqrt((width * height) / Math.max(1, places.ids.length))
      const size = Math.max(2.4, Math.min(13, apart * 0.16)) * zoom ** 0.3
      this.#points?.draw({
        scale: [(2 * across) / width, (2 * up) / height],
        shift: [(-2 * x * across) / width, (-2 * y * up) / height],
        size: Math.min(18, size) * devicePixelRatio
      })
      this.frame++
    })
  }

  readonly open = (canvas: HTMLCanvasElement): (() => void) => {
    const points = Points.on(canvas)
    if (points === null) this.#undrawable()
    this.#points = points
    const { viewport } = this.#map
    const sized = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      viewport.width = Math.max(1, width)
      viewport.height = Math.max(1, height)
      points?.resize(
        Math.round(viewport.width * devicePixelRatio),
        Math.round(viewport.height * devicePixelRatio)
      )
      this.draw()
    })
    sized.observe(canvas)
    return () => {
      sized.disconnect()
      cancelAnimationFrame(this.#waiting)
      this.#waiting = 0
      points?.close()
      this.#points = null
    }
  }

  readonly places = (): void => {
    const { grid } = this.#map.places
    this.#points?.places(grid.x, grid.y)
    this.draw()
  }

  readonly looks = (): void => {
    const { ids, at } = this.#map.places
    const marks = Uint8Array.from(ids, (_, point) => (this.#map.isShown(point) ? 0 : flags.faint))
    for (const id of this.#map.tracks.selected) {
      const point = at.get(id)
      if (point !== undefined) marks[point]! |= flags.chosen
    }
    this.#points?.looks(this.#map.classes, marks)
    this.draw()
  }

  /** Now, and when the system's theme changes under the window. */
  readonly colours = (canvas: HTMLCanvasElement): (() => void) => {
    const classes = this.#map.colours?.classes ?? []
    const points = this.#points
    const names = Array.from({ length: mostClasses }, (_, number) =>
      colourOf(classes[number]?.kind ?? 'none', number)
    )
    const read = (): void => {
      const host = canvas.parentElement!
      points?.colours(readColours(host, names), readColours(host, ['var(--text)']))
      this.draw()
    }
    read()
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', read)
    return () => dark.removeEventListener('change', read)
  }
}
