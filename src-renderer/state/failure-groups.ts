import type { TrackFailure } from '#contract/entities.ts'
import type { ErrorCode } from '#contract/errors.ts'

export interface FailureGroup {
  code: ErrorCode
  failures: TrackFailure[]
}

/** Not a problem: there is nothing in such a file to listen to, and nothing to do about it. */
export const harmless = (code: ErrorCode): boolean => code === 'too-short' || code === 'video'

/** Failures by reason: what can be mended first, by number, what is no problem last. Order within a reason stays. */
export function failureGroups(all: readonly TrackFailure[]): FailureGroup[] {
  const groups = [...Map.groupBy(all, failure => failure.code)].map(([code, failures]) => ({
    code,
    failures
  }))
  return groups.sort(
    (a, b) => Number(harmless(a.code)) - Number(harmless(b.code)) || b.failures.length - a.failures.length
  )
}
