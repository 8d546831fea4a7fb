const mostZoom = 200
/** Kept free around all of the map, of its smaller side. */
const margin = 0.06

/** What part of the unit square is shown, and where on the screen; y goes up there, and down here. */
export class Viewport {
  width = 1
  height = 1
  /** 1: all of it is shown. */
  zoom = 1
  /** What lies in the middle. */
  x = 0.5
  y = 0.5

  /** Pixels for all of the unit square, across and up: by axes the whole room is used, by likeness both are the same. */
  sides(even: boolean): { across: number; up: number } {
    const room = 1 - 2 * margin
    const smaller = Math.min(this.width, this.height)
    return {
      across: (even ? smaller : this.width) * room * this.zoom,
      up: (even ? smaller : this.height) * room * this.zoom
    }
  }

  toScreen(x: number, y: number, even: boolean): { left: number; top: number } {
    const { across, up } = this.sides(even)
    return { left: this.width / 2 + (x - this.x) * across, top: this.height / 2 - (y - this.y) * up }
  }

  toMap(left: number, top: number, even: boolean): { x: number; y: number } {
    const { across, up } = this.sides(even)
    return { x: this.x + (left - this.width / 2) / across, y: this.y - (top - this.height / 2) / up }
  }

  /** By pixels. */
  pan(left: number, top: number, even: boolean): void {
    const { across, up } = this.sides(even)
    this.x = within(this.x - left / across)
    this.y = within(this.y + top / up)
  }

  /** What lies at a place of the screen stays there. */
  zoomBy(factor: number, left: number, top: number, even: boolean): void {
    const before = this.toMap(left, top, even)
    this.zoom = Math.max(1, Math.min(mostZoom, this.zoom * factor))
    const after = this.toMap(left, top, even)
    this.x = within(this.x + before.x - after.x)
    this.y = within(this.y + before.y - after.y)
    if (this.zoom === 1) this.fit()
  }

  fit(): void {
    this.zoom = 1
    this.x = 0.5
    this.y = 0.5
  }

  /** Brings a place into sight where it is not. */
  reveal(x: number, y: number, even: boolean): void {
    const { left, top } = this.toScreen(x, y, even)
    const [edgeX, edgeY] = [this.width * margin, this.height * margin]
    if (left < edgeX || left > this.width - edgeX) this.x = within(x)
    if (top < edgeY || top > this.height - edgeY) this.y = within(y)
  }
}

const within = (at: number): number => Math.max(0, Math.min(1, at))
