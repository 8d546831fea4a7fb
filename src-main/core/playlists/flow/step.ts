import type { Follows } from '#contract/reasons.ts'
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

const stepWeights = { sound: 1, tempo: 0.25, key: 0.15, energy: 0.4 }
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

/** Up to where a step counts as near: of random pairs of real music one in a hundred is nearer, one in ten, one in two. */
const veryClose = 0.08
const close = 0.27
const related = 0.72

/** What is worth saying of a step. */
export function followsOf(a: FlowTrack, b: FlowTrack): Follows {
  const { sound, key } = step(a, b)
  const energy = b.energy - a.energy
  return {
    sound:
      sound < veryClose ? 'very-close' : sound < close ? 'close' : sound < related ? 'some-way' : 'change',
    tempo: a.bpm === null || b.bpm === null ? null : tempoChange(a.bpm, b.bpm),
    key: key === null ? null : key === 0 ? 'same' : key <= 0.2 ? 'neighbouring' : null,
    energy: Math.abs(energy) < 0.15 ? null : energy > 0 ? 'more' : 'less'
  }
}

function tempoChange(from: number, to: number): Follows['tempo'] {
  const whole = Math.round(Math.log2(to / from))
  const change = Math.round(to / 2 ** whole - from)
  return { change: change === 0 ? 0 : change, time: whole === 0 ? 'same' : whole > 0 ? 'double' : 'half' }
}
