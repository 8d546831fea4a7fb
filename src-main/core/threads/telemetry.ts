import { isMainThread } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'

/**
 * ONNX Runtime's own builds for Linux and macOS tell their makers of each process and model unless this is set when they
 * are loaded: then nothing is sent, and no number of the machine is written down (microsoft/onnxruntime#27379). On Windows
 * they use the system's tracing, for which there is no such word.
 */
const word = 'ORT_DISABLE_TELEMETRY'

/** For this process and those it starts. Only the main thread's environment reaches native code, so it is said there. */
export function forbidTelemetry(): void {
  process.env[word] = '1'
}

/** Before ONNX Runtime is loaded. Throws internal in a thread that was started without having it forbidden. */
export function requireNoTelemetry(): void {
  if (isMainThread) forbidTelemetry()
  if (process.env[word] !== '1')
    throw new EarshotError('internal', `ONNX Runtime would report to its makers: ${word} is not set.`)
}
