import { readFileSync } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'
import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import type { ModelFamily } from './manifest.ts'
import { modelFile, modelFileIfAny } from './registry.ts'
import type { Model } from './registry.ts'
import { numbersOf, openChecked } from './session.ts'
import { TextHead } from './text-head.ts'
import { TrustNumber } from './trust-number.ts'
import { cosine, toUnit } from './vector-math.ts'

/** Name of the output, and the longest text it was trained on, in tokens. */
const families = {
  pcm: { output: 'embedding', mostTokens: 256 },
  clap: { output: 'text_embeds', mostTokens: 77 }
} as const satisfies Record<ModelFamily, { output: string; mostTokens: number }>

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

/** Output with a text's vector before the head: an earlier pair's head and the trust number go on from it. */
const sentenceOutput = 'sentence'

export interface TextTowerFiles {
  graph: string
  tokenizer: string
  /** Null: the tokenizer's file says it all. */
  tokenizerConfig: string | null
  /** An earlier pair's head over the tower's sentence vectors, which takes the place of its own; left out: its own. */
  head?: string
  /** Default `pcm`. */
  family?: ModelFamily
  /** Of the vectors; null or left out takes what comes. */
  dimension?: number | null
  /** What the trust number is made with; null or left out: there is none. */
  trust?: string | null
}

/** A text's unit vector, and how far the text can be trusted to be heard. */
export interface TrustedText {
  vector: Float32Array
  /** From 0 to 1; null where the model cannot say. */
  trust: number | null
  /** The unit vector before the head, in which texts lie by what they mean; null where there is no trust. */
  sentence: Float32Array | null
}

/** Throws `model-corrupt` where no text tower is listed. */
export function textTowerOf(model: Model): TextTowerFiles {
  if (model.through !== undefined)
    return { ...textTowerOf(model.through), head: modelFile(model, 'text-head'), dimension: model.dimension }
  return {
    graph: modelFile(model, 'text'),
    tokenizer: modelFile(model, 'tokenizer'),
    tokenizerConfig: modelFileIfAny(model, 'tokenizer-config'),
    family: model.family,
    dimension: model.dimension,
    trust: modelFileIfAny(model, 'trust')
  }
}

/**
 * The text tower of a model. Lives in a worker; `release` gives its memory back. Empty text is no error here: it gives
 * the vector of an empty phrase, and whoever asks decides what that means.
 */
export class TextTower {
  readonly #session: InferenceSession
  readonly #tokenizer: Tokenizer
  readonly #output: string
  readonly #mostTokens: number
  readonly #dimension: number | null
  readonly #head: TextHead | null
  readonly #trust: TrustNumber | null
  readonly #isForeign: boolean
  #alike = 0

  private constructor(
    session: InferenceSession,
    tokenizer: Tokenizer,
    files: TextTowerFiles,
    head: TextHead | null,
    trust: TrustNumber | null
  ) {
    this.#session = session
    this.#tokenizer = tokenizer
    this.#output = outputOf(files)
    this.#head = head
    this.#trust = trust
    this.#isForeign = head !== null || (files.family ?? 'pcm') !== 'pcm'
    this.#mostTokens = families[files.family ?? 'pcm'].mostTokens
    this.#dimension = files.dimension ?? null
  }

  /** Opens it on the CPU and runs its self-test. Throws `model-missing`, `model-corrupt`, `model-refused`. */
  static async open(files: TextTowerFiles): Promise<TextTower> {
    const tokenizer = readTokenizer(files)
    const trust = files.trust == null ? null : TrustNumber.read(files.trust)
    const outputs = [outputOf(files), ...(trust ? [sentenceOutput] : [])]
    const names = { inputs: ['input_ids', 'attention_mask'], outputs }
    const session = await openChecked(files.graph, 'cpu', names)
    const head = files.head === undefined ? null : await TextHead.open(files.head).catch(releasing(session))
    const tower = new TextTower(session, tokenizer, files, head, trust)
    try {
      await tower.#test()
      return tower
    } catch (thrown) {
      await tower.release()
      throw thrown
    }
  }

  /** Mean cosine of the self-test's eight phrases. */
  get alike(): number {
    return this.#alike
  }

