import type { Caller } from '#contract/bridge.ts'
import { leftOutOf } from '#contract/plan-values.ts'
import type { PlanChange, PlanFile } from '#contract/tagging.ts'
import { coverValue } from './cover-text.ts'
import { plain } from '../terminal/text.ts'

/** Files fetched at once. */
const page = 1000

/** All files of a plan, in order of their paths. */
export async function* planFiles(engine: Caller, id: number): AsyncGenerator<PlanFile> {
  for (let offset = 0; ; offset += page) {
    const files = await engine.call('plans.files', { id, offset, limit: page })
    yield* files
    if (files.length < page) return
  }
}

/** "[x] genre: Rock → Jazz, Ambient", and what the last try to write it said. */
export function changeLine(
  change: Pick<PlanChange, 'field' | 'before' | 'after'> & Partial<PlanChange>
): string {
  const { field, before, after, failure } = change
  const leftOut = leftOutOf({ before, after, reasons: change.reasons ?? [] })
  const without = leftOut.length > 0 ? `  (left out: ${leftOut.join(', ')})` : ''
  const shown = (values: readonly string[]): string =>
    valuesText(field === 'cover' ? values.map(coverValue) : values)
  const line = `${markOf(change)}${field}: ${shown(before)} → ${shown(after)}${without}`
  return plain(failure ? `${line}  (${failure.message})` : line)
}

function markOf({ state, accepted }: Partial<PlanChange>): string {
  if (state === undefined) return ''
  if (state === 'written') return '[written] '
  return accepted ? '[x] ' : '[ ] '
}

const valuesText = (values: readonly string[]): string =>
  values.length === 0 ? '(empty)' : values.join(', ')

/** Changes still to be written of one file. */
export const toWrite = ({ changes }: PlanFile): PlanChange[] =>
  changes.filter(({ accepted, state }) => accepted && state !== 'written')
