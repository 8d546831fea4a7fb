import { bandTops } from './bands.ts'
import { bandCount, frameStep, type SoundPrint } from './print.ts'

/** How two files differ where they lie over each other. */
export interface Difference {
  /** Seconds by which the second one begins later. */
  shift: number
  /** Decibels that the first is louder all over. */
  gain: number
  /** Seconds over which both sound. */
  seconds: number
  /** -1..1: how alike the levels of all bands go. */
  alike: number
  /** 0..1: share of what sounds (half a second of a band) that differs by more than a little from the gain. */
  off: number
  /** Decibels by which bands as a whole are higher or lower than the others: a tone control. */
  tilt: number
  /** Decibels by which moments as a whole are louder or softer than the others: a limiter, a fade. */
  press: number
}

/** Seconds by which one may begin later than the other. */
export const mostShift = 25
/** Frames that are one step of the first look. */
const coarse = 4
/** Frames that are one cell: half a second. */
const cell = 11
/** What counts as sounding: so far below the loud moments of its band (dB), and above this in all. */
const dynamic = 25
const softest = -70
/** A cell is off that differs by more (dB). */
const little = 2.5
/** Cells with fewer bands that sound say nothing of a moment. */
const fewestBands = 5
/** What is faded in or out at the ends says nothing: so many moments at each, and no more than this share. */
const ends = 12
const endShare = 0.1
/** Moments that both have to sound in. */
const fewestMoments = 8

/** Null where there is too little to compare: silence, or next to no length. */
export function differenceOf(a: SoundPrint, b: SoundPrint): Difference | null {
  const shift = alignment(a, b)
  if (shift === null) return null
  const bands = commonBands(a, b)
  const [one, other] = [cellsOf(a, Math.max(0, shift)), cellsOf(b, Math.max(0, -shift))]
  const moments = Math.min(one.length, other.length)
  const cut = Math.min(ends, Math.floor(moments * endShare))
  const rows = differences(one.slice(cut, moments - cut), other.slice(cut, moments - cut), bands)
  const filled = rows.filter(row => row.filter(value => !Number.isNaN(value)).length >= fewestBands)
  if (filled.length < fewestMoments) return null
  const all = filled.flatMap(row => row.filter(value => !Number.isNaN(value)))
  const gain = median(all)
  const off = all.filter(value => Math.abs(value - gain) > little).length / all.length
  const perBand = Array.from({ length: bands }, (_, band) =>
    filled.map(row => row[band]!).filter(value => !Number.isNaN(value))
  ).filter(values => values.length >= fewestMoments)
  const perMoment = filled.map(row => median(row.filter(value => !Number.isNaN(value)))).sort((x, y) => x - y)
  return {
    shift: shift * frameStep,
    gain,
    seconds: filled.length * cell * frameStep,
    alike: correlation(one.slice(cut), other.slice(cut), moments - 2 * cut, bands),
    off,
    tilt: deviation(perBand.map(median), gain),
    press: (quantile(perMoment, 0.9) - quantile(perMoment, 0.1)) / 2
  }
}

/** Bands that neither file has been cut out of. */
function commonBands(a: SoundPrint, b: SoundPrint): number {
  const end = Math.min(...[a, b].map(({ edge }) => Math.min(edge.cliff ?? 22_050, edge.bandwidth || 22_050)))
  const beyond = bandTops.findIndex(top => top > end)
  return beyond < 0 ? bandCount : Math.max(12, beyond)
}

/**
 * Powers around every half second from somewhere between two frames on, in dB. What is further from the middle of a cell
 * counts less: so it matters little where exactly a note begins.
 */
function cellsOf({ powers, frames }: SoundPrint, from: number): Float32Array[] {
  const cells: Float32Array[] = []
  for (let at = Math.ceil(from); at + 2 * cell < frames; at += cell) {
    const row = new Float32Array(bandCount)
    for (let i = 0; i < 2 * cell; i++) {
      const weight = Math.max(0, 1 - Math.abs((i + Math.ceil(from) - from) / cell - 1)) / cell
      for (let band = 0; band < bandCount; band++) row[band]! += powers[(at + i) * bandCount + band]! * weight
    }
    cells.push(row.map(decibels))
  }
  return cells
}

const decibels = (power: number): number => 10 * Math.log10(power + 1e-12)

