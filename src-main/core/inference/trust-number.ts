import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'

/** The nearness to so many of the nearest centroids of music counts. */
const means = [1, 3, 8]
/** Numbers of the sentence vectors of the embedded pairs. */
export const sentenceSize = 384
/** Extra pieces that count of one word. */
const mostPieces = 3

const schema = z.object({
  version: z.literal(1),
  width: z.int().positive(),
  music: z.base64(),
  other: z.base64(),
  words: z.array(z.string()),
  weights: z.array(z.number()).length(means.length + 2),
  bias: z.number()
})

/**
 * How far a text can be trusted to be heard, from 0 to 1: its nearness to what people write about music, taken down by
 * the nearness to sounds that are none, by words in pieces and by letters that are not Latin. The formula is that of
 * models/training/earshot_training/pair/trust/model.py.
 */
export class TrustNumber {
  readonly #music: Float32Array
  readonly #other: Float32Array
  readonly #words: ReadonlySet<string>
  readonly #weights: readonly number[]
  readonly #bias: number

  private constructor({ width, music, other, words, weights, bias }: z.infer<typeof schema>) {
    this.#music = unitRows(music, width)
    this.#other = unitRows(other, width)
    this.#words = new Set(words)
    this.#weights = weights
    this.#bias = bias
  }

  /** Reads trust.json. Throws `model-missing` and `model-corrupt`. */
  static read(path: string): TrustNumber {
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (cause) {
      throw new EarshotError('model-missing', `${path} cannot be read; install the model again.`, { cause })
    }
    try {
      return new TrustNumber(schema.parse(JSON.parse(text)))
    } catch (cause) {
      throw new EarshotError('model-corrupt', `${path} is not a trust file; install the model again.`, {
        cause
      })
    }
  }

  /** `sentence`: the text's unit vector before the head. `pieces`: how many the tokenizer makes of a word. */
  of(text: string, sentence: Float32Array, pieces: (word: string) => number): number {
    const near = nearness(this.#music, sentence, means.at(-1)!)
    const beyond = Math.max(0, nearness(this.#other, sentence, 1)[0]! - near[0]!)
    const unknown = this.#unknownPieces(text, pieces)
    const signs = [...means.map(count => meanOf(near.subarray(0, count))), beyond, unknown]
    const raised = signs.reduce((sum, sign, i) => sum + sign * this.#weights[i]!, this.#bias)
    return latinShare(text) / (1 + Math.exp(-raised))
  }

  #unknownPieces(text: string, pieces: (word: string) => number): number {
    const words = text.toLowerCase().match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? []
    if (words.length === 0) return 1
    let sum = 0
    for (const word of words)
      if (!this.#words.has(word)) sum += Math.min(mostPieces, Math.max(0, pieces(word) - 1))
    return sum / words.length
  }
}

/** Rows of bytes, `width` numbers each, at length 1, one after the other. */
function unitRows(packed: string, width: number): Float32Array {
  const bytes = new Int8Array(Buffer.from(packed, 'base64'))
  if (bytes.length === 0 || bytes.length % width !== 0)
    throw new RangeError('rows of another width than promised')
  const rows = new Float32Array(bytes.length)
  for (let from = 0; from < rows.length; from += width) {
    let sum = 0
    for (let i = from; i < from + width; i++) sum += bytes[i]! * bytes[i]!
    const length = Math.sqrt(sum)
    for (let i = from; i < from + width; i++) rows[i] = bytes[i]! / length
  }
  return rows
}

/** The highest cosines with the rows, the highest first. Counted loops: each new phrase comes here, twice. */
function nearness(rows: Float32Array, vector: Float32Array, most: number): Float32Array {
  const found = new Float32Array(rows.length / vector.length)
  for (let row = 0, at = 0; row < found.length; row++) {
    let sum = 0
    for (let i = 0; i < vector.length; i++, at++) sum += rows[at]! * vector[i]!
    found[row] = sum
  }
  return found.sort().reverse().subarray(0, most)
}

const meanOf = (some: Float32Array): number => some.reduce((sum, x) => sum + x, 0) / some.length

/** Share of the letters that are Latin; 0 for a text without letters. */
function latinShare(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  if (letters.length === 0) return 0
  return letters.filter(letter => /\p{Script=Latin}/u.test(letter)).length / letters.length
}
