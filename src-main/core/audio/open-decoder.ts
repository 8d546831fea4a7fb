import type { DecoderState } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { builtInDecoder } from './built-in.ts'
import type { Decoder } from './decoder.ts'
import { ffmpegDecoder } from './ffmpeg.ts'
import { withFallback } from './with-fallback.ts'

/** A decoder in a thread of its own, by what is known of the one that was found. `started` is told the number of each process. */
export function openDecoder(state: DecoderState, started: (pid: number) => void): Decoder {
  if (state.kind === 'built-in') return builtInDecoder()
  if (state.path === null) throw new EarshotError('internal', 'An ffmpeg without a path.')
  return withFallback(ffmpegDecoder(state.path, state.detail, state.confinement, started), builtInDecoder())
}
