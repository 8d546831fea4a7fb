import { readFileSync } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'
import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import { openChecked } from './session.ts'
import { cosine } from './vector-math.ts'

const mostTokens = 256

/** Eight phrases with nothing in common. A tower that finds them alike is dead; such files are in circulation. */
const unrelated = [
  'heavy metal with screaming vocals',
  'solo piano lullaby',
  'field recording of rain',
  'fast techno for the dance floor',
  'string quartet',
  'a man speaking on the radio',
  'acoustic blues guitar',
  'brass marching band'
]
const mostAlike = 0.9

export interface TextTowerFiles {
  graph: string
  tokenizer: string
  tokenizerConfig: string
}

/**
 * The text tower of a model. Lives in a worker; `release` gives its memory back. Empty text is no error here: it gives
 * the vector of an empty phrase, and whoever asks decides what that means.
 */
export class TextTower {
  readonly #session: InferenceSession
  readonly #tokenizer: Tokenizer

  private constructor(session: InferenceSession, tokenizer: Tokenizer) {
    this.#session = session
    this.#tokenizer = tokenizer
  }

  /** Opens it on the CPU and runs its self-test. Throws `model-missing`, `model-corrupt`, `model-refused`. */
  static async open(files: TextTowerFiles): Promise<TextTower> {
    const tokenizer = readTokenizer(files)
    const names = { inputs: ['input_ids', 'attention_mask'], outputs: ['embedding'] }
    const tower = new TextTower(await openChecked(files.graph, 'cpu', names), tokenizer)
    try {
      await tower.#test()
      return tower
    } catch (thrown) {
      await tower.release()
      throw thrown
    }
  }

  /** One unit vector a text. Texts beyond 256 tokens are cut. */
  async embed(texts: string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    // One at a time: the int8 graph scales its activations over the whole batch, so neighbours would change a vector.
    for (const text of texts) vectors.push(await this.#embedOne(text))
    return vectors
  }

  /** Token numbers of a text, [CLS] and [SEP] included. */
  tokens(text: string): number[] {
    const { ids } = this.#tokenizer.encode(text)
    return ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ids.at(-1)!]
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  async #embedOne(text: string): Promise<Float32Array> {
    const { Tensor } = await import('onnxruntime-node')
    const ids = this.tokens(text)
    const shape = [1, ids.length]
    const feeds = {
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape)
    }
    const data = (await this.#session.run(feeds, ['embedding']))['embedding']?.data
    if (!(data instanceof Float32Array) || !data.every(Number.isFinite)) {
      throw new EarshotError('model-refused', 'The text tower gave no usable numbers.')
    }
    return data
  }

  async #test(): Promise<void> {
    const vectors = await this.embed(unrelated)
    let sum = 0
    let pairs = 0
    for (const [i, first] of vectors.entries()) {
      for (const second of vectors.slice(i + 1)) {
        sum += cosine(first, second)
        pairs++
      }
    }
    const mean = sum / pairs
    // Written so that NaN is refused too.
    if (!(mean < mostAlike)) {
      const detail = `eight unrelated phrases come out alike (mean cosine ${mean.toFixed(3)})`
      throw new EarshotError('model-refused', `The text tower fails its self-test: ${detail}.`)
    }
  }
}

function readTokenizer(files: TextTowerFiles): Tokenizer {
  const [vocabulary, config] = [files.tokenizer, files.tokenizerConfig].map(path => {
    try {
      return readFileSync(path, 'utf8')
    } catch (cause) {
      throw new EarshotError('model-missing', `${path} cannot be read; install the model again.`, { cause })
    }
  })
  try {
    return new Tokenizer(JSON.parse(vocabulary!) as object, JSON.parse(config!) as object)
  } catch (cause) {
    throw new EarshotError('model-corrupt', `${files.tokenizer} is no tokenizer; install the model again.`, {
      cause
    })
  }
}
