import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import { openChecked } from './session.ts'

/** What the tower hears in one window. */
export interface Hearing {
  /** Unit length. */
  embedding: Float32Array
  /** Standard deviations over the training music. */
  tags: Float32Array
  /** 0 (no music) to 1. */
  music: number
}

export const towerSamples = 160_000
const outputs = ['embedding', 'tags', 'music'] as const

/** The audio tower of a `pcm` model. Lives in a worker; `release` gives its memory back. */
export class AudioTower {
  readonly #session: InferenceSession

  private constructor(session: InferenceSession) {
    this.#session = session
  }

  /** Throws `model-corrupt`. */
  static async open(path: string, provider = 'cpu'): Promise<AudioTower> {
    return new AudioTower(await openChecked(path, provider, { inputs: ['pcm'], outputs: [...outputs] }))
  }

  /** Ten seconds of mono at 16 kHz in -1..1. Deterministic on one provider. */
  async embed(pcm: Float32Array): Promise<Hearing> {
    const { embedding, tags, music } = await this.#run(pcm, [...outputs])
    return { embedding: embedding!, tags: tags!, music: music![0]! }
  }

  /** The mel spectrogram inside the graph, frames x bands, for tests of its numbers. */
  async logMel(pcm: Float32Array): Promise<Float32Array> {
    return (await this.#run(pcm, ['log_mel']))['log_mel']!
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  async #run(pcm: Float32Array, names: string[]): Promise<Record<string, Float32Array>> {
    if (pcm.length !== towerSamples) {
      throw new EarshotError('internal', `The audio tower takes ${towerSamples} samples, not ${pcm.length}.`)
    }
    const { Tensor } = await import('onnxruntime-node')
    const found = await this.#session.run({ pcm: new Tensor('float32', pcm, [1, towerSamples]) }, names)
    const values: Record<string, Float32Array> = {}
    for (const name of names) {
      const data = found[name]?.data
      if (!(data instanceof Float32Array) || !data.every(Number.isFinite)) {
        throw new EarshotError('model-refused', `The audio tower gave no usable numbers for ${name}.`)
      }
      values[name] = data
    }
    return values
  }
}

/** Sound for self-tests: a decaying chord over noise, the same everywhere. */
export function selfTestSound(): Float32Array {
  const pcm = new Float32Array(towerSamples)
  let state = 7
  for (let i = 0; i < towerSamples; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const chord = [220, 277.18, 329.63].reduce(
      (sum, hz) => sum + Math.sin((2 * Math.PI * hz * i) / 16_000),
      0
    )
    pcm[i] = 0.15 * chord * (1 - (i % 8000) / 8000) + 0.02 * (state / 2 ** 31 - 1)
  }
  return pcm
}
