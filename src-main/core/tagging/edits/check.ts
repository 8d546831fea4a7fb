import type { Edit, Step } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { parsePattern } from '../patterns/pattern.ts'
import { requireValues } from '../plan/values.ts'
import { expressionOf } from './replace.ts'

/** Tracks looked up at once. */
const page = 10_000

/**
 * What can be known of edits before any file is looked at. Throws bad-request for values that no file may have, not-found
 * for tracks that are not in the library.
 */
export function requireEdits(db: Database, edits: readonly Edit[]): void {
  for (const { steps } of edits) for (const step of steps) requireStep(step)
  const tracks = trackStatements(db)
  const ids = [...new Set(edits.flatMap(edit => edit.ids))]
  for (let at = 0; at < ids.length; at += page) {
    const some = ids.slice(at, at + page)
    const found = new Set(tracks.byIds(some).map(({ id }) => id))
    const lost = some.find(id => !found.has(id))
    if (lost !== undefined) throw new EarshotError('not-found', `Track ${lost} is not in the library.`)
  }
}

function requireStep(step: Step): void {
  // What is taken away may be as odd as it is.
  if (step.do === 'set' || step.do === 'add') requireValues(step.field, step.values)
  if (step.do === 'replace') expressionOf(step)
  if (step.do === 'fromName') parsePattern(step.pattern)
}
