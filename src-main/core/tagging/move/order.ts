import { fold } from '../../files/safe-name.ts'

interface PlannedPlace {
  fileId: number
  from: string
  to: string
}

/**
 * The files of a plan in an order in which each place is left before another file comes to it: a row of files that each
 * take the name of the next begins with the last. Those that go in a circle are refused when it is their turn.
 */
export function inOrderOfPlaces(fileIds: readonly number[], moves: readonly PlannedPlace[]): number[] {
  const at = new Map(moves.map(move => [fold(move.from), move]))
  const goes = new Map(moves.map(move => [move.fileId, move]))
  const placed = new Set<number>()
  const ordered: number[] = []
  for (const first of fileIds) {
    const row: number[] = []
    for (let id: number | undefined = first; id !== undefined && !placed.has(id);) {
      placed.add(id)
      row.push(id)
      const to: string | undefined = goes.get(id)?.to
      id = to === undefined ? undefined : at.get(fold(to))?.fileId
    }
    ordered.push(...row.reverse())
  }
  return ordered
}
