import { EarshotError, type ErrorCode } from '#contract/errors.ts'
import { decodingOf } from './decoder.ts'
import type { DecodeOptions, Decoder, DecodeReport } from './decoder.ts'

/**
 * Decodes with the first decoder; a file in which that finds no audio at all goes once to the second, and the report
 * says so. ffmpeg 5.1 refuses some Ogg headers, for one, that other readers do not mind. What both refuse fails as
 * the first one said.
 */
export function withFallback(first: Decoder, second: Decoder): Decoder {
  return {
    ...first,
    decode: (path, options = {}) => decodingOf(report => decodeEither(first, second, path, options, report))
  }
}

async function* decodeEither(
  first: Decoder,
  second: Decoder,
  path: string,
  options: DecodeOptions,
  report: DecodeReport
): AsyncGenerator<Float32Array> {
  let begun = false
  const decoded = async function* (decoder: Decoder): AsyncGenerator<Float32Array> {
    const decoding = decoder.decode(path, options)
    for await (const block of decoding) {
      begun = true
      yield block
    }
    Object.assign(report, decoding.report)
  }
  try {
    yield* decoded(first)
  } catch (refusal) {
    if (begun || !isRefusal(refusal)) throw refusal
    try {
      yield* decoded(second)
    } catch (again) {
      throw begun || isOwn(again) ? again : refusal
    }
    const said = refusal.message
    report.warnings.unshift({ code: 'other-decoder', refused: first.kind, read: second.kind, said })
  }
}

const refusals: readonly ErrorCode[] = ['unreadable-file', 'decode-failed', 'decoder-crashed']

/** Whether another decoder may do better: the file was there, could be opened, and made no sense. */
export function isRefusal(thrown: unknown): thrown is EarshotError {
  return thrown instanceof EarshotError && refusals.includes(thrown.code)
}

/** Said by whoever tried last, of the work and not of the file. */
export function isOwn(thrown: unknown): boolean {
  return thrown instanceof EarshotError && ['cancelled', 'disk-full'].includes(thrown.code)
}
