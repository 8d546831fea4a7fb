import { keyDistance } from './camelot.ts'
import { apart } from './sound-space.ts'
import type { FlowTrack } from './tracks.ts'

/** What makes a step from one track to the next; each 0 (smooth) to about 1 (as rough as chance), null: not known. */
export interface Step {
  /** The weighted sum. */
  cost: number
  sound: number
  tempo: number | null
  key: number | null
  energy: number
}

export const stepWeights = { sound: 1, tempo: 0.25, key: 0.15, energy: 0.4 }
/** What an unknown tempo or key counts: neither smooth nor rough. */
const unknown = 0.5
/** From this many octaves on (a quarter faster) a tempo has nothing to do with the one before. */
const roughTempo = Math.log2(1.25)

/** How many octaves the tempos lie apart when half and double count as the same beat; 0.5 at most. */
export function tempoOctaves(a: number, b: number): number {
  const octaves = Math.abs(Math.log2(b / a))
  return Math.min(...[0, 1, 2].map(whole => Math.abs(octaves - whole)))
}

export function step(a: FlowTrack, b: FlowTrack): Step {
  const sound = a.row < 0 || b.row < 0 ? 1 : apart(a.end, b.start)
  const tempo = a.bpm === null || b.bpm === null ? null : Math.min(1, tempoOctaves(a.bpm, b.bpm) / roughTempo)
  const key = a.key === null || b.key === null ? null : keyDistance(a.key, b.key)
  const energy = Math.abs(a.energy - b.energy)
  const cost =
    stepWeights.sound * sound +
    stepWeights.tempo * (tempo ?? unknown) +
    stepWeights.key * (key ?? unknown) +
    stepWeights.energy * energy
  return { cost, sound, tempo, key, energy }
}

/** The costs of all steps, from row to column. */
export function stepCosts(tracks: readonly FlowTrack[]): Float32Array {
  const costs = new Float32Array(tracks.length ** 2)
  tracks.forEach((from, i) => {
    tracks.forEach((to, j) => {
      if (i !== j) costs[i * tracks.length + j] = step(from, to).cost
    })
  })
  return costs
}

/** Up to where the words go: of random pairs of real music one in a hundred is nearer, one in ten, one in two. */
const veryClose = 0.08
const close = 0.27
const related = 0.72

/** "Very close to the one before, 2 BPM up, same key, calmer". */
export function stepWords(a: FlowTrack, b: FlowTrack): string {
  const { sound, key } = step(a, b)
  const words = [
    sound < veryClose
      ? 'very close to the one before'
      : sound < close
        ? 'close to the one before'
        : sound < related
          ? 'some way from the one before'
          : 'a change from the one before'
  ]
  if (a.bpm !== null && b.bpm !== null) words.push(tempoWords(a.bpm, b.bpm))
  if (key === 0) words.push('same key')
  else if (key !== null && key <= 0.2) words.push('neighbouring key')
  const energy = b.energy - a.energy
  if (Math.abs(energy) >= 0.15) words.push(energy > 0 ? 'more energy' : 'calmer')
  return words.join(', ')
}

function tempoWords(from: number, to: number): string {
  const whole = Math.round(Math.log2(to / from))
  const same = to / 2 ** whole
  const change = Math.round(same - from)
  const tempo = change === 0 ? 'same tempo' : `${Math.abs(change)} BPM ${change > 0 ? 'up' : 'down'}`
  return whole === 0 ? tempo : `${tempo} at ${whole > 0 ? 'double' : 'half'} time`
}