/** For each moment the differences of all bands; NaN where one of the two does not sound. */
function differences(one: Float32Array[], other: Float32Array[], bands: number): number[][] {
  const [limits, others] = [limitsOf(one, bands), limitsOf(other, bands)]
  return one.map((row, moment) =>
    Array.from({ length: bands }, (_, band) => {
      const [x, y] = [row[band]!, other[moment]![band]!]
      // Where one alone sounds they differ; where neither does there is nothing to differ.
      return x > limits[band]! || y > others[band]! ? x - y : NaN
    })
  )
}

function limitsOf(rows: Float32Array[], bands: number): number[] {
  return Array.from({ length: bands }, (_, band) => {
    const sorted = Float32Array.from(rows, row => row[band]!).sort()
    return Math.max(softest, (sorted[Math.floor(sorted.length * 0.9)] ?? 0) - dynamic)
  })
}

/**
 * The shift in frames (of the first) at which the levels go most alike: roughly, then closely, then between two frames.
 * Null: nothing there.
 */
function alignment(a: SoundPrint, b: SoundPrint): number | null {
  const [rough, roughOther] = [outlineOf(a, coarse), outlineOf(b, coarse)]
  if (rough === null || roughOther === null) return null
  const most = Math.ceil(mostShift / frameStep / coarse)
  const first = bestShift(rough, roughOther, -most, most)
  const [fine, fineOther] = [outlineOf(a, 1)!, outlineOf(b, 1)!]
  const best = bestShift(fine, fineOther, (first - 2) * coarse, (first + 2) * coarse)
  const [before, there, after] = [best - 1, best, best + 1].map(shift => alikeAt(fine, fineOther, shift))
  const bend = before! - 2 * there! + after!
  const between = bend < -1e-9 ? (before! - after!) / (2 * bend) : 0
  return best + Math.max(-0.5, Math.min(0.5, between))
}

/** Bands that the two are laid over each other by. */
const guides = [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]

/** Levels around their mean, a row of values a guide; null where nothing sounds. */
function outlineOf({ powers, frames }: SoundPrint, step: number): Float32Array[] | null {
  const count = Math.floor(frames / step)
  if (count < 32 / step) return null
  let sounds = false
  const rows = guides.map(band => {
    const row = new Float32Array(count)
    let mean = 0
    for (let i = 0; i < count; i++) {
      let power = 0
      for (let k = i * step; k < (i + 1) * step; k++) power += powers[k * bandCount + band]!
      row[i] = Math.max(-80, decibels(power / step))
      mean += row[i]! / count
    }
    if (mean > -79) sounds = true
    for (let i = 0; i < count; i++) row[i]! -= mean
    return row
  })
  return sounds ? rows : null
}

function bestShift(one: Float32Array[], other: Float32Array[], from: number, to: number): number {
  let [best, highest] = [0, -Infinity]
  for (let shift = from; shift <= to; shift++) {
    const alike = alikeAt(one, other, shift)
    if (alike > highest) [best, highest] = [shift, alike]
  }
  return best
}

/** -1..1; -1 where too little of the shorter one lies over the other. */
function alikeAt(one: Float32Array[], other: Float32Array[], shift: number): number {
  const [length, otherLength] = [one[0]!.length, other[0]!.length]
  const [first, end] = [Math.max(0, shift), Math.min(length, otherLength + shift)]
  if (end - first < Math.min(length, otherLength) / 2) return -1
  let [xy, xx, yy] = [0, 0, 0]
  for (let guide = 0; guide < one.length; guide++) {
    const [x, y] = [one[guide]!, other[guide]!]
    for (let i = first; i < end; i++) {
      const [p, q] = [x[i]!, y[i - shift]!]
      xy += p * q
      xx += p * p
      yy += q * q
    }
  }
  return xy / Math.sqrt(xx * yy + 1e-9)
}

function correlation(one: Float32Array[], other: Float32Array[], moments: number, bands: number): number {
  let [xy, xx, yy] = [0, 0, 0]
  for (let band = 0; band < bands; band++) {
    let [x, y] = [0, 0]
    for (let i = 0; i < moments; i++) {
      x += Math.max(-80, one[i]![band]!) / moments
      y += Math.max(-80, other[i]![band]!) / moments
    }
    for (let i = 0; i < moments; i++) {
      const [p, q] = [Math.max(-80, one[i]![band]!) - x, Math.max(-80, other[i]![band]!) - y]
      xy += p * q
      xx += p * p
      yy += q * q
    }
  }
  return xy / Math.sqrt(xx * yy + 1e-9)
}

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((x, y) => x - y),
    0.5
  )
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const deviation = (values: readonly number[], around: number): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - around) ** 2, 0) / Math.max(1, values.length))
