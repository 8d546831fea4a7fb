import type { Measured } from '#contract/measured.ts'
import type { SaidOfSound } from '#contract/tagging.ts'

/** Below these a tempo or a key is not said. */
const sureTempo = 0.5
const sureKey = 0.5
/** LUFS up to which, and from which on, it is worth saying. */
const quietTo = -24
const loudFrom = -9

const paceOf = (bpm: number): NonNullable<SaidOfSound['tempo']>['pace'] =>
  bpm < 76 ? 'slow' : bpm < 112 ? 'moderate' : bpm < 150 ? 'fast' : 'very-fast'

/** What of the measurements is sure enough, and worth, to be said. */
export function saidOf(measured: Measured | null): SaidOfSound {
  if (!measured) return { tempo: null, key: null, loudness: null }
  const { bpm, bpmConfidence, key, keyConfidence, loudness } = measured
  return {
    tempo: bpm !== null && bpmConfidence >= sureTempo ? { bpm, pace: paceOf(bpm) } : null,
    key: keyConfidence >= sureKey ? key : null,
    loudness: loudness === null ? null : loudness <= quietTo ? 'quiet' : loudness >= loudFrom ? 'loud' : null
  }
}
