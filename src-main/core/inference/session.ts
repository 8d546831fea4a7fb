import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'
import { requireNoTelemetry } from '../threads/telemetry.ts'

/**
 * Opens a graph on one provider. A list of providers would not fall back (one that is missing throws even with `cpu`
 * behind it), so there is only ever one. One thread: as many workers as cores is faster than threads within.
 * Only for workers: a run blocks its thread. The native part is loaded here, not when the program starts.
 * Throws what the runtime throws.
 */
export async function openSession(path: string, provider: string): Promise<InferenceSession> {
  requireNoTelemetry()
  const { InferenceSession, env } = await import('onnxruntime-node')
  env.logLevel = 'fatal'
  return InferenceSession.create(path, {
    executionProviders: [provider],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Errors come as exceptions; the rest would be written past everybody to the terminal.
    logSeverityLevel: 4
  })
}

export interface GraphShape {
  /** All of them: a graph that wants more cannot be run. */
  inputs: string[]
  /** Those that are needed; it may have others. */
  outputs: string[]
}

/** Opens a graph on one provider and checks its names. Throws `model-corrupt`. */
export async function openChecked(
  path: string,
  provider: string,
  names: GraphShape
): Promise<InferenceSession> {
  const session = await openSession(path, provider).catch((cause: unknown) => {
    throw new EarshotError('model-corrupt', `${path} cannot be used: ${String(cause)}`, { cause })
  })
  const lacking = [
    ...names.inputs.filter(name => !session.inputNames.includes(name)),
    ...names.outputs.filter(name => !session.outputNames.includes(name))
  ]
  const beyond = session.inputNames.filter(name => !names.inputs.includes(name))
  if (lacking.length === 0 && beyond.length === 0) return session
  await session.release()
  const why = lacking.length > 0 ? `it has no ${lacking.join(', ')}` : `it also wants ${beyond.join(', ')}`
  throw new EarshotError('model-corrupt', `${path} is another kind of graph: ${why}.`)
}

/** Whether a graph's input could take values of this shape: a dimension that it leaves open fits any. */
export function takes(session: InferenceSession, input: string, shape: readonly number[]): boolean {
  const found = session.inputMetadata.find(one => one.name === input)
  if (found?.isTensor !== true) return false
  if (found.shape.length === 0) return true
  return (
    found.shape.length === shape.length &&
    found.shape.every((size, i) => typeof size !== 'number' || size <= 0 || size === shape[i])
  )
}

/** An output as finite numbers. Throws `model-refused` for anything else, or for another count than wanted. */
export function numbersOf(
  found: InferenceSession.OnnxValueMapType,
  name: string,
  count: number | null
): Float32Array {
  const data = (found[name] as { data?: unknown } | undefined)?.data
  if (!(data instanceof Float32Array) || !data.every(Number.isFinite)) {
    throw new EarshotError('model-refused', `The model gave no usable numbers for ${name}.`)
  }
  if (count !== null && data.length !== count) {
    const got = `${data.length} numbers for ${name} instead of ${count}`
    throw new EarshotError('model-refused', `The model gave ${got}.`)
  }
  return data
}
