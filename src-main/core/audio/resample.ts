import { kernelOf, reserve, type WithMemory } from '../kernels/instance.ts'
import { joined } from '../kernels/joined.ts'
import { kernelBytes } from './resample-kernel-bytes.ts'

/**
 * Band-limited resampling by a polyphase windowed sinc, streamed. Kaiser window, 32 zero crossings a side, pass band
 * to 91 % of the lower Nyquist frequency: what would fold back is at least 80 dB down (the golden test's tones).
 */
const zeroCrossings = 32
const rolloff = 0.945
const kaiserBeta = 9

/** Samples a row of coefficients is a multiple of. */
const together = 16
/** Input that is worked on at a time. */
const mostHeld = 8192

export interface Bank {
  /** Output samples for each `down` input samples. */
  up: number
  down: number
  /** Input samples under the filter. */
  taps: number
  /** Coefficients of a phase: `taps`, then zeros. */
  rowLength: number
  /** One row for each of the `up` phases. */
  rows: Float32Array
}

/** resample-kernel.wat says what each is. */
interface Exports extends WithMemory {
  resample(
    at: number,
    rows: number,
    rowBytes: number,
    phase: number,
    phases: number,
    step: number,
    turn: number,
    count: number,
    out: number
  ): void
}

const instance = kernelOf<Exports>(kernelBytes)

/** A stream through a bank of filters, in blocks of any length. */
export class Polyphase {
  readonly #bank: Bank
  readonly #run = instance()
  readonly #heldAt: number
  readonly #outAt: number
  readonly #held: Float32Array
  #heldLength: number
  /** Position of the next output: whole input samples into what is held, and a phase of `up`. */
  #index = 0
  #phase = 0

  /** `lead`: samples of silence before the first one. */
  constructor(bank: Bank, lead: number) {
    this.#bank = bank
    const { up, down, taps, rowLength, rows } = bank
    this.#heldAt = 4 * rows.length
    const heldLength = rowLength + taps + mostHeld
    this.#outAt = this.#heldAt + 4 * heldLength
    reserve(this.#run, this.#outAt + 4 * (Math.ceil(((taps + mostHeld) * up) / down) + 1))
    const { buffer } = this.#run.memory
    new Float32Array(buffer, 0, rows.length).set(rows)
    this.#held = new Float32Array(buffer, this.#heldAt, heldLength)
    this.#heldLength = lead
  }

  /** All output that the samples so far settle, in parts that are valid only until the next one. */
  *push(block: Float32Array): Generator<Float32Array> {
    for (let at = 0; at < block.length; at += mostHeld) yield this.#part(block.subarray(at, at + mostHeld))
  }

  #part(block: Float32Array): Float32Array {
    const { up, down, taps, rowLength } = this.#bank
    this.#held.set(block, this.#heldLength)
    this.#heldLength += block.length
    // Under the zeros of a row; what was there may be no number.
    this.#held.fill(0, this.#heldLength, this.#heldLength + together)
    // Places before this one have all their samples.
    const settled = this.#heldLength - taps + 1 - this.#index
    const count = settled > 0 ? Math.floor((settled * up - 1 - this.#phase) / down) + 1 : 0
    const out = new Float32Array(this.#run.memory.buffer, this.#outAt, count)
    this.#run.resample(
      this.#heldAt + 4 * this.#index,
      0,
      4 * rowLength,
      this.#phase,
      up,
      Math.floor(down / up),
      down % up,
      count,
      this.#outAt
    )
    const ahead = this.#phase + count * down
    this.#phase = ahead % up
    this.#index += Math.floor(ahead / up)
    const gone = Math.min(this.#index, this.#heldLength)
    this.#held.copyWithin(0, gone, this.#heldLength)
    this.#heldLength -= gone
    this.#index -= gone
    return out
  }
}

/** One stream's resampler. Rates are whole numbers; input comes in blocks of any length. */
export class Resampler {
  readonly #filter: Polyphase
  readonly #tail: number

  constructor(from: number, to: number) {
    const bank = bankFor(from, to)
    const lead = bank.taps >> 1
    this.#tail = bank.taps - lead - 1
    // Silence before the first sample, so that the filter's middle lies on it.
    this.#filter = new Polyphase(bank, lead)
  }

  /** All output that the samples so far settle, in parts that are valid only until the next one. */
  parts(block: Float32Array): Iterable<Float32Array> {
    return this.#filter.push(block)
  }

  /** The same as one block that stays. */
  push(block: Float32Array): Float32Array {
    const parts: Float32Array[] = []
    for (const part of this.parts(block)) parts.push(part.slice())
    return parts.length === 1 ? parts[0]! : joined(Float32Array, parts)
  }

  /** The rest, with silence after the end. */
  flush(): Float32Array {
    return this.push(new Float32Array(this.#tail))
  }
}

/** The last one: of one library most files have one rate. */
let last: { from: number; to: number; bank: Bank } | null = null

function bankFor(from: number, to: number): Bank {
  if (last?.from !== from || last.to !== to) last = { from, to, bank: designBank(from, to) }
  return last.bank
}

export function designBank(from: number, to: number): Bank {
  const common = greatestCommonDivisor(from, to)
  const up = to / common
  const down = from / common
  const cutoff = Math.min(1, to / from) * rolloff
  const half = Math.ceil(zeroCrossings / cutoff)
  const taps = 2 * half
  const rowLength = Math.ceil(taps / together) * together
  const rows = new Float32Array(up * rowLength)
  const norm = bessel(kaiserBeta)
  for (let phase = 0; phase < up; phase++) {
    let total = 0
    const row = rows.subarray(phase * rowLength, phase * rowLength + taps)
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - half - phase / up
      const edge = distance / half
      const window = Math.abs(edge) >= 1 ? 0 : bessel(kaiserBeta * Math.sqrt(1 - edge * edge)) / norm
      row[tap] = sinc(distance * cutoff) * window
      total += row[tap]!
    }
    // Each phase passes a constant unchanged; otherwise the phases would beat against each other.
    for (let tap = 0; tap < taps; tap++) row[tap]! /= total
  }
  return { up, down, taps, rowLength, rows }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Modified Bessel function of the first kind, order zero. */
function bessel(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
