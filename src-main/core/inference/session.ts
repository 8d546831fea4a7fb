import type { InferenceSession } from 'onnxruntime-node'
import { EarshotError } from '#contract/errors.ts'

/**
 * Opens a graph on one provider. A list of providers would not fall back (one that is missing throws even with `cpu`
 * behind it), so there is only ever one. One thread: as many workers as cores is faster than threads within.
 * Only for workers: a run blocks its thread. The native part is loaded here, not when the program starts.
 * Throws what the runtime throws.
 */
export async function openSession(path: string, provider: string): Promise<InferenceSession> {
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

/** Opens a graph on the CPU and checks its names. Throws `model-corrupt`. */
export async function openChecked(
  path: string,
  provider: string,
  names: { inputs: string[]; outputs: string[] }
): Promise<InferenceSession> {
  const session = await openSession(path, provider).catch((cause: unknown) => {
    throw new EarshotError('model-corrupt', `${path} cannot be used: ${String(cause)}`, { cause })
  })
  const lacking = [
    ...names.inputs.filter(name => !session.inputNames.includes(name)),
    ...names.outputs.filter(name => !session.outputNames.includes(name))
  ]
  if (lacking.length === 0) return session
  await session.release()
  throw new EarshotError(
    'model-corrupt',
    `${path} is another kind of graph: it has no ${lacking.join(', ')}.`
  )
}
