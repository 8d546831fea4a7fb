import type { DecoderState } from '#contract/entities.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import type { Loudness } from './measure/loudness.ts'

/** Everything is measured at this rate, mono, float32 in -1..1; most audio towers were trained on it too. */
export const sampleRate = 16_000

export interface DecodeOptions {
  signal?: AbortSignal
  /** Of what comes out. Default 16,000; a tower may want another one. */
  sampleRate?: number
  /** No more than this much audio is read; the rest is left, with a warning. Default 6 hours. */
  maxSeconds?: number
  /** What the file's own header promises; far fewer seconds than that become a warning. */
  expectedSeconds?: number | null
  /** Longest wait for the next piece of audio. Default 60 s: a sleeping disk takes ten. */
  stallMs?: number
  /** Also measure the loudness of the original channels, for the report. The sound comes as it is, then, and is made mono here. */
  loudness?: boolean
  /** Longest wait in all, time spent by the listener not counted. Default 15 minutes. */
  timeoutMs?: number
}

export interface DecodeReport {
  /** Seconds of audio that came out. */
  seconds: number
  /** Damage that was skipped, audio that is missing. */
  warnings: DecodeWarning[]
  /** Where it was asked for; null when it could not be measured. */
  loudness?: Loudness | null
}

/**
 * Audio on its way: blocks of mono float32 at 16 kHz (or at the rate asked for), made no faster than they are taken, each
 * valid only until the next is asked for. Stopping early ends the decoder. Throws `not-found`, `no-access`, `unreadable-file`, `unsupported-format`, `decode-failed`,
 * `decode-timeout` or `cancelled`.
 */
export interface Decoding extends AsyncIterable<Float32Array> {
  /** True and complete once the blocks have ended. */
  readonly report: DecodeReport
}

export interface Decoder extends DecoderState {
  decode(path: string, options?: DecodeOptions): Decoding
}

/** What is known of a decoder, without what decodes. */
export const stateOf = ({ kind, detail, path, confinement }: Decoder): DecoderState => ({
  kind,
  detail,
  path,
  confinement
})

export const decodeDefaults = {
  sampleRate,
  maxSeconds: 6 * 3600,
  stallMs: 60_000,
  timeoutMs: 15 * 60_000
} as const

/** A decoding from a generator that fills in the report as it goes. */
export function decodingOf(run: (report: DecodeReport) => AsyncGenerator<Float32Array>): Decoding {
  const report: DecodeReport = { seconds: 0, warnings: [] }
  return { report, [Symbol.asyncIterator]: () => run(report) }
}

/** Adds what the counts alone show: the end of the allowance, or audio that never came. */
export function reportShortage(report: DecodeReport, options: DecodeOptions): void {
  const limit = options.maxSeconds ?? decodeDefaults.maxSeconds
  const expected = Math.min(options.expectedSeconds ?? 0, limit)
  if (report.seconds >= limit - 0.05) {
    report.warnings.push({ code: 'first-only', seconds: limit })
  } else if (report.seconds < expected * 0.95 - 2) {
    report.warnings.push({ code: 'cut-off', decoded: report.seconds, expected })
  }
}
