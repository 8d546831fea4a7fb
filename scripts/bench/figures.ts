import type { BenchRow } from './row.ts'

const far = 5_000_000

/** What was measured at several sizes of a library, the smallest first. */
interface Figure {
  what: string
  unit: string
  digits: number
  /** By size. */
  values: number[]
}

/** Gathers figures of several sizes by what they are of. */
export class Figures {
  readonly #all = new Map<string, Figure>()

  note(what: string, unit: string, digits: number, value: number): void {
    const figure = this.#all.get(what) ?? { what, unit, digits, values: [] }
    figure.values.push(value)
    this.#all.set(what, figure)
  }

  /** A row each, with the power by which it grows. `of`: what the sizes count. */
  rows(sizes: readonly number[], of: string): BenchRow[] {
    return [...this.#all.values()].map(figure => rowOf(figure, sizes, of))
  }
}

/** The exponent by which a figure grows from one size to the next, by the last step: what is fixed weighs least there. */
function slopeOf({ values }: Figure, sizes: readonly number[]): number {
  const [before = 0, last = 0] = values.slice(-2)
  return Math.log(last / before) / Math.log(sizes.at(-1)! / sizes.at(-2)!)
}

/** By the same for every track past the largest size: a straight line through the last two. */
function farOf({ values }: Figure, sizes: readonly number[]): number {
  const [before = 0, last = 0] = values.slice(-2)
  const each = (last - before) / (sizes.at(-1)! - sizes.at(-2)!)
  return last + each * (far - sizes.at(-1)!)
}

function rowOf(figure: Figure, sizes: readonly number[], of: string): BenchRow {
  const { what, unit, digits, values } = figure
  const shown = values.map(value => value.toFixed(digits)).join(', ')
  return {
    what: `${what}, at ${sizes.map(size => size.toLocaleString('en')).join(', ')} ${of}`,
    measured: `${shown} ${unit}; grows with the power ${slopeOf(figure, sizes).toFixed(2)} over the last step; ${farText(figure, sizes)}`,
    aim: ''
  }
}

function farText(figure: Figure, sizes: readonly number[]): string {
  const { unit, values } = figure
  const value = farOf(figure, sizes)
  // On a machine that is busy with other work the clock may run backwards with size.
  if (value <= values.at(-1)!) return 'it did not grow here'
  return `at ${far.toLocaleString('en')}, worked out and not measured: ${amount(value, unit)}`
}

function amount(value: number, unit: string): string {
  if (unit === 'ms' && value >= 1000) return `${(value / 1000).toFixed(1)} s`
  if (unit === 'MB' && value >= 1000) return `${(value / 1000).toFixed(1)} GB`
  return `${value.toFixed(0)} ${unit}`
}
