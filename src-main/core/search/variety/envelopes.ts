import { Kernel } from '../vectors/kernel.ts'

/** How the loudness of a track goes, for telling whether two files are one recording. */

/** Seconds between two values, over which each is taken, and by which one file may begin later than the other. */
const step = 0.25
const smooth = 1
const mostShift = 5
const most = Math.ceil(mostShift / step)
/** Values that have to lie side by side, at least. */
const fewest = 40

/** Values around their mean; `sums` and `squares`: of the values before each place. */
interface Envelope {
  values: Float32Array
  sums: Float64Array
  squares: Float64Array
}

const known = new WeakMap<Uint8Array, Envelope>()

/** `waveform`: peaks 0..255, evenly spaced over `duration` seconds. Kept as long as the waveform is. */
function envelopeOf(waveform: Uint8Array, duration: number): Envelope {
  const before = known.get(waveform)
  if (before) return before
  const logs = new Float64Array(waveform.length + 1)
  for (let i = 0; i < waveform.length; i++) logs[i + 1] = logs[i]! + Math.log(4 + waveform[i]!)
  const sumTo = (seconds: number): number => {
    const at = Math.min(waveform.length, Math.max(0, (seconds / duration) * waveform.length))
    const whole = Math.floor(at)
    return logs[whole]! + (at - whole) * (logs[Math.min(waveform.length, whole + 1)]! - logs[whole]!)
  }
  const count = Math.max(0, Math.floor((duration - smooth) / step))
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = sumTo(i * step + smooth) - sumTo(i * step)
  const made = around(values)
  known.set(waveform, made)
  return made
}

function around(values: Float32Array): Envelope {
  let mean = 0
  for (const value of values) mean += value / values.length
  const sums = new Float64Array(values.length + 1)
  const squares = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] = values[i]! - mean)
    sums[i + 1] = sums[i]! + value
    squares[i + 1] = squares[i]! + value * value
  }
  return { values, sums, squares }
}

export interface Outline {
  /** Peaks 0..255, evenly spaced. */
  waveform: Uint8Array
  /** Seconds. */
  duration: number
}

/**
 * The highest correlation of how the loudness of two files goes, over all shifts of a few seconds: -1..1, where copies in
 * another format or trimmed are near 1, whatever their volume. -1 where there is too little to compare.
 */
export function alikeInOutline(a: Outline, b: Outline): number {
  const [one, other] = [envelopeOf(a.waveform, a.duration), envelopeOf(b.waveform, b.duration)]
  const products = slide(one.values, other.values)
  let best = -1
  for (let shift = -most; shift <= most; shift++) {
    const from = Math.max(0, shift)
    const to = Math.min(one.values.length, other.values.length + shift)
    if (to - from < fewest) continue
    const count = to - from
    const [x, xx] = [one.sums[to]! - one.sums[from]!, one.squares[to]! - one.squares[from]!]
    const [y, yy] = [
      other.sums[to - shift]! - other.sums[from - shift]!,
      other.squares[to - shift]! - other.squares[from - shift]!
    ]
    const spread = (xx - (x * x) / count) * (yy - (y * y) / count)
    const alike = spread > 1e-9 ? (products[most + shift]! - (x * y) / count) / Math.sqrt(spread) : 0
    best = Math.max(best, alike)
  }
  return best
}

let kernel: Kernel | null = null

/**
 * Dot products of the second with the first from each shift on, the lowest first; in use until the next call. In its memory
 * lie the results, the second, and the first between zeros.
 */
function slide(first: Float32Array, second: Float32Array): Float32Array {
  kernel ??= new Kernel()
  const shifts = 2 * most + 1
  const length = Math.ceil(second.length / 16) * 16
  const [secondAt, firstAt] = [shifts, shifts + length]
  const end = firstAt + 2 * most + Math.max(first.length, length)
  kernel.reserve(end * 4)
  const all = kernel.floats(0, end)
  all.fill(0, secondAt)
  all.set(second, secondAt)
  all.set(first, firstAt + most)
  if (length > 0) kernel.run.dot(firstAt * 4, secondAt * 4, shifts, length * 4, 4, 0)
  return all.subarray(0, shifts)
}
