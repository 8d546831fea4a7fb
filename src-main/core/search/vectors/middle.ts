import { Kernel } from './kernel.ts'
import type { VectorIndex } from './vector-index.ts'

/** Rows that the middle of the library is taken from, at most. */
const mostSampled = 4096

let kernel: Kernel | null = null

/** The mean direction of the library's tracks, from rows evenly picked. Each start begins with it: see `Directions`. */
export function middleOf(index: VectorIndex): Float32Array {
  const { dimension, count } = index
  const [partsAt, oneAt, zeroAt, sumAt] = [0, dimension * 2, dimension * 6, dimension * 10]
  kernel ??= new Kernel()
  kernel.reserve(dimension * 14)
  const { run, bytes } = kernel
  kernel.floats(zeroAt, dimension * 2).fill(0)
  const sampled = Math.min(mostSampled, count)
  const step = Math.max(1, count / mostSampled)
  for (let i = 0; i < sampled; i++) {
    const scale = index.copyParts(Math.floor(i * step), bytes, partsAt)
    run.direction(partsAt, partsAt + dimension, dimension, scale, zeroAt, oneAt)
    run.add(sumAt, oneAt, dimension, 1 / sampled)
  }
  return kernel.floats(sumAt, dimension).slice()
}

/**
 * A vector of the tower as a direction from the middle, length 1. All music lies in a narrow cone of the embedding: seen
 * from its middle, two tracks that have nothing in common are at right angles.
 */
export function directionFrom(middle: Float32Array, vector: Float32Array): Float32Array {
  const one = vector.slice()
  turnFrom(middle, one, 0)
  return one
}

/** The same in place, for the vector that lies in others from a place on; a zero vector has the direction from the middle. */
function turnFrom(middle: Float32Array, all: Float32Array, from: number): void {
  const length = lengthAt(all, from, middle.length)
  for (let k = 0; k < middle.length; k++) all[from + k] = all[from + k]! / length - middle[k]!
  const apart = lengthAt(all, from, middle.length)
  for (let k = 0; k < middle.length; k++) all[from + k]! /= apart
}

/** Never 0, so that it can be divided by. */
function lengthAt(all: Float32Array, from: number, count: number): number {
  let sum = 0
  for (let k = from; k < from + count; k++) sum += all[k]! * all[k]!
  return Math.sqrt(sum) || 1
}
