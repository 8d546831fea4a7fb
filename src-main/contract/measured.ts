/** What is measured of the audio itself. */
export interface Measured {
  bpm: number | null
  /** 0..1 */
  bpmConfidence: number
  /** Half or double, where that is nearly as likely. */
  bpmOther: number | null
  /** "A minor" */
  key: string | null
  /** 0..1 */
  keyConfidence: number
  /** LUFS, integrated (EBU R128). */
  loudness: number | null
  /** LU */
  loudnessRange: number | null
  /** dBTP */
  truePeak: number | null
}

/** How far a tempo or a key can be believed. */
export type Doubt = 'sure' | 'likely' | 'unsure'

/** Of made songs most right tempi have more confidence than that, and most wrong ones less; see docs/measurements.md. */
const sureTempo = 0.8
const likelyTempo = 0.5
/** So with keys; but one in three is wrong, often with a high confidence: none is sure. */
const likelyKey = 0.7

/** Null where no tempo was given. One with a rival at half or double is never sure. */
export function tempoDoubt({ bpm, bpmConfidence, bpmOther }: Measured): Doubt | null {
  if (bpm === null) return null
  if (bpmConfidence >= sureTempo && bpmOther === null) return 'sure'
  return bpmConfidence >= likelyTempo ? 'likely' : 'unsure'
}

/** Null where no key was given. */
export const keyDoubt = ({ key, keyConfidence }: Measured): Doubt | null =>
  key === null ? null : keyConfidence >= likelyKey ? 'likely' : 'unsure'
