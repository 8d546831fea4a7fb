import { layOut } from '../../src-main/core/map/lay-out.ts'
import { madeVectors } from '../evaluate/made-vectors.ts'
import type { BenchRow } from './row.ts'

/** How long the layout by likeness takes, on made vectors; what a window takes for its frames is not measured here. */
export function benchMap(sizes: readonly number[] = [1000, 10_000, 100_000]): BenchRow[] {
  return sizes.map(tracks => {
    const index = madeVectors(tracks)
    const rows = Uint32Array.from({ length: tracks }, (_, row) => row)
    const [before, started] = [process.cpuUsage(), performance.now()]
    let longest = 0
    let last = started
    for (const work = layOut(index, rows); !work.next().done; last = performance.now())
      longest = Math.max(longest, performance.now() - last)
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before)
    return {
      what: `${tracks.toLocaleString('en')} tracks laid out by likeness`,
      measured:
        `${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time), ` +
        `at most ${(longest / 1000).toFixed(1)} s until it can be stopped`,
      aim: 'once, behind all else'
    }
  })
}
