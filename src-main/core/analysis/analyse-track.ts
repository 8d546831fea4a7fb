import { EarshotError } from '#contract/errors.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import { sampleRate as measuredRate } from '../audio/decoder.ts'
import type { Decoder } from '../audio/decoder.ts'
import { SoundMeter } from '../audio/measure/measure.ts'
import { Resampler } from '../audio/resample.ts'
import { WaveformPeaks } from '../audio/waveform.ts'
import { WindowCutter } from '../audio/windows.ts'
import type { AudioWindow } from '../audio/windows.ts'
import type { Ear, Embedded } from '../inference/audio-tower.ts'
import type { Analysed, Sound } from './analysed.ts'
import { meanOf, quantisedAll } from './summary.ts'

interface EmbeddedWindow extends Embedded {
  start: number
}

export interface AnalysisTools {
  decoder: Decoder
  /** Null: only measure. */
  tower: Pick<Ear, 'sampleRate' | 'shortAudio' | 'together' | 'embedAll'> | null
  /** Tempo, key and loudness too. */
  measure: boolean
  expectedSeconds: number | null
  signal: AbortSignal
}

/**
 * Decodes a track, measures it, and hears its windows as they come, so that memory does not grow with its length. Throws what
 * decoding and the tower throw, `too-short`, and `cancelled`.
 */
export async function analyseTrack(path: string, tools: AnalysisTools): Promise<Analysed> {
  const { decoder, tower, measure, signal, expectedSeconds } = tools
  const spent = { decode: 0, tower: 0, waveform: 0, measure: 0 }
  const meter = measure ? new SoundMeter() : null
  const { sampleRate = measuredRate, shortAudio = 'tile', together = 1 } = tower ?? {}
  const cutter = new WindowCutter({ sampleRate, shortAudio })
  const toMeasure = measure && sampleRate !== measuredRate ? new Resampler(sampleRate, measuredRate) : null
  const peaks = new WaveformPeaks()
  const windows: EmbeddedWindow[] = []
  /** Found, and not heard yet. */
  const unheard: AudioWindow[] = []
  const hear = async (found: AudioWindow[], atLeast: number): Promise<void> => {
    if (tower === null) return
    unheard.push(...found)
    while (unheard.length >= atLeast) {
      if (signal.aborted) throw new EarshotError('cancelled', 'Analysis was cancelled.')
      const began = performance.now()
      const some = unheard.splice(0, together)
      const heard = await tower.embedAll(some.map(({ pcm }) => pcm))
      windows.push(...some.map(({ start }, i) => ({ start, ...heard[i]! })))
      for (const window of some) cutter.takeBack(window)
      spent.tower += performance.now() - began
    }
  }

  const decoding = decoder.decode(path, { signal, sampleRate, expectedSeconds, loudness: measure })
  let waiting = performance.now()
  for await (const block of decoding) {
    const began = performance.now()
    spent.decode += began - waiting
    peaks.add(block)
    const drawn = performance.now()
    spent.waveform += drawn - began
    meter?.push(toMeasure?.push(block) ?? block)
    spent.measure += performance.now() - drawn
    await hear(cutter.push(block), together)
    waiting = performance.now()
  }
  spent.decode += performance.now() - waiting
  await hear(cutter.end(), 1)
  const kept = windows.filter(window => cutter.isKept(window.start))
  const { seconds, warnings, loudness } = decoding.report
  const began = performance.now()
  if (toMeasure !== null) meter?.push(toMeasure.flush())
  const measured = meter?.end(loudness ?? null) ?? null
  spent.measure += performance.now() - began
  const sound = tower === null ? null : { ...summaryOf(kept), waveform: peaks.buckets(), duration: seconds }
  return { sound, measured, warnings, seconds: wholeLength(seconds, warnings), spent }
}

/** Null for a file that is longer than what is heard of any, and for one over which the decoder gave up. */
function wholeLength(seconds: number, warnings: readonly DecodeWarning[]): number | null {
  return warnings.some(({ code }) => code === 'first-only' || code === 'ended-early') ? null : seconds
}

function summaryOf(windows: EmbeddedWindow[]): Omit<Sound, 'waveform' | 'duration'> {
  const embeddings = windows.map(window => window.embedding)
  return {
    starts: Float32Array.from(windows, window => window.start),
    vectors: quantisedAll(embeddings),
    mean: meanOf(embeddings),
    tags: meanOf(windows.map(window => window.tags)),
    music: meanNumber(windows.map(window => window.music))!,
    energy: meanNumber(windows.map(window => window.energy)),
    valence: meanNumber(windows.map(window => window.valence))
  }
}

/** Null where the model does not tell. */
function meanNumber(values: (number | null)[]): number | null {
  let sum = 0
  for (const value of values) {
    if (value === null) return null
    sum += value
  }
  return sum / values.length
}
