import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FLOAT, INT64, writeGraph } from '../core/inference/tiny-graphs.ts'

const bands = 64
const size = 512
const tokenizer = fileURLToPath(new URL('../fixtures/clap/tokenizer.json', import.meta.url))

export interface ClapPack {
  /** Default 512. */
  dimension?: number
  /** `dead`: the same for every text. `nan`: no numbers. `zero`: nothing but zeros. */
  text?: 'alive' | 'dead' | 'nan' | 'zero'
  /** `fused`: wants a second input, as htsat-fused does. `narrow`: takes another spectrogram. */
  audio?: 'alive' | 'dead' | 'fused' | 'narrow'
  /** `hub`: as the exports lie on the hub. Default `flat`. */
  layout?: 'hub' | 'flat'
  licence?: string | null
}

/** Evenly mixed numbers in -1..1, the same everywhere. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** The way from the bands of a spectrogram into the shared space, bands x dimension. */
const space = (dimension: number): Float32Array => numbers(bands * dimension, 5)

/** Where in the spectrum the words of the tiny tokenizer lie; other tokens mean something random. */
const places: Record<string, [from: number, to: number]> = { low: [0, 14], middle: [20, 34], high: [40, 60] }
type Vocabulary = Record<string, number>

function vocabularyOf(): Vocabulary {
  const { model } = JSON.parse(readFileSync(tokenizer, 'utf8')) as { model: { vocab: Vocabulary } }
  return model.vocab
}

function wordTable(vocabulary: Vocabulary, dimension: number): Float32Array {
  const count = Object.keys(vocabulary).length
  const table = numbers(count * dimension, 9).map(x => x * 0.2)
  const towards = space(dimension)
  for (const [word, [from, to]] of Object.entries(places)) {
    for (const token of [word, `Ġ${word}`]) {
      const row = vocabulary[token]
      if (row === undefined) throw new Error(`The tiny tokenizer has no token ${token}.`)
      for (let i = 0; i < dimension; i++) {
        let sum = 0
        for (let band = 0; band < bands; band++) {
          const weight = band >= from && band < to ? 1 - (to - from) / bands : -(to - from) / bands
          sum += weight * towards[band * dimension + i]!
        }
        table[row * dimension + i] = sum
      }
    }
  }
  return table
}

function writeAudio(path: string, { dimension = size, audio = 'alive' }: ClapPack): void {
  const frames = audio === 'narrow' ? 998 : 1001
  const fused: [string, number, number[]][] = audio === 'fused' ? [['is_longer', INT64, [-1, 1]]] : []
  // Silence has a place in the space too.
  const always = ['always', [1, dimension], numbers(dimension, 2)] as const
  const live = {
    constants: [['towards', [bands, dimension], space(dimension)] as const, always],
    last: { op: 'Gemm', inputs: ['shape-of-sound', 'towards', 'always'], output: 'audio_embeds' }
  }
  const dead = {
    constants: [['nothing', [bands, dimension], new Float32Array(bands * dimension)] as const, always],
    last: { op: 'Gemm', inputs: ['shape-of-sound', 'nothing', 'always'], output: 'audio_embeds' }
  }
  const { constants, last } = audio === 'dead' ? dead : live
  writeGraph(path, {
    inputs: [['input_features', FLOAT, [-1, 1, frames, bands]], ...fused],
    outputs: [['audio_embeds', [-1, dimension]]],
    constants: [
      ['flat', [2], [-1, bands]],
      ...constants.map(([n, d, v]) => [n, [...d], v] as [string, number[], Float32Array])
    ],
    nodes: [
      { op: 'ReduceMean', inputs: ['input_features'], output: 'over-time', ints: { axes: [2] } },
      { op: 'Reshape', inputs: ['over-time', 'flat'], output: 'per-band' },
      { op: 'ReduceMean', inputs: ['per-band'], output: 'level', ints: { axes: [1] } },
      { op: 'Sub', inputs: ['per-band', 'level'], output: 'shape-of-sound' },
      last
    ]
  })
}

function writeText(
  path: string,
  vocabulary: Vocabulary,
  { dimension = size, text = 'alive' }: ClapPack
): void {
  const table = wordTable(vocabulary, dimension)
  const count = table.length / dimension
  if (text === 'nan') table.fill(NaN)
  if (text === 'zero') table.fill(0)
  if (text === 'dead') for (let row = 1; row < count; row++) table.copyWithin(row * dimension, 0, dimension)
  writeGraph(path, {
    inputs: [
      ['input_ids', INT64, [-1, -1]],
      ['attention_mask', INT64, [-1, -1]]
    ],
    outputs: [['text_embeds', [-1, dimension]]],
    constants: [
      ['table', [count, dimension], table],
      ['last', [1], [2]],
      ['tokens', [1], [1]]
    ],
    nodes: [
      { op: 'Gather', inputs: ['table', 'input_ids'], output: 'words' },
      { op: 'Cast', inputs: ['attention_mask'], output: 'mask', to: FLOAT },
      { op: 'Unsqueeze', inputs: ['mask', 'last'], output: 'weights' },
      { op: 'Mul', inputs: ['words', 'weights'], output: 'weighed' },
      { op: 'ReduceSum', inputs: ['weighed', 'tokens'], output: 'sum' },
      { op: 'Squeeze', inputs: ['sum', 'tokens'], output: 'text_embeds' }
    ]
  })
}

/** Writes a folder with a tiny model of CLAP's contract, which tells low, middle and high sounds apart. */
export function writeClapPack(folder: string, pack: ClapPack = {}): string {
  const { layout = 'flat', licence = 'apache-2.0' } = pack
  const graphs = layout === 'hub' ? join(folder, 'onnx') : folder
  mkdirSync(graphs, { recursive: true })
  copyFileSync(tokenizer, join(folder, 'tokenizer.json'))
  writeFileSync(join(folder, 'tokenizer_config.json'), '{"model_max_length": 512}\n')
  if (licence !== null)
    writeFileSync(join(folder, 'README.md'), `---\nlicense: ${licence}\n---\n# Tiny CLAP\n`)
  const [audio, text] =
    layout === 'hub' ? ['audio_model.onnx', 'text_model.onnx'] : ['audio.onnx', 'text.onnx']
  writeAudio(join(graphs, audio!), pack)
  writeText(join(graphs, text!), vocabularyOf(), pack)
  return folder
}
