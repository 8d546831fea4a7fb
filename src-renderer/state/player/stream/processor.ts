import type { FromWorklet, Planes, ToWorklet } from './messages.ts'

// What a worklet has around it; the libraries of TypeScript know it not.
declare const sampleRate: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void

/** Frames in which it becomes silent and loud again, so that neither clicks. */
const ramp = 128
/** So often a second it tells where it stands. */
const reports = 5

interface Block {
  at: number
  planes: Planes
}

/** Plays blocks of sound, sample after sample. Where the next is not there yet it waits in silence. */
class Tape extends AudioWorkletProcessor {
  #blocks: Block[] = []
  #at = 0
  #run = false
  /** 0 silent, 1 as the samples are. */
  #level = 0
  /** Nothing of it was heard: it begins as it is, without a ramp. */
  #fresh = true
  /** What it told last, and how many frames ago. */
  #rests = true
  #moves = false
  #since = 0

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => this.#hear(data)
  }

  #hear(message: ToWorklet): void {
    if (message.kind === 'sound') this.#blocks.push(message)
    else if (message.kind === 'cut') this.#cut(message.at)
    else if (message.kind === 'start') {
      this.#blocks = []
      this.#at = message.at
      this.#fresh = true
    } else {
      this.#run = message.run
      if (message.run && this.#fresh) this.#level = 1
    }
  }

  #cut(from: number): void {
    this.#blocks = this.#blocks.flatMap(({ at, planes: [left, right] }) => {
      const frames = Math.max(0, Math.min(left.length, from - at))
      return frames === 0 ? [] : [{ at, planes: [left.subarray(0, frames), right.subarray(0, frames)] }]
    })
  }

  process(_inputs: unknown, [output]: [Planes]): boolean {
    const [left, right] = output
    const before = this.#at
    if (this.#run || this.#level > 0) this.#fill(left, right)
    this.#tell(this.#at - before)
    return true
  }

  #tell(moved: number): void {
    const rests = !this.#run && this.#level === 0
    const changed = rests !== this.#rests || moved > 0 !== this.#moves
    this.#since += moved
    if (!changed && this.#since < sampleRate / reports) return
    this.#rests = rests
    this.#moves = moved > 0
    this.#since = 0
    this.port.postMessage({ at: this.#at, rests } satisfies FromWorklet)
  }

  #fill(left: Float32Array, right: Float32Array): void {
    let filled = 0
    while (filled < left.length) {
      const [block] = this.#blocks
      if (block === undefined || block.at > this.#at) break
      const from = this.#at - block.at
      const count = Math.min(left.length - filled, block.planes[0].length - from)
      if (count > 0) {
        left.set(block.planes[0].subarray(from, from + count), filled)
        right.set(block.planes[1].subarray(from, from + count), filled)
        filled += count
        this.#at += count
        this.#fresh = false
      }
      if (from + Math.max(0, count) >= block.planes[0].length) this.#blocks.shift()
    }
    if (filled === 0 && !this.#run) this.#level = 0
    const wanted = this.#run ? 1 : 0
    if (this.#level === wanted) return
    for (let frame = 0; frame < filled; frame++) {
      this.#level += Math.sign(wanted - this.#level) / ramp
      if (Math.abs(this.#level - wanted) < 0.5 / ramp) this.#level = wanted
      left[frame]! *= this.#level
      right[frame]! *= this.#level
    }
  }
}

registerProcessor('earshot-tape', Tape)
