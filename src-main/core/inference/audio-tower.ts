import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import { numbersOf, openChecked, takes } from './session.ts'
import { toUnit } from './vector-math.ts'

/** What the tower hears in one window. */
export interface Embedded {
  /** Unit length. */
  embedding: Float32Array
  /** Standard deviations over the training music; empty where the model names no tags. */
  tags: Float32Array
  /** 0 (no music) to 1; 1 where the model does not tell. */
  music: number
  /** Standard deviations over the training music; null where the model does not tell. */
  energy: number | null
  valence: number | null
}

/** An audio tower of any family. Lives in a worker. */
export interface Ear {
  /** Of the sound it wants. */
  readonly sampleRate: number
  /** What it wants of audio shorter than a window. */
  readonly shortAudio: 'tile' | 'leave'
  /** Windows it hears at once for less than one by one. */
  readonly together: number
  /** One window, mono in -1..1. Deterministic on one provider. Throws `model-refused`. */
  embed(pcm: Float32Array): Promise<Embedded>
  /** Several, `together` at most: the same as one by one. */
  embedAll(windows: readonly Float32Array[]): Promise<Embedded[]>
  /** Gives its memory back. */
  release(): Promise<void>
}

const towerSamples = 160_000
/** More would no longer fit into the processor's cache. */
const mostTogether = 4
const extras = ['tags', 'music', 'energy', 'valence'] as const

/** The audio tower of a `pcm` model: samples go in as they are. */
export class AudioTower implements Ear {
  readonly sampleRate = 16_000
  readonly shortAudio = 'tile'
  readonly together: number
  readonly #session: InferenceSession
  readonly #dimension: number | null
  readonly #outputs: string[]
  /** What windows are joined in, while none are heard: made anew it would be most of the garbage. */
  #free: Float32Array | null = null

  private constructor(session: InferenceSession, dimension: number | null) {
    this.together = takes(session, 'pcm', [mostTogether, towerSamples]) ? mostTogether : 1
    this.#session = session
    this.#dimension = dimension
    this.#outputs = ['embedding', ...extras.filter(name => session.outputNames.includes(name))]
  }

  /** `dimension`: of the embedding; null takes what comes. Throws `model-corrupt`. */
  static async open(path: string, provider = 'cpu', dimension: number | null = null): Promise<AudioTower> {
    const session = await openChecked(path, provider, { inputs: ['pcm'], outputs: ['embedding'] })
    if (takes(session, 'pcm', [1, towerSamples])) return new AudioTower(session, dimension)
    await session.release()
    throw new EarshotError('model-corrupt', `${path} does not take ${towerSamples} samples at a time.`)
  }

  async embed(pcm: Float32Array): Promise<Embedded> {
    return (await this.embedAll([pcm]))[0]!
  }

  async embedAll(windows: readonly Float32Array[]): Promise<Embedded[]> {
    const found = await this.#run(windows, this.#outputs)
    /** What one output says of each window; null where the graph has no such output. */
    const each = (name: string, dimension: number | null): Float32Array[] | null =>
      name in found
        ? parts(numbersOf(found, name, dimension && dimension * windows.length), windows.length)
        : null
    const [embeddings, tags] = [each('embedding', this.#dimension)!, each('tags', null)]
    const [music, energy, valence] = [each('music', 1), each('energy', 1), each('valence', 1)]
    return windows.map((_, i) => {
      const embedding = toUnit(embeddings[i]!)
      if (!Number.isFinite(embedding[0]!)) throw new EarshotError('model-refused', 'The model hears nothing.')
      return {
        embedding,
        tags: tags?.[i] ?? new Float32Array(0),
        music: music?.[i]![0] ?? 1,
        energy: energy?.[i]![0] ?? null,
        valence: valence?.[i]![0] ?? null
      }
    })
  }

  /** Whether it has a score for music against other sound. */
  get tellsMusic(): boolean {
    return this.#outputs.includes('music')
  }

  /** The mel spectrogram inside the graph, frames x bands, for tests of its numbers. */
  async logMel(pcm: Float32Array): Promise<Float32Array> {
    return numbersOf(await this.#run([pcm], ['log_mel']), 'log_mel', null)
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  async #run(windows: readonly Float32Array[], names: string[]): Promise<InferenceSession.OnnxValueMapType> {
    const other = windows.find(({ length }) => length !== towerSamples)
    if (other !== undefined)
      throw new EarshotError(
        'internal',
        `The audio tower takes ${towerSamples} samples, not ${other.length}.`
      )
    const { Tensor } = await import('onnxruntime-node')
    // Whoever comes while another is heard has one of its own.
    const pcm = this.#free ?? new Float32Array(this.together * towerSamples)
    this.#free = null
    for (const [i, window] of windows.entries()) pcm.set(window, i * towerSamples)
    const all = pcm.subarray(0, windows.length * towerSamples)
    try {
      return await this.#session.run(
        { pcm: new Tensor('float32', all, [windows.length, towerSamples]) },
        names
      )
    } finally {
      this.#free = pcm
    }
  }
}

function parts(numbers: Float32Array, count: number): Float32Array[] {
  const length = numbers.length / count
  return Array.from({ length: count }, (_, i) => numbers.slice(i * length, (i + 1) * length))
}

/** Ten seconds of sound for self-tests: a decaying chord over noise, the same everywhere. */
export function selfTestSound(sampleRate = 16_000): Float32Array {
  const pcm = new Float32Array(10 * sampleRate)
  let state = 7
  for (let i = 0; i < pcm.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const chord = [220, 277.18, 329.63].reduce(
      (sum, hz) => sum + Math.sin((2 * Math.PI * hz * i) / sampleRate),
      0
    )
    const half = sampleRate / 2
    pcm[i] = 0.15 * chord * (1 - (i % half) / half) + 0.02 * (state / 2 ** 31 - 1)
  }
  return pcm
}
