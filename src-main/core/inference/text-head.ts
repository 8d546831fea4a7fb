import type { InferenceSession } from 'onnxruntime-node'
import { numbersOf, openChecked } from './session.ts'

/** The last step of an earlier pair's text tower: from the sentence vector of a text to its place in that pair's space. */
export class TextHead {
  readonly #session: InferenceSession

  private constructor(session: InferenceSession) {
    this.#session = session
  }

  /** Throws `model-corrupt`. */
  static async open(path: string): Promise<TextHead> {
    return new TextHead(await openChecked(path, 'cpu', { inputs: ['sentence'], outputs: ['embedding'] }))
  }

  /** The vector of one sentence vector; `dimension`: numbers it has to have. Throws `model-refused`. */
  async of(sentence: Float32Array, dimension: number | null): Promise<Float32Array> {
    const { Tensor } = await import('onnxruntime-node')
    const feeds = { sentence: new Tensor('float32', sentence, [1, sentence.length]) }
    return numbersOf(await this.#session.run(feeds, ['embedding']), 'embedding', dimension)
  }

  async release(): Promise<void> {
    await this.#session.release()
  }
}
