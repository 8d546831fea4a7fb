import { sameFieldKey } from '#contract/change-fields.ts'
import type { Effect, FileWrite, WriteInto } from '../../database/statements/ways-back.ts'
import { sameValues } from './tag-files.ts'

/** Values by the key of what can be changed. */
type Values = Readonly<Record<string, readonly string[]>>

/** A file as it is now. */
export interface Standing {
  hash: Uint8Array
  fields: Values
}

/** Writes to be taken back one after the other, and the hash of the file after the last of them. */
export interface Route {
  writeIds: number[]
  hash: Uint8Array
}

/** A state that the file had once: before a write. */
interface State extends Route {
  fields: Values
}

/** More states than anybody goes back by. */
const most = 1000

/**
 * How a file gets back, byte for byte, to the nearest state in which it had all changes that it has now but for those
 * that are taken back, along the writes that led to the state it is in. The writes may be taken back in any order: once
 * the last of them goes, so does every trace. `history`: all writes into the file. Null where no write of ours left the
 * file as it is now, or it never was in such a state.
 */
export function wayBack(
  now: Standing,
  takenBack: readonly Effect[],
  history: readonly FileWrite[],
  into: (hash: Uint8Array) => readonly WriteInto[]
): Route | null {
  const wanted = fieldsBefore(now.fields, takenBack)
  const left = inPlace(history)
  for (const { base, on } of takenBack) put(left, base, !on)
  const seen = new Set<string>()
  let states: State[] = [{ ...now, writeIds: [] }]
  while (states.length > 0 && seen.size < most) {
    const before = states.flatMap(state =>
      into(state.hash).flatMap(write => (write.kept ? [stateBefore(state, write)] : []))
    )
    const found = before.find(
      ({ fields, writeIds }) => isSame(fields, wanted) && sameSet(inPlace(history, writeIds.at(-1)), left)
    )
    if (found !== undefined) return { writeIds: found.writeIds, hash: found.hash }
    states = before.filter(({ hash }) => {
      const name = Buffer.from(hash).toString('hex')
      return !seen.has(name) && seen.add(name)
    })
  }
  return null
}

function stateBefore(state: State, { writeId, before, effects }: WriteInto): State {
  return {
    hash: before,
    fields: fieldsBefore(state.fields, effects),
    writeIds: [...state.writeIds, writeId]
  }
}

function fieldsBefore(fields: Values, effects: readonly Effect[]): Values {
  return {
    ...fields,
    ...Object.fromEntries(effects.map(({ field, before }) => [sameFieldKey(field), before]))
  }
}

/** The changes that were ordered and are in the file, now or before a write. */
function inPlace(history: readonly FileWrite[], before = Infinity): Set<number> {
  const changes = new Set<number>()
  for (const { writeId, effects } of history) {
    if (writeId < before) for (const { base, on } of effects) put(changes, base, on)
  }
  return changes
}

function put(changes: Set<number>, base: number, on: boolean): void {
  if (on) changes.add(base)
  else changes.delete(base)
}

const sameSet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every(one => b.has(one))

const isSame = (a: Values, b: Values): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every(field => sameValues(a[field] ?? [], b[field] ?? []))
