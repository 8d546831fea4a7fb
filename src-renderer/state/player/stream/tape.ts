import type { FromWorklet, Planes, ToWorklet } from './messages.ts'
import processorUrl from './processor.ts?worker&url'

/** The worklet in an audio graph, and what is loud behind it. */
export class Tape {
  readonly rate: number
  readonly #node: AudioWorkletNode
  readonly #gain: GainNode

  private constructor(context: BaseAudioContext, told: (from: FromWorklet) => void) {
    this.rate = context.sampleRate
    this.#node = new AudioWorkletNode(context, 'earshot-tape', {
      numberOfInputs: 0,
      outputChannelCount: [2]
    })
    this.#gain = new GainNode(context)
    this.#node.connect(this.#gain).connect(context.destination)
    this.#node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => told(data)
  }

  static async on(context: BaseAudioContext, told: (from: FromWorklet) => void): Promise<Tape> {
    await context.audioWorklet.addModule(processorUrl)
    return new Tape(context, told)
  }

  write(at: number, planes: Planes): void {
    const message: ToWorklet = { kind: 'sound', at, planes }
    this.#node.port.postMessage(message, [planes[0].buffer, planes[1].buffer])
  }

  tell(message: Exclude<ToWorklet, { kind: 'sound' }>): void {
    this.#node.port.postMessage(message)
  }

  /** 0 to 1. At once while nothing is heard, else in a moment, which does not crackle. */
  setVolume(volume: number): void {
    const { gain, context } = this.#gain
    if (context.state === 'running') gain.setTargetAtTime(volume, context.currentTime, 0.01)
    else gain.value = volume
  }
}
