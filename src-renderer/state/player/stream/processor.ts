import type { FromWorklet, Planes, ToWorklet } from './messages.ts'

// What a worklet has around it; the libraries of TypeScript know it not.
declare const sampleRate: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void

/** Frames in which it becomes silent and loud again, so that neither clicks. */
const ramp = 128
/** Frames in which what is heard gives way to something else. */
const change = 1024
/** So often a second it tells where it stands. */
const reports = 5

interface Block {
  at: number
  planes: Planes
}

interface Old {
  blocks: Block[]
  at: number
  /** Frames of its fade. */
  done: number
}

/** Plays blocks of sound, sample after sample. Where the next is not there yet it waits in silence. */
class Tape extends AudioWorkletProcessor {
  #blocks: Block[] = []
  #at = 0
  #run = false
  /** 0 silent, 1 as the samples are. */
  #level = 0
  /** What was heard before, while it fades under what began. */
  #old: Old | null = null
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
      // What sounds goes on until it has faded.
      const sounds = this.#run && this.#level > 0 && !this.#fresh
      this.#old = sounds ? { blocks: this.#blocks, at: this.#at, done: 0 } : null
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
    const filled = read(this.#blocks, this.#at, left, right)
    this.#at += filled
    if (filled > 0) this.#fresh = false
    if (this.#old !== null) this.#fadeOld(this.#old, left, right)
    if (filled === 0 && !this.#run) this.#level = 0
    const wanted = this.#run ? 1 : 0
    if (this.#level === wanted) return
    for (let frame = 0; frame < left.length; frame++) {
      this.#level += Math.sign(wanted - this.#level) / ramp
      if (Math.abs(this.#level - wanted) < 0.5 / ramp) this.#level = wanted
      left[frame]! *= this.#level
      right[frame]! *= this.#level
    }
  }

  #fadeOld(old: Old, left: Float32Array, right: Float32Array): void {
    const planes: Planes = [new Float32Array(left.length), new Float32Array(left.length)]
    old.at += read(old.blocks, old.at, ...planes)
    for (let frame = 0; frame < left.length; frame++) {
      const share = Math.min(1, ++old.done / change)
      left[frame] = left[frame]! * share + planes[0][frame]! * (1 - share)
      right[frame] = right[frame]! * share + planes[1][frame]! * (1 - share)
    }
    if (old.done >= change) this.#old = null
  }
}

/** Reads from a frame on, and drops what was read to its end; gives how many frames were there. */
function read(blocks: Block[], at: number, left: Float32Array, right: Float32Array): number {
  let filled = 0
  while (filled < left.length) {
    const [block] = blocks
    if (block === undefined || block.at > at + filled) break
    const from = at + filled - block.at
    const count = Math.min(left.length - filled, block.planes[0].length - from)
    if (count > 0) {
      left.set(block.planes[0].subarray(from, from + count), filled)
      right.set(block.planes[1].subarray(from, from + count), filled)
      filled += count
    }
    if (from + Math.max(0, count) >= block.planes[0].length) blocks.shift()
  }
  return filled
}

registerProcessor('earshot-tape', Tape)
