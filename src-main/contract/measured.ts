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