  /** One unit vector a text. Texts with more tokens than it was trained on are cut. */
  async embed(texts: string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    // One at a time: the int8 graph scales its activations over the whole batch, so neighbours would change a vector.
    for (const text of texts) vectors.push(await this.#vectorOf(await this.#run([text], [this.#output])))
    return vectors
  }

  /**
   * One unit vector a text, of texts that belong together: the prompts of one phrase, which are always each other's
   * neighbours. A single pass, half of what one by one takes.
   */
  async embedBank(texts: string[]): Promise<Float32Array[]> {
    // What other graphs take at a time is not known.
    if (this.#isForeign || texts.length < 2) return this.embed(texts)
    const wanted = this.#dimension === null ? null : texts.length * this.#dimension
    const given = numbersOf(await this.#run(texts, [this.#output]), this.#output, wanted)
    const size = given.length / texts.length
    return texts.map((_, i) => this.#checked(given.subarray(i * size, (i + 1) * size)))
  }

  /** As `embed`, with the trust numbers out of the same passes. */
  async trusted(texts: string[]): Promise<TrustedText[]> {
    const trust = this.#trust
    if (trust === null)
      return (await this.embed(texts)).map(vector => ({ vector, trust: null, sentence: null }))
    const found: TrustedText[] = []
    for (const text of texts) {
      const given = await this.#run([text], [...new Set([this.#output, sentenceOutput])])
      const sentence = toUnit(numbersOf(given, sentenceOutput, null))
      const number = trust.of(text, sentence, word => this.pieces(word))
      found.push({ vector: await this.#vectorOf(given), trust: number, sentence })
    }
    return found
  }

  /** How many pieces a word is known in. */
  pieces(word: string): number {
    return this.#tokenizer.encode(word).ids.length - 2
  }

  /** Token numbers of a text, the ones for its beginning and its end included. */
  tokens(text: string): number[] {
    const { ids } = this.#tokenizer.encode(text)
    const most = this.#mostTokens
    return ids.length <= most ? ids : [...ids.slice(0, most - 1), ids.at(-1)!]
  }

  async release(): Promise<void> {
    await this.#head?.release()
    await this.#session.release()
  }

  async #run(
    texts: readonly string[],
    outputs: readonly string[]
  ): Promise<InferenceSession.OnnxValueMapType> {
    const { Tensor } = await import('onnxruntime-node')
    const tokens = texts.map(text => this.tokens(text))
    const shape = [texts.length, Math.max(...tokens.map(ids => ids.length))]
    const [ids, mask] = [new BigInt64Array(shape[0]! * shape[1]!), new BigInt64Array(shape[0]! * shape[1]!)]
    for (const [row, some] of tokens.entries()) {
      ids.set(BigInt64Array.from(some, BigInt), row * shape[1]!)
      mask.fill(1n, row * shape[1]!, row * shape[1]! + some.length)
    }
    const feeds = {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape)
    }
    return this.#session.run(feeds, outputs)
  }

  /** The unit vector of a text out of what was run for it. */
  async #vectorOf(given: InferenceSession.OnnxValueMapType): Promise<Float32Array> {
    const output = this.#output
    return this.#checked(
      this.#head === null
        ? numbersOf(given, output, this.#dimension)
        : await this.#head.of(numbersOf(given, output, null), this.#dimension)
    )
  }

  #checked(numbers: Float32Array): Float32Array {
    const vector = toUnit(numbers)
    if (Number.isFinite(vector[0]!)) return vector
    throw new EarshotError('model-refused', 'The text tower gives the same nothing for every text.')
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
    this.#alike = mean
    // Written so that NaN is refused too.
    if (!(mean < mostAlike)) {
      const detail = `eight unrelated phrases come out alike (mean cosine ${mean.toFixed(3)})`
      throw new EarshotError('model-refused', `The text tower fails its self-test: ${detail}.`)
    }
  }
}

const outputOf = ({ head, family = 'pcm' }: TextTowerFiles): string =>
  head === undefined ? families[family].output : sentenceOutput

/** Nothing stays open of what could not be opened as a whole. */
const releasing =
  (session: InferenceSession) =>
  async (thrown: unknown): Promise<never> => {
    await session.release()
    throw thrown
  }

function readTokenizer(files: TextTowerFiles): Tokenizer {
  const [vocabulary, config] = [files.tokenizer, files.tokenizerConfig].map(path => {
    if (path === null) return '{}'
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
