import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import type { Ear, Embedded } from '../audio-tower.ts'
import { numbersOf, openChecked, takes } from '../session.ts'
import { toUnit } from '../vector-math.ts'
import { ClapMel, clapSampleRate, melBands, melFrames } from './log-mel.ts'

const shape = [1, 1, melFrames, melBands]

/** The audio tower of a `clap` model: a spectrogram goes in. It names no tags and tells no music from noise. */
export class ClapTower implements Ear {
  readonly sampleRate = clapSampleRate
  readonly shortAudio = 'leave'
  readonly together = 1
  readonly #mel = new ClapMel()
  readonly #session: InferenceSession
  readonly #dimension: number

  private constructor(session: InferenceSession, dimension: number) {
    this.#session = session
    this.#dimension = dimension
  }

  /** Throws `model-corrupt`; a tower that fuses several crops is refused so, for it wants another input. */
  static async open(path: string, provider: string, dimension: number): Promise<ClapTower> {
    const names = { inputs: ['input_features'], outputs: ['audio_embeds'] }
    const session = await openChecked(path, provider, names)
    if (takes(session, 'input_features', shape)) return new ClapTower(session, dimension)
    await session.release()
    throw new EarshotError('model-corrupt', `${path} takes no spectrogram of ${melFrames} x ${melBands}.`)
  }

  async embed(pcm: Float32Array): Promise<Embedded> {
    const { Tensor } = await import('onnxruntime-node')
    const features = new Tensor('float32', this.#mel.of(pcm), shape)
    const found = await this.#session.run({ input_features: features }, ['audio_embeds'])
    const embedding = toUnit(numbersOf(found, 'audio_embeds', this.#dimension))
    if (!Number.isFinite(embedding[0]!)) throw new EarshotError('model-refused', 'The model hears nothing.')
    return { embedding, tags: new Float32Array(0), music: 1, energy: null, valence: null }
  }

  async embedAll(windows: readonly Float32Array[]): Promise<Embedded[]> {
    const heard: Embedded[] = []
    for (const pcm of windows) heard.push(await this.embed(pcm))
    return heard
  }

  async release(): Promise<void> {
    await this.#session.release()
  }
}
