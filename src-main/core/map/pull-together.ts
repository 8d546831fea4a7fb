import type { Near } from './near.ts'

/** Pairs that are pulled together, each once, and how strongly. */
interface Ties {
  from: Uint32Array
  to: Uint32Array
  weight: Float32Array
}

/** How many others each end of a tie pushes away from itself when it is pulled. */
const pushes = 4
const longestStep = 4
const bisections = 40

/**
 * UMAP (McInnes, Healy, Melville 2018): each track is tied to its nearest, the more the nearer, and ties pull while others
 * push. With the plain curve 1 / (1 + d²), which takes no power in the innermost loop. From `places` on, which are changed;
 * says now and then how far it is, 0..1. The same numbers for the same tracks.
 */
export function* pullTogether(near: Near, places: Float32Array, rounds: number): Generator<number, void> {
  const count = places.length / 2
  const { from, to, weight } = tiesOf(near, count)
  let heaviest = 0
  for (const one of weight) heaviest = Math.max(heaviest, one)
  const every = weight.map(one => heaviest / one)
  const due = every.slice()
  let state = 1
  for (let round = 0; round < rounds; round++) {
    const reach = 1 - round / rounds
    for (let tie = 0; tie < from.length; tie++) {
      if (due[tie]! > round + 1) continue
      due[tie]! += every[tie]!
      const one = from[tie]! * 2
      const other = to[tie]! * 2
      pull(places, one, other, reach)
      state = push(places, one, reach, count, state)
      state = push(places, other, reach, count, state)
    }
    yield (round + 1) / rounds
  }
}

function pull(places: Float32Array, one: number, other: number, reach: number): void {
  const dx = places[one]! - places[other]!
  const dy = places[one + 1]! - places[other + 1]!
  const force = -2 / (1 + dx * dx + dy * dy)
  // A pull is never longer than 1: no step needs to be held back.
  const stepX = force * dx * reach
  const stepY = force * dy * reach
  places[one]! += stepX
  places[one + 1]! += stepY
  places[other]! -= stepX
  places[other + 1]! -= stepY
}

/** Away from some others, drawn by chance. Gives the state of that chance: xorshift, kept in a number since it is drawn so often. */
function push(places: Float32Array, one: number, reach: number, count: number, state: number): number {
  let x = places[one]!
  let y = places[one + 1]!
  for (let i = 0; i < pushes; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const away = ((state >>> 0) % count) * 2
    const dx = x - places[away]!
    const dy = y - places[away + 1]!
    const square = dx * dx + dy * dy
    // Itself, or one in the very same place, which pushes in no direction.
    if (square === 0) continue
    const force = (2 / ((0.001 + square) * (1 + square))) * reach
    x += within(force * dx, longestStep * reach)
    y += within(force * dy, longestStep * reach)
  }
  places[one] = x
  places[one + 1] = y
  return state
}

const within = (step: number, most: number): number => (step > most ? most : step < -most ? -most : step)

/** What ties each to its nearest, made equal both ways: 1 - (1 - a)(1 - b). */
function tiesOf(near: Near, count: number): Ties {
  const { each, rows } = near
  const weights = weightsOf(near, count)
  const from: number[] = []
  const to: number[] = []
  const weight: number[] = []
  for (let row = 0; row < count; row++) {
    for (let i = row * each; i < (row + 1) * each; i++) {
      const other = rows[i]!
      if (other === row) continue
      const place = rows.subarray(other * each, (other + 1) * each).indexOf(row)
      // Of those tied both ways the first one has them.
      if (place >= 0 && other < row) continue
      const a = weights[i]!
      const b = place >= 0 ? weights[other * each + place]! : 0
      const tie = a + b - a * b
      if (tie < 1e-3) continue
      from.push(row)
      to.push(other)
      weight.push(tie)
    }
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), weight: Float32Array.from(weight) }
}

/** The nearest of each counts 1; the others less, so that all of one row's add up to the same. */
function weightsOf({ each, near }: Near, count: number): Float32Array {
  const weights = new Float32Array(near.length)
  const wanted = Math.log2(Math.max(2, each))
  for (let row = 0; row < count; row++) {
    const first = row * each
    const least = 1 - near[first]!
    let low = 0
    let high = Infinity
    let width = 1
    for (let step = 0; step < bisections; step++) {
      let sum = 0
      for (let i = first; i < first + each; i++) sum += Math.exp((least - 1 + near[i]!) / width)
      if (sum > wanted) high = width
      else low = width
      width = high === Infinity ? width * 2 : (low + high) / 2
    }
    for (let i = first; i < first + each; i++)
      weights[i] = Math.exp((least - 1 + near[i]!) / Math.max(width, 1e-4))
  }
  return weights
}
