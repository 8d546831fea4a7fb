import type { LeftOut, LeftOutReason } from '#contract/left-out.ts'

/** So many paths of one reason are kept: ten thousand of a kind are one line. */
const mostPaths = 100

/** Adds one path, or what was gathered elsewhere. */
export function leaveOut(all: LeftOut[], reason: LeftOutReason, ...paths: readonly string[]): void {
  gather(all, [{ reason, count: paths.length, paths: paths.slice(0, mostPaths) }])
}

export function gather(all: LeftOut[], more: readonly LeftOut[]): void {
  for (const { reason, count, paths } of more) {
    let one = all.find(known => known.reason === reason)
    if (one === undefined) all.push((one = { reason, count: 0, paths: [] }))
    one.count += count
    one.paths.push(...paths.slice(0, mostPaths - one.paths.length))
  }
}

export const countOf = (all: readonly LeftOut[]): number => all.reduce((sum, { count }) => sum + count, 0)
