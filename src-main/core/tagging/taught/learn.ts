import { pool } from '../../search/scoring/pooling.ts'
import type { ScoringProfile } from '../../inference/scoring-profile.ts'
import { fitLogistic, sigmoid } from './logistic.ts'
import type { Probe } from './logistic.ts'
import { areaUnder, calibrate, wilsonLower } from './reliability.ts'
import type { Calibration } from './reliability.ts'

/** A marked track as it is learnt from. */
export interface Example {
  id: number
  /** Tracks of one album are never parted between what is learnt from and what is tested on. */
  group: string
  /** Windows x dimension, in the space of the features. */
  windows: Float32Array
}

export interface Lesson {
  yes: readonly Example[]
  no: readonly Example[]
  /** Unmarked tracks of the library: no, most likely. One row each. */
  drawn: readonly Float32Array[]
  /** What the name of the tag asks for: the direction of its standard deviations, in the space of the features. */
  text: Float32Array
  pooling: ScoringProfile['windowPooling']
}

/** Chosen by the table in docs/taught-tags.md. */
export interface Settings {
  /** How strongly the probe is held at the words, and held small. */
  penalty: number
  /** Logits that a standard deviation of the words counts, without any example. */
  textStrength: number
  /** Examples after which the words count half of that. */
  textHalf: number
  /** Weight of all drawn tracks together, as a share of that of the examples. */
  drawnWeight: number
}

export const settings: Settings = { penalty: 0.1, textStrength: 1, textHalf: 10, drawnWeight: 1 }

/** From so many examples on a tag has a line. */
const enoughYes = 3
const mostFolds = 5
/** Share of right ones among the examples above the line that it is placed for. */
const wantedPrecision = 0.8

export interface Learnt {
  probe: Probe
  calibration: Calibration
  /** Scores at or above are above the line; null while there are too few examples for one. */
  line: number | null
  auc: number | null
  /** Lower end; null without a counter-example to be wrong about. */
  precision: number | null
}

export const poolTrack = (probe: Probe, windows: Float32Array, pooling: Lesson['pooling']): number => {
  const size = probe.weights.length
  const scores = new Float32Array(windows.length / size)
  for (let window = 0, at = 0; window < scores.length; window++) {
    let sum = probe.bias
    for (let i = 0; i < size; i++, at++) sum += probe.weights[i]! * windows[at]!
    scores[window] = sum
  }
  return pool(scores, pooling)
}

/** Fits the probe, and tests it on examples it has not seen. The same lesson gives the same answer. */
export function learn(lesson: Lesson, chosen: Settings = settings): Learnt {
  const { yes, no, drawn, pooling } = lesson
  const probe = fit(lesson, chosen)
  const tested = crossValidate(lesson, chosen, probe)
  const ownDrawn = drawn.map(row => poolTrack(probe, row, pooling))
  if (!tested) {
    const middle = ownDrawn.length > 0 ? nullLine(ownDrawn) : 0
    return { probe, calibration: { slope: 1, offset: -middle }, line: null, auc: null, precision: null }
  }
  const others = [...tested.no, ...tested.drawn]
  const line = Math.max(
    tested.drawn.length > 0 ? nullLine(tested.drawn) : -Infinity,
    no.length > 0 ? precisionLine(tested.yes, tested.no) : -Infinity
  )
  const right = tested.yes.filter(score => score >= line).length
  const wrong = tested.no.filter(score => score >= line).length
  return {
    probe,
    calibration:
      others.length > 0 ? calibrate(tested.yes, others) : { slope: 1, offset: -Math.min(...tested.yes) },
    line: Number.isFinite(line) ? line : Math.min(...yes.map(one => poolTrack(probe, one.windows, pooling))),
    auc: areaUnder(tested.yes, others),
    precision: no.length > 0 ? wilsonLower(right, right + wrong) : null
  }
}

