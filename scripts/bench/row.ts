/** One measured figure, as it goes into docs/benchmarks.md. */
export interface BenchRow {
  what: string
  /** Median first; spread in words. */
  measured: string
  /** The same of an earlier edition, in the same run. */
  before?: string
  aim: string
}

/** The p-quantile (0..1) of the values, by the nearest rank. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

/** "median (min–max)" with a unit. */
export function spread(values: readonly number[], unit: string, digits = 0): string {
  const show = (p: number): string => quantile(values, p).toFixed(digits)
  return `${show(0.5)} ${unit} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}, ${values.length} runs)`
}
