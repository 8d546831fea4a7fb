import { basename } from 'node:path'
import type { Database } from '../database/open.ts'
import { doubleStatements, type HeardTrack, type TrackFile } from '../database/statements/doubles.ts'
import { pathForDisplay } from '../files/paths.ts'
import type { Asking, JobPlan } from '../jobs/index.ts'
import { mostApartInLength, type Candidates, type CandidatesInput } from './candidates.ts'
import type { LookPool } from './look-pool.ts'
import type { LookAnswer } from './messages.ts'
import { doublesMethod, shortest } from './sound/verdict.ts'
import { Sets } from './sets.ts'

export interface FindOptions {
  db: Database
  modelId: number
  /** Which tracks may be the same, by their vectors. */
  candidates(input: CandidatesInput, signal: AbortSignal): Promise<Candidates>
  open(): Promise<LookPool>
  workers: number
  now: () => number
}

/** A track with those that may be the same recording; none of them was compared with it. */
interface ToLook {
  id: number
  others: number[]
}

/** Tracks whose candidates are asked for at once: of about one length. */
const together = 500

/**
 * The question: which tracks were not looked at, and what may be the same? The step: decode one of them and the others, and
 * compare. What nothing is like needs no step.
 */
export function findJob({ db, modelId, candidates, open, workers, now }: FindOptions): JobPlan<ToLook> {
  const statements = doubleStatements(db)
  const known = new Sets()
  let pool: Promise<LookPool> | null = null

  async function* question({ signal, skip }: Asking): AsyncGenerator<ToLook> {
    const heard = statements.heard(modelId, doublesMethod)
    for (const { one, other } of statements.same(doublesMethod)) known.join(one, other)
    const fresh = heard.filter(({ looked }) => !looked)
    /** Those that met all others as they were asked about. */
    const met = new Set<number>()
    for (let from = 0; from < fresh.length && !signal.aborted; from += together) {
      const some = fresh.slice(from, from + together)
      const long = some.filter(({ duration }) => duration >= shortest)
      const pairs = await candidates({ ids: idsOf(long), among: idsOf(near(heard, long, met)) }, signal)
      for (const { id } of long) met.add(id)
      const units = unitsOf(pairs, statements)
      const alone = some.filter(({ id }) => !units.some(unit => unit.id === id || unit.others.includes(id)))
      const short = new Set(some.filter(({ duration }) => duration < shortest).map(({ id }) => id))
      statements.nothingLike(
        alone.map(({ id }) => id).filter(id => !short.has(id)),
        doublesMethod,
        now()
      )
      for (const { id, contentId } of statements.files([...short])) {
        statements.putLook(id, { contentId, method: doublesMethod, edge: null, code: 'too-short' }, now())
      }
      skip(alone.length)
      yield* units
    }
  }

  const commit = db.transaction((files: Map<number, TrackFile>, one: number, answer: LookAnswer) => {
    for (const { other, how, same, difference } of answer.compared) {
      const [low, high] = one < other ? [one, other] : [other, one]
      const turned = difference === null || low === one ? difference : inverse(difference)
      statements.putPair(
        {
          one: low,
          other: high,
          same,
          how,
          difference: turned === null ? null : JSON.stringify(turned),
          method: doublesMethod,
          oneContent: files.get(low)!.contentId,
          otherContent: files.get(high)!.contentId
        },
        now()
      )
      if (same) known.join(low, high)
    }
    for (const { id, edge, failure } of answer.looked) {
      const { contentId } = files.get(id)!
      const look = { contentId, method: doublesMethod, code: failure?.code ?? null }
      statements.putLook(id, { ...look, edge: edge === null ? null : JSON.stringify(edge) }, now())
    }
  })

  return {
    question,
    concurrency: workers,
    label: ({ id }) => {
      const [file] = statements.files([id])
      return file === undefined ? '' : pathForDisplay(basename(file.path))
    },
    step: async ({ id, others }, signal) => {
      // What is one recording with it by now, by way of another file, need not be heard again.
      const left = others.filter(other => !known.together(id, other))
      const files = new Map(statements.files([id, ...left]).map(file => [file.id, file]))
      const one = files.get(id)
      if (one === undefined) return 'skipped'
      pool ??= open()
      const looking = await pool
      const there = left.flatMap(other => files.get(other) ?? [])
      const answer = await looking.look(one, there, signal)
      commit(files, id, answer)
      return there.length > 0 ? 'done' : 'skipped'
    },
    finish: async () => {
      await (await pool?.catch(() => null))?.close()
    }
  }
}

const idsOf = (tracks: readonly HeardTrack[]): Uint32Array => Uint32Array.from(tracks, ({ id }) => id)

/** Those about as long as some, which are in order of their length as all are. */
function near(
  all: readonly HeardTrack[],
  some: readonly HeardTrack[],
  met: ReadonlySet<number>
): HeardTrack[] {
  const [first, last] = [some[0], some.at(-1)]
  if (!first || !last) return []
  return all.filter(
    ({ id, duration }) =>
      duration >= first.duration - mostApartInLength &&
      duration <= last.duration + mostApartInLength &&
      !met.has(id)
  )
}

/** Pairs by the first of them, without those that were compared before. */
function unitsOf(pairs: Candidates, statements: ReturnType<typeof doubleStatements>): ToLook[] {
  const units = new Map<number, ToLook>()
  for (let i = 0; i < pairs.length; i += 2) {
    const [id, other] = [pairs[i]!, pairs[i + 1]!]
    const unit = units.get(id) ?? { id, others: [] }
    unit.others.push(other)
    units.set(id, unit)
  }
  return [...units.values()].flatMap(unit => {
    const before = new Set(statements.known(unit.id, doublesMethod).map(({ id }) => id))
    const others = unit.others.filter(other => !before.has(other))
    return others.length > 0 ? [{ id: unit.id, others }] : []
  })
}

/** The same of the other one first. */
const inverse = <D extends { shift: number; gain: number }>(difference: D): D => ({
  ...difference,
  shift: -difference.shift,
  gain: -difference.gain
})