export const probabilityOf = ({ slope, offset }: Calibration, score: number): number =>
  sigmoid(slope * score + offset)

function fit(
  { yes, no, drawn, text }: Omit<Lesson, 'pooling'>,
  { penalty, textStrength, textHalf, drawnWeight }: Settings,
  start?: Probe
): Probe {
  const size = text.length
  const strength = (textStrength * textHalf) / (textHalf + yes.length)
  const centre = Float64Array.from(text, x => x * strength)
  if (yes.length + no.length === 0) return { weights: centre, bias: 0 }
  const blocks = [
    ...yes.map(({ windows }) => ({ windows, target: 1, weight: 1 })),
    ...no.map(({ windows }) => ({ windows, target: 0, weight: 1 })),
    ...drawn.map(windows => ({
      windows,
      target: 0,
      weight: (drawnWeight * Math.max(1, yes.length)) / drawn.length
    }))
  ]
  const count = blocks.reduce((sum, { windows }) => sum + windows.length / size, 0)
  const rows = {
    features: new Float32Array(count * size),
    targets: new Float32Array(count),
    weights: new Float32Array(count)
  }
  let row = 0
  for (const { windows, target, weight } of blocks) {
    const own = windows.length / size
    rows.features.set(windows, row * size)
    rows.targets.fill(target, row, row + own)
    rows.weights.fill(weight / own, row, row + own)
    row += own
  }
  return fitLogistic(rows, centre, penalty, start)
}

/** Scores of the examples, each from a probe that has not seen its group. Null without enough of them. */
function crossValidate(
  lesson: Lesson,
  chosen: Settings,
  start: Probe
): { yes: number[]; no: number[]; drawn: number[] } | null {
  const { yes, no, drawn, pooling } = lesson
  const groups = [...new Set([...yes, ...no].map(one => one.group))]
  const yesGroups = [...new Set(yes.map(one => one.group))]
  if (yes.length < enoughYes || yesGroups.length < 2) return null
  const folds = Math.min(mostFolds, yesGroups.length)
  // Groups with a yes are dealt out first, so that every fold has one to test on.
  const dealt = [...yesGroups, ...groups.filter(group => !yesGroups.includes(group))]
  const foldOf = new Map(dealt.map((group, i) => [group, i % folds]))
  const tested = { yes: [] as number[], no: [] as number[], drawn: [] as number[] }
  for (let fold = 0; fold < folds; fold++) {
    const kept = (one: Example): boolean => foldOf.get(one.group) !== fold
    const probe = fit(
      {
        text: lesson.text,
        yes: yes.filter(kept),
        no: no.filter(kept),
        drawn: drawn.filter((_, i) => i % folds !== fold)
      },
      chosen,
      start
    )
    for (const one of yes) if (!kept(one)) tested.yes.push(poolTrack(probe, one.windows, pooling))
    for (const one of no) if (!kept(one)) tested.no.push(poolTrack(probe, one.windows, pooling))
    drawn.forEach((row, i) => {
      if (i % folds === fold) tested.drawn.push(poolTrack(probe, row, pooling))
    })
  }
  return tested
}

/**
 * What 1 in 20 unmarked tracks would reach if none of them fitted. The spread is taken from the lower half: those that
 * do fit are in the upper one.
 */
function nullLine(scores: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!
  return at(0.5) + 1.645 * (at(0.5) - at(0.16))
}

/** The lowest score from which as many examples are right as is wanted; above all where no score does that. */
function precisionLine(yes: readonly number[], no: readonly number[]): number {
  const marks = [...yes.map(score => ({ score, right: 1 })), ...no.map(score => ({ score, right: 0 }))].sort(
    (a, b) => b.score - a.score || a.right - b.right
  )
  let right = 0
  let line = marks[0]!.score
  marks.forEach((mark, i) => {
    right += mark.right
    if (mark.right === 1 && right / (i + 1) >= wantedPrecision) line = mark.score
  })
  return line
}
