import { writeFileSync } from 'node:fs'
import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
export const FLOAT = 1
export const INT64 = 7

type Node = { op: string; inputs: string[]; output: string; ints?: Record<string, number[]>; to?: number }
interface Graph {
  nodes: Node[]
  /** Name, element type and shape; -1 is any. */
  inputs: [string, number, number[]][]
  outputs: [string, number[]][]
  constants: [string, number[], Float32Array | number[]][]
}

/** Writes an ONNX file of a few nodes, for what needs a real graph but no real model. */
export function writeGraph(path: string, graph: Graph): string {
  const value = (name: string, elemType: number, shape: number[]) => ({
    name,
    type: { tensorType: { elemType, shape: { dim: shape.map(size => dimension(size)) } } }
  })
  const model = onnx.ModelProto.create({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'tiny',
      node: graph.nodes.map(({ op, inputs, output, ints = {}, to }) => ({
        opType: op,
        input: inputs,
        output: [output],
        attribute: [
          ...Object.entries(ints).map(([name, values]) => ({ name, type: 7, ints: values })),
          ...(to === undefined ? [] : [{ name: 'to', type: 2, i: to }])
        ]
      })),
      input: graph.inputs.map(([name, type, shape]) => value(name, type, shape)),
      output: graph.outputs.map(([name, shape]) => value(name, FLOAT, shape)),
      initializer: graph.constants.map(([name, dims, data]) =>
        data instanceof Float32Array
          ? { name, dims, dataType: FLOAT, floatData: [...data] }
          : { name, dims, dataType: INT64, int64Data: data }
      )
    }
  })
  writeFileSync(path, onnx.ModelProto.encode(model).finish())
  return path
}

function dimension(size: number): { dimValue: number } | { dimParam: string } {
  return size < 0 ? { dimParam: 'n' } : { dimValue: size }
}

function waves(count: number, step: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin(i * step))
}

/** The same with nothing but an embedding, as an export of somebody's own may have it. */
export function writePlainAudioTower(path: string, dimension: number): string {
  return writeGraph(path, {
    inputs: [['pcm', FLOAT, [-1, 160_000]]],
    outputs: [['embedding', [-1, dimension]]],
    constants: [
      ['shape', [4], [-1, 1, 1, 160_000]],
      ['flat', [2], [-1, 8]],
      ['kernel', [8, 1, 1, 400], waves(3200, 0.37)],
      ['to-embedding', [8, dimension], waves(8 * dimension, 0.71)],
      ['always', [1, dimension], waves(dimension, 0.13)]
    ],
    nodes: [
      { op: 'Reshape', inputs: ['pcm', 'shape'], output: 'image' },
      { op: 'Conv', inputs: ['image', 'kernel'], output: 'features', ints: { strides: [1, 400] } },
      { op: 'Relu', inputs: ['features'], output: 'active' },
      { op: 'GlobalAveragePool', inputs: ['active'], output: 'pooled' },
      { op: 'Reshape', inputs: ['pooled', 'flat'], output: 'vector' },
      { op: 'Gemm', inputs: ['vector', 'to-embedding', 'always'], output: 'embedding' }
    ]
  })
}

/**
 * An audio tower of a convolution and three products, with the names and shapes of a real one. `scores`: outputs of one
 * number beside them, as a real one has `energy`.
 */
export function writeTinyAudioTower(path: string, scores: string[] = []): string {
  return writeGraph(path, {
    inputs: [['pcm', FLOAT, [1, 160_000]]],
    outputs: [
      ['embedding', [1, 4]],
      ['tags', [1, 3]],
      ['music', [1, 1]],
      ...scores.map((name): [string, number[]] => [name, [1, 1]])
    ],
    constants: [
      ['shape', [4], [1, 1, 1, 160_000]],
      ['flat', [2], [1, 8]],
      ['kernel', [8, 1, 1, 400], waves(3200, 0.37)],
      ['to-embedding', [8, 4], waves(32, 0.71)],
      ['to-tags', [8, 3], waves(24, 0.53)],
      ['to-music', [8, 1], waves(8, 0.29)],
      ...scores.map((name, i): [string, number[], Float32Array] => [`to-${name}`, [8, 1], waves(8, 0.41 + i)])
    ],
    nodes: [
      { op: 'Reshape', inputs: ['pcm', 'shape'], output: 'image' },
      { op: 'Conv', inputs: ['image', 'kernel'], output: 'features', ints: { strides: [1, 400] } },
      { op: 'Relu', inputs: ['features'], output: 'active' },
      { op: 'GlobalAveragePool', inputs: ['active'], output: 'pooled' },
      { op: 'Reshape', inputs: ['pooled', 'flat'], output: 'vector' },
      { op: 'MatMul', inputs: ['vector', 'to-embedding'], output: 'embedding' },
      { op: 'MatMul', inputs: ['vector', 'to-tags'], output: 'tags' },
      { op: 'MatMul', inputs: ['vector', 'to-music'], output: 'raw-music' },
      { op: 'Sigmoid', inputs: ['raw-music'], output: 'music' },
      ...scores.map(name => ({ op: 'MatMul', inputs: ['vector', `to-${name}`], output: name }))
    ]
  })
}

/** A text tower that says the same whatever it reads, as a broken export does. */
export function writeDeadTextTower(path: string): string {
  return writeGraph(path, {
    inputs: [
      ['input_ids', INT64, [1, -1]],
      ['attention_mask', INT64, [1, -1]]
    ],
    outputs: [['embedding', [1, 4]]],
    constants: [
      ['nothing', [1, 1], new Float32Array(1)],
      ['always', [1, 4], Float32Array.from([0.5, 0.5, 0.5, 0.5])],
      ['axes', [1], [1]]
    ],
    nodes: [
      { op: 'Add', inputs: ['input_ids', 'attention_mask'], output: 'both' },
      { op: 'Cast', inputs: ['both'], output: 'numbers', to: FLOAT },
      { op: 'ReduceSum', inputs: ['numbers', 'axes'], output: 'sum' },
      { op: 'Mul', inputs: ['sum', 'nothing'], output: 'zero' },
      { op: 'Add', inputs: ['zero', 'always'], output: 'embedding' }
    ]
  })
}
