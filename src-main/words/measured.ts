import { keyDoubt, tempoDoubt, type Doubt, type Measured } from '#contract/measured.ts'

const doubts = { sure: 'about', likely: 'probably', unsure: 'perhaps' } as const satisfies Record<
  Doubt,
  string
>

/** "probably 117 bpm, or 58"; empty where none was given. */
export function tempoText(measured: Measured): string {
  const doubt = tempoDoubt(measured)
  const other = measured.bpmOther === null ? '' : `, or ${Math.round(measured.bpmOther)}`
  return doubt === null ? '' : `${doubts[doubt]} ${Math.round(measured.bpm!)} bpm${other}`
}

/** "perhaps A minor"; empty where none was given. */
export function keyText(measured: Measured): string {
  const doubt = keyDoubt(measured)
  return doubt === null ? '' : `${doubts[doubt]} ${measured.key!}`
}
