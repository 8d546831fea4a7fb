import { platform } from 'node:process'
import type { DoubleCopy, DoubleGroup, DoublesOverview } from '#contract/doubles.ts'
import { analysisStatements } from '../database/statements/analyses.ts'
import { countedTags, doubleCopyStatements, type CopyFacts } from '../database/statements/double-copies.ts'
import { doubleStatements, type ComparedPair } from '../database/statements/doubles.ts'
import { trackStatements } from '../database/statements/tracks.ts'
import type { Database } from '../database/open.ts'
import { hasTrash } from '../files/trash-place.ts'
import { compareCopies, reasonsFor, speaksAgainst } from './keep.ts'
import { originOf } from './origin.ts'
import { Sets } from './sets.ts'
import type { Difference } from './sound/compare.ts'
import type { Edge } from './sound/edge.ts'
import { doublesMethod } from './sound/verdict.ts'

/** Reads what was found, and proposes which to keep. */
export class DoublesFound {
  readonly #doubles: ReturnType<typeof doubleStatements>
  readonly #copies: ReturnType<typeof doubleCopyStatements>
  readonly #tracks: ReturnType<typeof trackStatements>
  readonly #analyses: ReturnType<typeof analysisStatements>

  constructor(db: Database) {
    this.#doubles = doubleStatements(db)
    this.#copies = doubleCopyStatements(db)
    this.#tracks = trackStatements(db)
    this.#analyses = analysisStatements(db)
  }

  /** Those that take most room beside what is kept first. */
  groups(): DoubleGroup[] {
    const pairs = this.#doubles.same(doublesMethod)
    const sets = new Sets()
    for (const { one, other } of pairs) sets.join(one, other)
    const byTrack = new Map<number, ComparedPair[]>()
    for (const pair of pairs) {
      for (const id of [pair.one, pair.other]) byTrack.set(id, [...(byTrack.get(id) ?? []), pair])
    }
    const members = sets.all()
    const copies = this.#copiesOf([...members.values()].flat())
    const groups = [...members].map(([key, ids]) =>
      groupOf(
        key,
        ids.flatMap(id => copies.get(id) ?? []),
        byTrack
      )
    )
    return groups.sort((a, b) => besides(b).bytes - besides(a).bytes || a.key - b.key)
  }

  overview(modelId: number | null): DoublesOverview {
    const groups = this.groups()
    const sure = groups.filter(group => group.sure)
    const { tracks } = this.#tracks.totals()
    const all = sumOf(groups)
    return {
      looked: this.#doubles.countLooked(doublesMethod),
      tracks,
      unheard: tracks - (modelId === null ? 0 : this.#analyses.count(modelId)),
      failed: this.#doubles.failed(doublesMethod),
      trash: hasTrash(platform),
      groups: groups.length,
      sure: { groups: sure.length, ...sumOf(sure) },
      ...all
    }
  }

  apart(ids: readonly number[], apart: boolean): void {
    this.#doubles.setApart(ids, apart)
  }

  #copiesOf(ids: readonly number[]): Map<number, DoubleCopy> {
    const playlists = Map.groupBy(this.#copies.playlists(ids), ({ trackId }) => trackId)
    const taught = Map.groupBy(this.#copies.taught(ids), ({ trackId }) => trackId)
    return new Map(
      this.#copies.facts(ids).map(facts => [
        facts.id,
        copyOf(
          facts,
          (playlists.get(facts.id) ?? []).map(({ id, name }) => ({ id, name })),
          (taught.get(facts.id) ?? []).map(({ name }) => name)
        )
      ])
    )
  }
}

function copyOf(
  { edge: known, filled, ...facts }: CopyFacts,
  playlists: DoubleCopy['playlists'],
  taught: string[]
): DoubleCopy {
  const edge = known === null ? null : (JSON.parse(known) as Edge)
  return {
    ...facts,
    bandwidth: edge === null || edge.bandwidth === 0 ? null : edge.bandwidth,
    origin: originOf(edge),
    tags: { filled, of: countedTags },
    playlists,
    taught,
    startsLater: null,
    louder: null,
    identical: false
  }
}

function groupOf(
  key: number,
  copies: readonly DoubleCopy[],
  pairs: ReadonlyMap<number, ComparedPair[]>
): DoubleGroup {
  const sorted = [...copies].sort(compareCopies)
  const [best] = sorted
  const keep = best!.id
  const compared = new Map(
    (pairs.get(keep) ?? []).map(pair => [pair.one === keep ? pair.other : pair.one, pair])
  )
  const beside = sorted.map(copy => {
    const pair = compared.get(copy.id)
    if (pair === undefined) return copy
    const difference = pair.difference === null ? null : (JSON.parse(pair.difference) as Difference)
    const sign = pair.one === keep ? 1 : -1
    return {
      ...copy,
      identical: pair.how === 'bytes',
      // A file that was cut at its head begins earlier by the clock of its own.
      startsLater: difference === null ? 0 : sign * difference.shift,
      louder: difference === null ? 0 : -sign * difference.gain
    }
  })
  const others = beside.slice(1)
  return {
    key,
    copies: beside,
    keep,
    reasons: reasonsFor(beside),
    sure: others.every(copy => copy.startsLater !== null && !speaksAgainst(best!, copy))
  }
}

/** What lies beside the one to be kept. */
function besides({ copies, keep }: DoubleGroup): { files: number; bytes: number } {
  const others = copies.filter(({ id }) => id !== keep)
  return { files: others.length, bytes: others.reduce((sum, { bytes }) => sum + bytes, 0) }
}

const sumOf = (groups: readonly DoubleGroup[]): { files: number; bytes: number } =>
  groups.map(besides).reduce((sum, one) => ({ files: sum.files + one.files, bytes: sum.bytes + one.bytes }), {
    files: 0,
    bytes: 0
  })
