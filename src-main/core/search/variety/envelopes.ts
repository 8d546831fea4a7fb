/** How the loudness of a track goes, for telling whether two files are one recording. */

/** Seconds between two values, over which each is taken, and by which one file may begin later than the other. */
const step = 0.25
const smooth = 1
const mostShift = 5
/** Values that have to lie side by side, at least. */
const fewest = 40

const known = new WeakMap<Uint8Array, Float32Array>()

/** `waveform`: peaks 0..255, evenly spaced over `duration` seconds. Kept as long as the waveform is. */
function envelopeOf(waveform: Uint8Array, duration: number): Float32Array {
  const before = known.get(waveform)
  if (before) return before
  const sums = new Float64Array(waveform.length + 1)
  for (let i = 0; i < waveform.length; i++) sums[i + 1] = sums[i]! + Math.log(4 + waveform[i]!)
  const sumTo = (seconds: number): number => {
    const at = Math.min(waveform.length, Math.max(0, (seconds / duration) * waveform.length))
    const whole = Math.floor(at)
    return sums[whole]! + (at - whole) * (sums[Math.min(waveform.length, whole + 1)]! - sums[whole]!)
  }
  const count = Math.max(0, Math.floor((duration - smooth) / step))
  const made = Float32Array.from({ length: count }, (_, i) => sumTo(i * step + smooth) - sumTo(i * step))
  known.set(waveform, made)
  return made
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
  const most = Math.ceil(mostShift / step)
  let best = -1
  for (let shift = -most; shift <= most; shift++) {
    const from = Math.max(0, shift)
    const to = Math.min(one.length, other.length + shift)
    if (to - from >= fewest) best = Math.max(best, correlation(one, other, from, to, shift))
  }
  return best
}

function correlation(a: Float32Array, b: Float32Array, from: number, to: number, shift: number): number {
  const count = to - from
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0]
  for (let i = from; i < to; i++) {
    const [p, q] = [a[i]!, b[i - shift]!]
    x += p
    y += q
    xx += p * p
    yy += q * q
    xy += p * q
  }
  const spread = (xx - (x * x) / count) * (yy - (y * y) / count)
  return spread > 1e-9 ? (xy - (x * y) / count) / Math.sqrt(spread) : 0
}
