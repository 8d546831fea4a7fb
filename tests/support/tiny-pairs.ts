import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FLOAT, INT64, writeGraph, writePlainAudioTower } from '../core/inference/tiny-graphs.ts'

const tokenizer = fileURLToPath(new URL('../fixtures/clap/tokenizer.json', import.meta.url))
const models = fileURLToPath(new URL('../../models', import.meta.url))
const sentence = 24
/** Of each pair's space. */
const dimensions = { old: 16, new: 32 }
type Pair = keyof typeof dimensions

/** Numbers in -1..1, the same everywhere. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** From sentence vectors into a pair's space. */
const head = (pair: Pair): Float32Array => numbers(sentence * dimensions[pair], pair === 'old' ? 3 : 4)

function writeText(path: string, pair: Pair): void {
  const { model } = JSON.parse(readFileSync(tokenizer, 'utf8')) as { model: { vocab: object } }
  const count = Object.keys(model.vocab).length
  writeGraph(path, {
    inputs: [
      ['input_ids', INT64, [-1, -1]],
      ['attention_mask', INT64, [-1, -1]]
    ],
    outputs: [
      ['embedding', [-1, dimensions[pair]]],
      // A pair of before kept it to itself.
      ...(pair === 'new' ? [['sentence', [-1, sentence]] as [string, number[]]] : [])
    ],
    constants: [
      ['table', [count, sentence], numbers(count * sentence, 9)],
      ['head', [sentence, dimensions[pair]], head(pair)],
      ['last', [1], [2]],
      ['tokens', [1], [1]]
    ],
    nodes: [
      { op: 'Gather', inputs: ['table', 'input_ids'], output: 'words' },
      { op: 'Cast', inputs: ['attention_mask'], output: 'mask', to: FLOAT },
      { op: 'Unsqueeze', inputs: ['mask', 'last'], output: 'weights' },
      { op: 'Mul', inputs: ['words', 'weights'], output: 'weighed' },
      { op: 'ReduceSum', inputs: ['weighed', 'tokens'], output: 'sum' },
      { op: 'Squeeze', inputs: ['sum', 'tokens'], output: 'sentence' },
      { op: 'MatMul', inputs: ['sentence', 'head'], output: 'embedding' }
    ]
  })
}

/** The last step alone. */
function writeHead(path: string): void {
  writeGraph(path, {
    inputs: [['sentence', FLOAT, [-1, sentence]]],
    outputs: [['embedding', [-1, dimensions.old]]],
    constants: [['head', [sentence, dimensions.old], head('old')]],
    nodes: [{ op: 'MatMul', inputs: ['sentence', 'head'], output: 'embedding' }]
  })
}

const roles: Record<string, string> = {
  'audio.onnx': 'audio',
  'text.onnx': 'text',
  'text-head.onnx': 'text-head',
  'tokenizer.json': 'tokenizer',
  'scoring.json': 'scoring'
}

function entry(folder: string, id: string, version: string, dimension: number): object {
  const files = readdirSync(join(folder, id)).map(name => {
    const bytes = readFileSync(join(folder, id, name))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { name, role: roles[name], bytes: bytes.length, sha256 }
  })
  const rest = { family: 'pcm', title: id, licence: 'none', sampleRate: 16_000, windowSeconds: 10 }
  return { id, version, dimension, ...rest, music: false, files }
}

function begin(folder: string, id: string): string {
  const place = join(folder, id)
  mkdirSync(place, { recursive: true })
  const [shipped] = (
    JSON.parse(readFileSync(join(models, 'registry.json'), 'utf8')) as { models: { id: string }[] }
  ).models
  copyFileSync(join(models, shipped!.id, 'scoring.json'), join(place, 'scoring.json'))
  return place
}

function writePair(folder: string, pair: Pair): void {
  const place = begin(folder, pair)
  copyFileSync(tokenizer, join(place, 'tokenizer.json'))
  writePlainAudioTower(join(place, 'audio.onnx'), dimensions[pair])
  writeText(join(place, 'text.onnx'), pair)
}

/** A models folder with one tiny pair, `old`. */
export function writeOldModels(folder: string): string {
  writePair(folder, 'old')
  const registry = { default: 'old', models: [entry(folder, 'old', '1', dimensions.old)] }
  writeFileSync(join(folder, 'registry.json'), JSON.stringify(registry))
  return folder
}

/** The same of the edition after it: another pair, `new`, with the head of the one before. */
export function writeNewModels(folder: string): string {
  writePair(folder, 'new')
  writeHead(join(begin(folder, 'old'), 'text-head.onnx'))
  const registry = {
    default: 'new',
    models: [entry(folder, 'new', '2', dimensions.new)],
    earlier: [entry(folder, 'old', '1', dimensions.old)]
  }
  writeFileSync(join(folder, 'registry.json'), JSON.stringify(registry))
  return folder
}
