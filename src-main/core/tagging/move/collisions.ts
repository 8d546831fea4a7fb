import { basename, dirname, join } from 'node:path'
import { fold } from '../../files/safe-name.ts'
import type { Pause } from '../../threads/pause.ts'
import type { DiskNames } from './disk-names.ts'
import { problems, type PlannedMove } from './planned.ts'

/**
 * Refuses moves to names that others have: of this plan or on the disk, also where only disks that know no upper and lower
 * case would take the two for one. A name that another file of the plan leaves is free; circles are not taken apart.
 * `staying`: tracks that the pattern leaves where they are.
 */
export async function refuseCollisions(
  moves: readonly PlannedMove[],
  staying: ReadonlySet<string>,
  disk: DiskNames,
  pause: Pause
): Promise<void> {
  refuseEqual(moves, staying)
  const leaving = new Map(moves.map(move => [move.from, move]))
  /** Moves that wait for another to leave. */
  const waiting = new Map<PlannedMove, PlannedMove[]>()
  for (const [at, move] of moves.entries()) {
    if (at % 200 === 0) await pause()
    if (move.problem !== null) continue
    const folder = dirname(move.to)
    try {
      const { alike } = await disk.of(folder)
      for (const name of alike.get(fold(basename(move.to))) ?? []) {
        const there = join(folder, name)
        if (there === move.from) continue
        const other = leaving.get(there)
        if (other === undefined) move.problem = problems.there(there)
        else waiting.set(other, [...(waiting.get(other) ?? []), move])
      }
    } catch (thrown) {
      move.problem = problems.unreadable(thrown)
    }
  }
  refuseStuck(moves, waiting)
}

/** Of several files with one name none has it. */
function refuseEqual(moves: readonly PlannedMove[], staying: ReadonlySet<string>): void {
  const wanted = Map.groupBy(
    moves.filter(({ problem }) => problem === null),
    ({ to }) => fold(to)
  )
  const stays = new Map([...staying].map(path => [fold(path), path]))
  for (const [key, some] of wanted) {
    const stayer = stays.get(key)
    for (const move of some) {
      const other = stayer ?? some.find(one => one !== move)?.from
      if (other !== undefined) move.problem = problems.same(other)
    }
  }
}

/** Those whose place is never left: its file is refused, or waits for them in turn. */
function refuseStuck(
  moves: readonly PlannedMove[],
  waiting: ReadonlyMap<PlannedMove, readonly PlannedMove[]>
): void {
  const refused = moves.filter(({ problem }) => problem !== null)
  for (let move = refused.pop(); move !== undefined; move = refused.pop()) {
    for (const waits of waiting.get(move) ?? []) {
      if (waits.problem !== null) continue
      waits.problem = problems.waits(move.from)
      refused.push(waits)
    }
  }
  const before = new Map<PlannedMove, number>()
  for (const some of waiting.values()) for (const one of some) before.set(one, (before.get(one) ?? 0) + 1)
  const free = moves.filter(move => move.problem === null && !before.has(move))
  const done = new Set<PlannedMove>()
  for (let move = free.pop(); move !== undefined; move = free.pop()) {
    done.add(move)
    for (const waits of waiting.get(move) ?? []) {
      const left = before.get(waits)! - 1
      before.set(waits, left)
      if (left === 0) free.push(waits)
    }
  }
  for (const [move, some] of waiting) {
    for (const waits of some) {
      if (waits.problem === null && !done.has(waits)) waits.problem = problems.circle(move.from)
    }
  }
}
