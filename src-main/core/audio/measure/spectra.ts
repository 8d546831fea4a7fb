import { kernelOf, reserve, type WithMemory } from '../../kernels/instance.ts'
import { kernelBytes } from './spectra-kernel-bytes.ts'

/** spectra-kernel.wat says what each does; all addresses are bytes. */
interface Exports extends WithMemory {
  place(samples: number, hop: number, size: number, window: number, order: number, out: number): void
  transform(data: number, bytes: number, turns: number): void
  power(data: number, bytes: number, turns: number, power: number): void
  bands(power: number, edges: number, count: number, out: number): void
}

/** Frames whose spectra are made at once. */
export const lanes = 4
/** Bytes of a number of all frames. */
const all = 4 * lanes

const instance = kernelOf<Exports>(kernelBytes)

export interface SpectraForm {
  /** Samples of a frame: twice a power of four. */
  size: number
  /** From one frame to the next; a multiple of four. */
  hop: number
  /** The first bins of bands, and the one behind the last; from 1 to less than half the size. */
  edges?: readonly number[]
}

/**
 * Power spectra of the overlapping frames of a stream under a periodic Hann window, four frames at once: bin `b` of
 * frame `f` stands at `4 * b + f` of what is given out, or a band where there are edges. Bin 0 and the last are left out.
 */
export class Spectra {
  readonly #run = instance()
  readonly #size: number
  readonly #hop: number
  readonly #bands: number
  readonly #take: (power: Float32Array, frames: number) => void
  readonly #at: { window: number; order: number; turns: number; angles: number; edges: number; data: number }
  readonly #powerAt: number
  readonly #samplesAt: number
  readonly #out: Float32Array
  /** What is not yet in a frame that was given out. */
  readonly #held: Float32Array
  #filled = 0

  constructor({ size, hop, edges = [] }: SpectraForm, take: (power: Float32Array, frames: number) => void) {
    this.#size = size
    this.#hop = hop
    this.#bands = Math.max(0, edges.length - 1)
    this.#take = take
    const half = size / 2
    const turns = turnsOf(half)
    const [window, order] = [0, 4 * size]
    const turnsAt = order + 4 * half
    const angles = turnsAt + 4 * turns.length
    const edgesAt = angles + 8 * half
    const data = Math.ceil((edgesAt + 4 * edges.length) / all) * all
    this.#at = { window, order, turns: turnsAt, angles, edges: edgesAt, data }
    this.#powerAt = data + 2 * all * half
    const bandsAt = this.#powerAt + all * (half + 1)
    this.#samplesAt = bandsAt + all * this.#bands
    const room = size + (lanes - 1) * hop
    reserve(this.#run, this.#samplesAt + 4 * room)
    const { buffer } = this.#run.memory
    const angle = (-2 * Math.PI) / size
    new Float32Array(buffer, window, size).set(
      Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos(angle * i))
    )
    new Uint32Array(buffer, order, half).set(orderOf(half).map(place => 2 * all * place))
    new Float32Array(buffer, turnsAt, turns.length).set(turns)
    const angleTable = Array.from({ length: half - 1 }, (_, i) => angle * (i + 1))
    new Float32Array(buffer, angles, 2 * half - 2).set(
      angleTable.flatMap(one => [Math.cos(one), Math.sin(one)])
    )
    new Uint32Array(buffer, edgesAt, edges.length).set(edges.map(bin => all * bin))
    this.#out =
      this.#bands > 0
        ? new Float32Array(buffer, bandsAt, lanes * this.#bands)
        : new Float32Array(buffer, this.#powerAt, lanes * (half + 1))
    this.#held = new Float32Array(buffer, this.#samplesAt, room)
  }

  /** Samples of the stream. What is given out is valid only during the call. */
  push(block: Float32Array): void {
    const room = this.#held.length
    for (let at = 0; at < block.length;) {
      const count = Math.min(room - this.#filled, block.length - at)
      this.#held.set(block.subarray(at, at + count), this.#filled)
      this.#filled += count
      at += count
      if (this.#filled < room) return
      this.#give(lanes)
      this.#held.copyWithin(0, lanes * this.#hop)
      this.#filled = room - lanes * this.#hop
    }
  }

  /** The last frames, fewer than four. */
  end(): void {
    const frames = Math.floor((this.#filled - this.#size) / this.#hop) + 1
    this.#held.fill(0, this.#filled)
    if (frames > 0) this.#give(frames)
    this.#filled = 0
  }

  #give(frames: number): void {
    const { window, order, turns, angles, edges, data } = this.#at
    const bytes = all * this.#size
    this.#run.place(this.#samplesAt, 4 * this.#hop, this.#size, window, order, data)
    this.#run.transform(data, bytes, turns)
    this.#run.power(data, bytes, angles, this.#powerAt)
    if (this.#bands > 0) this.#run.bands(this.#powerAt, edges, this.#bands, this.#out.byteOffset)
    this.#take(this.#out, frames)
  }
}

/** Where each value goes: by the reversed base-four digits of its place. */
function orderOf(length: number): Uint32Array {
  const order = new Uint32Array(length)
  for (let i = 1; i < length; i++) order[i] = (order[i >> 2]! >> 2) | ((i & 3) * (length / 4))
  return order
}

/** Three turns (real, imaginary) a butterfly, stage after stage but the first, which needs none. */
function turnsOf(length: number): number[] {
  const turns: number[] = []
  for (let span = 4; span < length; span *= 4) {
    for (let k = 0; k < span; k++) {
      for (let times = 1; times <= 3; times++) {
        const angle = (-2 * Math.PI * k * times) / (4 * span)
        turns.push(Math.cos(angle), Math.sin(angle))
      }
    }
  }
  return turns
}
