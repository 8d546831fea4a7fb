import { generator } from '../../src-main/core/kernels/random.ts'
import { VectorIndex } from '../../src-main/core/search/vectors/vector-index.ts'

const dimension = 160
const centres = 300
const lengths = { centre: 0.7, track: 0.55, least: 0.6, more: 0.35 }

/** Tracks around some hundred centres of a narrow cone, as music lies, each as long as the mean of its windows would be. */
export function madeVectors(count: number): VectorIndex {
  const random = generator(1)
  const direction = (length: number): Float32Array => {
    const one = Float32Array.from({ length: dimension }, () => random() + random() + random() - 1.5)
    const scale = length / Math.hypot(...one)
    return one.map(x => x * scale)
  }
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const [axis, kinds] = [direction(1), Array.from({ length: centres }, () => direction(lengths.centre))]
  const own = Array.from({ length: 4096 }, () => direction(lengths.track))
  const index = new VectorIndex(dimension)
  for (let id = 1; id <= count; id++) {
    const [kind, one, other] = [pick(kinds), pick(own), pick(own)]
    const whole = axis.map((x, k) => x + kind[k]! + (one[k]! + other[k]!) / Math.SQRT2)
    const scale = (lengths.least + lengths.more * random()) / Math.hypot(...whole)
    index.add(
      Uint32Array.of(id),
      whole.map(x => x * scale)
    )
  }
  return index
}
