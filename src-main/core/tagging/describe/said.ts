import { keyDoubt, tempoDoubt, type Measured } from '#contract/measured.ts'
import type { SaidOfSound } from '#contract/tagging.ts'
import type { FeelingLines } from '../terms/feelings.ts'

/** Below these a tempo or a key is not said. */
const sureTempo = 0.5
const sureKey = 0.5
/** LUFS up to which, and from which on, it is worth saying. */
const quietTo = -24
const loudFrom = -9

const paceOf = (bpm: number): NonNullable<SaidOfSound['tempo']>['pace'] =>
  bpm < 76 ? 'slow' : bpm < 112 ? 'moderate' : bpm < 150 ? 'fast' : 'very-fast'

/** What of the measurements is sure enough, and worth, to be said, with its doubt. */
export function saidOfMeasured(
  measured: Measured | null
): Pick<SaidOfSound, 'tempo' | 'key' | 'doubt' | 'loudness'> {
  if (!measured) return { tempo: null, key: null, doubt: { tempo: null, key: null }, loudness: null }
  const { bpm, bpmConfidence, key, keyConfidence, loudness } = measured
  const tempo = bpm !== null && bpmConfidence >= sureTempo ? { bpm, pace: paceOf(bpm) } : null
  const said = keyConfidence >= sureKey ? key : null
  return {
    tempo,
    key: said,
    doubt: { tempo: tempo && tempoDoubt(measured), key: said === null ? null : keyDoubt(measured) },
    loudness: loudness === null ? null : loudness <= quietTo ? 'quiet' : loudness >= loudFrom ? 'loud' : null
  }
}

/** What a model hears of a track's feeling, standard deviations; null: it does not tell. */
export interface Feeling {
  energy: number | null
  valence: number | null
}

/** The same of what the model hears, above the lines that were measured. `words`: what is said already. */
export function saidOfFeeling(
  { energy, valence }: Feeling,
  lines: FeelingLines,
  words: readonly string[] = []
): Pick<SaidOfSound, 'energy' | 'valence'> {
  const fits = (value: number | null, line: number | null): boolean =>
    value !== null && line !== null && value >= line
  const against = (value: number | null): number | null => (value === null ? null : -value)
  const known = new Set(words.map(word => word.toLowerCase()))
  const unless = <Word extends string>(word: Word): Word | null => (known.has(word) ? null : word)
  return {
    energy: fits(energy, lines.energetic)
      ? unless('energetic')
      : fits(against(energy), lines.calm)
        ? unless('calm')
        : null,
    valence: fits(valence, lines.bright)
      ? unless('bright')
      : fits(against(valence), lines.dark)
        ? unless('dark')
        : null
  }
}
