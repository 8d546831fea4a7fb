import { describe, expect, it } from 'vitest'
import { PointGrid } from '../../src-renderer/state/map/point-grid.ts'
import { Viewport } from '../../src-renderer/state/map/viewport.ts'
import { LibraryMap } from '../../src-renderer/state/map/library-map.svelte.ts'
import type { Player } from '../../src-renderer/state/player.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

/** Points that look strewn and are the same each time. */
const strewn = (count: number): PointGrid =>
  new PointGrid(
    Float32Array.from({ length: count }, (_, i) => (i * 0.618034) % 1),
    Float32Array.from({ length: count }, (_, i) => (i * 0.754878) % 1)
  )

describe('the points of a map', () => {
  it('are found where they lie, as by looking at each', () => {
    const grid = strewn(2000)
    for (const at of [
      { x: 0.31, y: 0.52 },
      { x: 0, y: 1 },
      { x: 0.999, y: 0.001 }
    ]) {
      const reach = { x: 0.02, y: 0.05 }
      const apart = (i: number): number =>
        ((grid.x[i]! - at.x) / reach.x) ** 2 + ((grid.y[i]! - at.y) / reach.y) ** 2
      const best = Array.from({ length: 2000 }, (_, i) => i).reduce((a, b) => (apart(b) < apart(a) ? b : a))
      expect(grid.nearest(at, reach)).toBe(apart(best) < 1 ? best : -1)
      expect(grid.nearest(at, reach, point => point !== best)).not.toBe(best)
    }
    expect(grid.nearest({ x: 3, y: 3 }, { x: 0.1, y: 0.1 })).toBe(-1)
  })

  it('are those within an outline, also where it goes in', () => {
    const grid = new PointGrid(Float32Array.of(0.1, 0.5, 0.9, 0.5), Float32Array.of(0.1, 0.2, 0.1, 0.8))
    // A V: the point between its arms lies outside.
    const outline = [0, 0, 0.5, 0.1, 1, 0, 1, 1, 0.5, 0.5, 0, 1]
    expect(grid.within(outline)).toEqual([0, 1, 2])
    expect(grid.within([0, 0, 1, 1])).toEqual([])
  })

  it('follow each other by arrow keys: what is ahead, and not far aside', () => {
    const grid = new PointGrid(Float32Array.of(0.5, 0.6, 0.55, 0.5), Float32Array.of(0.5, 0.5, 0.9, 0.7))
    expect(grid.next(0, 'right')).toBe(1)
    expect(grid.next(0, 'up')).toBe(3)
    expect(grid.next(0, 'left')).toBe(-1)
    expect(grid.next(1, 'left')).toBe(0)
  })
})

describe('what is shown of a map', () => {
  const viewport = (): Viewport => Object.assign(new Viewport(), { width: 800, height: 400 })

  it.each([true, false])('goes to the screen and back, even: %s', even => {
    const view = viewport()
    view.zoomBy(3, 100, 50, even)
    const { left, top } = view.toScreen(0.3, 0.8, even)
    const back = view.toMap(left, top, even)
    expect(back.x).toBeCloseTo(0.3)
    expect(back.y).toBeCloseTo(0.8)
  })

  it('stays under the mouse while it comes closer, and fits when it is far', () => {
    const view = viewport()
    const before = view.toMap(200, 300, false)
    view.zoomBy(4, 200, 300, false)
    expect(view.toMap(200, 300, false)).toEqual({ x: expect.closeTo(before.x), y: expect.closeTo(before.y) })
    view.pan(30, 0, false)
    view.zoomBy(0.01, 0, 0, false)
    expect(view).toMatchObject({ zoom: 1, x: 0.5, y: 0.5 })
  })

  it('brings into sight what lies beyond', () => {
    const view = viewport()
    view.zoomBy(10, 0, 0, false)
    view.reveal(0.95, 0.05, false)
    const { left, top } = view.toScreen(0.95, 0.05, false)
    expect(left).toBeLessThan(800)
    expect(top).toBeLessThan(400)
  })
})

describe('the map of a library', () => {
  const opened = async (): Promise<{ map: LibraryMap; bridge: FakeBridge; heard: [number, number][] }> => {
    const bridge = new FakeBridge({ tracks: 50, analysed: 40 })
    const heard: [number, number][] = []
    const player = {
      hear: async (id: number, from: number) => void heard.push([id, from])
    } as unknown as Player
    const map = new LibraryMap(bridge, player, thrown => {
      throw thrown
    })
    await map.show('calm … wild', 'piano')
    return { map, bridge, heard }
  }

  it('lists its tracks along the first axis, and means none before one is chosen', async () => {
    const { map } = await opened()
    const { tracks, places } = map
    const xs = Array.from(tracks.ids, id => places.grid.x[places.at.get(id)!]!)
    expect(xs).toEqual(xs.toSorted((a, b) => a - b))
    expect(tracks.ids).toHaveLength(40)
    expect(map.unplaced).toBe(10)
    expect(tracks.chosen).toEqual([])
    tracks.choose(7)
    expect(tracks.chosen).toEqual([7])
  })

  it('chooses what lies within an outline, adds to it, and leaves out what does not stand out', async () => {
    const { map } = await opened()
    map.choose([0, 0, 0.25, 0, 0.25, 1, 0, 1], false)
    expect(map.tracks.selected).toHaveLength(10)
    map.choose([0.75, 0, 1, 0, 1, 1, 0.75, 1], true)
    expect(map.tracks.selected).toHaveLength(20)
    map.only = 1
    map.choose([0, 0, 1, 0, 1, 1, 0, 1], false)
    expect(map.tracks.selected.every(id => id % 5 === 1)).toBe(true)
    map.tracks.forget()
    expect(map.tracks.chosen).toEqual([])
  })

  it('strews its points along an axis that is not understood', async () => {
    const { map } = await opened()
    map.take({ x: 'asdf', y: 'piano' })
    await expect.poll(() => map.axes.x?.high.trust).toBe('not-understood')
    expect(new Set(map.places.grid.x).size).toBe(40)
  })

  it('lays out once what is not laid out, and hears a track from the passage that is told', async () => {
    const { map, bridge, heard } = await opened()
    map.go('likeness')
    await expect.poll(() => bridge.calls.filter(({ name }) => name === 'map.likeness').length).toBe(2)
    await expect.poll(() => map.places.ids.length).toBe(40)
    expect(bridge.calls.filter(({ name }) => name === 'map.layOut')).toHaveLength(1)
    expect(map.due).toBe(false)
    await map.hear(5)
    expect(heard).toEqual([[5, 15]])
  })
})
