import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import { pathForDisplay } from '../../files/paths.ts'

/** One file and where a pattern puts it. */
export interface PlannedMove {
  /** Null: a file that goes along with tracks. */
  trackId: number | null
  from: string
  to: string
  /** Why it cannot go there. */
  problem: Failure | null
}

const failure = (code: Failure['code'], message: string): Failure => ({ code, message })

export const problems = {
  empty: (): Failure =>
    failure('bad-request', 'A name or folder would be empty: its tags do not say enough.'),
  long: (what: string): Failure => failure('bad-request', what),
  same: (other: string): Failure =>
    failure('changed-since', `${pathForDisplay(other)} would have the same name.`),
  there: (path: string): Failure => failure('changed-since', `${pathForDisplay(path)} is there already.`),
  waits: (other: string): Failure =>
    failure('changed-since', `${pathForDisplay(other)} has this name and cannot leave it.`),
  circle: (other: string): Failure =>
    failure(
      'changed-since',
      `It would change places with ${pathForDisplay(other)}: name one of them otherwise first.`
    ),
  unreadable: (thrown: unknown): Failure =>
    thrown instanceof EarshotError ? toFailure(thrown) : failure('no-access', 'Its folder cannot be read.')
}
