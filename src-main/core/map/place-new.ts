import type { SearchLibrary } from '../search/library.ts'
import { directionFrom } from '../search/vectors/middle.ts'
import type { Pause } from '../threads/pause.ts'
import { markOf, type Layout } from './layout.ts'

/** With more new tracks than this share of those laid out, all is laid out again. */
const outgrown = 0.25
const together = 32
/** Where a new one lies is the middle of so many of the nearest; the nearest counts most. */
const nearest = 4
const sharpness = 12

/** A layout, and whether it is still one of this library. `isNew`: something was placed, or has gone. */
export interface Placed {
  layout: Layout
  due: boolean
  isNew: boolean
}

/**
 * Puts tracks that have come since a layout was made, or sound otherwise now, beside what is most like them. Where too much
 * has come they are left for the next layout. `rows`: those that are shown.
 */
export async function placeNew(
  library: SearchLibrary,
  layout: Layout,
  rows: Uint32Array,
  pause: Pause
): Promise<Placed> {
  const { index } = library
  const at = new Map(Array.from(layout.ids, (id, i) => [id, i]))
  const vector = new Float32Array(index.dimension)
  const isPlaced = (row: number): boolean => {
    const place = at.get(index.ids[row]!)
    if (place === undefined) return false
    index.read(row, vector, 0)
    return markOf(vector) === layout.marks[place]
  }
  const placed = rows.filter(isPlaced)
  const fresh = placed.length === rows.length ? [] : Array.from(rows).filter(row => !isPlaced(row))
  const old = { ids: index.ids, at, layout }
  if (placed.length === 0 || fresh.length > outgrown * layout.together)
    return { layout: of(old, placed), due: true, isNew: false }
  if (fresh.length === 0) return { layout: of(old, placed), due: false, isNew: false }
  const found = await beside(library, layout, at, placed, fresh, pause)
  const kept = of(old, placed)
  const ids = Uint32Array.from(fresh, row => index.ids[row]!)
  const marks = Float32Array.from(fresh, row => markOf(index.vector(row)))
  return {
    due: false,
    isNew: true,
    layout: {
      ids: joinedIds(kept.ids, ids),
      marks: joined(kept.marks, marks),
      x: joined(kept.x, found.x),
      y: joined(kept.y, found.y),
      together: layout.together
    }
  }
}

/** The part of a layout that is of some rows. */
function of(
  { ids, at, layout }: { ids: Uint32Array; at: ReadonlyMap<number, number>; layout: Layout },
  rows: Uint32Array
): Layout {
  const places = Uint32Array.from(rows, row => at.get(ids[row]!)!)
  return {
    ids: Uint32Array.from(rows, row => ids[row]!),
    marks: Float32Array.from(places, place => layout.marks[place]!),
    x: Float32Array.from(places, place => layout.x[place]!),
    y: Float32Array.from(places, place => layout.y[place]!),
    together: layout.together
  }
}

async function beside(
  library: SearchLibrary,
  layout: Layout,
  at: ReadonlyMap<number, number>,
  placed: Uint32Array,
  fresh: readonly number[],
  pause: Pause
): Promise<{ x: Float32Array; y: Float32Array }> {
  const { index, middle } = library
  const { lengths, apart } = seenFrom(library, placed)
  const [x, y] = [new Float32Array(fresh.length), new Float32Array(fresh.length)]
  for (let first = 0; first < fresh.length; first += together) {
    await pause()
    const some = fresh.slice(first, first + together)
    const turned = some.map(row => directionFrom(middle, index.vector(row)))
    index.glance(turned, placed).forEach((scores, i) => {
      const own = turned[i]!.reduce((sum, part, k) => sum + part * middle[k]!, 0)
      for (let k = 0; k < scores.length; k++) scores[k] = (scores[k]! / lengths[k]! - own) / apart[k]!
      const best = highest(scores, nearest)
      const weights = best.map(k => Math.exp(sharpness * (scores[k]! - scores[best[0]!]!)))
      const sum = weights.reduce((all, weight) => all + weight, 0)
      const meanOf = (places: Float32Array): number =>
        best.reduce((all, k, n) => all + (weights[n]! / sum) * places[at.get(index.ids[placed[k]!]!)!]!, 0)
      x[first + i] = meanOf(layout.x)
      y[first + i] = meanOf(layout.y)
    })
  }
  return { x, y }
}

/** Of each row the length of its vector, and how far its direction lies from the middle: what turns a dot product into a cosine from there. */
function seenFrom(
  { index, middle }: SearchLibrary,
  rows: Uint32Array
): { lengths: Float32Array; apart: Float32Array } {
  const square = middle.reduce((sum, part) => sum + part * part, 0)
  const [toMiddle] = index.glance([middle], rows)
  const lengths = Float32Array.from(rows, row => Math.sqrt(Math.max(1e-6, 1 - index.spreads[row]! ** 2)))
  const apart = lengths.map((length, i) =>
    Math.sqrt(Math.max(1e-6, 1 - (2 * toMiddle![i]!) / length + square))
  )
  return { lengths, apart }
}

/** Places of the highest, best first. */
function highest(scores: Float32Array, most: number): number[] {
  const best: number[] = []
  for (let k = 0; k < scores.length; k++) {
    if (best.length === most && scores[k]! <= scores[best[most - 1]!]!) continue
    const before = best.findIndex(other => scores[other]! < scores[k]!)
    best.splice(before < 0 ? best.length : before, 0, k)
    best.length = Math.min(best.length, most)
  }
  return best
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const all = new Float32Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

function joinedIds(a: Uint32Array, b: Uint32Array): Uint32Array {
  const all = new Uint32Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
