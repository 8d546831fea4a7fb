import type { Band } from '#contract/entities.ts'
import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../library.ts'
import { bandOf, line } from '../scoring/cut.ts'
import type { Line } from '../scoring/cut.ts'
import type { MatchKind, NameMatch } from '../words/name-match.ts'
import { firstLook } from './first-look.ts'
import type { Prepared, Question } from './question.ts'
import { best } from './select.ts'
import { CloseLook, nullOf } from './score.ts'
import type { Look } from './score.ts'

/** A track with its place in the answer. `alternative`: the one it answers best. */
export interface Ranked {
  id: number
  /** -1: not in the index, found by its words. */
  row: number
  score: number
  /** Of the sound alone. */
  band: Band
  /** Whether it lies above the line, be it by a name. */
  above: boolean
  alternative: number
  look: Look | null
  words: NameMatch | undefined
}

export interface Ranking {
  /** Best first. */
  ranked: Ranked[]
  /** How many lie above the line, whether they are in `ranked` or not. */
  cut: number
  /** How many of those by a name, and how many by their sound. */
  found: { byName: number; bySound: number }
  total: number
}

/** Of a library up to this many tracks all are looked at closely, of a larger one so many. */
const smallLibrary = 5000
const candidates = 400
/**
 * The first places are sure once none of those that were looked at last is among them. Until then so many more are, up to
 * a bound.
 */
const firstPlaces = 50
const further = 200
const mostCandidates = 1600
/** Tracks that are looked at between two pauses. */
const together = 256
const mostByWords = 500
/** A genre that is named speaks for a track that nobody has heard; a word here and there does not. */
const tellingBonus = 1.4
/** What a hit by words stands above the line by, at least, before its bonus. */
const wordsFloor = 0.01

/** Ranks all tracks for a question with sounds, seeds or words in it. */
export async function rank(
  library: SearchLibrary,
  question: Question,
  limit: number,
  all: boolean,
  pause: Pause
): Promise<Ranking> {
  const { index } = library
  const { alternatives, examples } = question
  const sounding = alternatives.map((one, at) => ({ ...one, at })).filter(one => one.wanted.length > 0)
  const first = await firstLook(library, question, pause)
  const analysed = first.count
  const words = wordMatches(question)
  const looks = sounding.map(one => ({
    at: one.at,
    passing: one.passing,
    look: new CloseLook(library, one.wanted)
  }))
  const ranked: Ranked[] = []
  const lookAt = async (rows: readonly number[]): Promise<void> => {
    for (let i = 0; i < rows.length; i++) {
      if (i % together === 0) {
        if (i > 0) await pause()
        library.windows?.ready(rows.slice(i, i + together).map(row => index.ids[row]!))
      }
      const row = rows[i]!
      const id = index.ids[row]!
      let found: Look | null = null
      const fallback = first.scoreOf(row)
      let alternative = first.answeredBy(row)
      for (const one of looks) {
        if (!one.passing.has(id)) continue
        const look = one.look.at(row, fallback)
        if (!found || look.score > found.score) {
          found = look
          alternative = one.at
        }
      }
      const { score } = found!
      ranked.push({
        id,
        row,
        score,
        band: 'weak',
        above: false,
        alternative,
        look: found,
        words: words.get(id)
      })
    }
  }
  const isSmall = all || index.count <= smallLibrary
  const least = Math.max(candidates, limit)
  const inOrder = first.best(isSmall ? analysed : Math.max(least, mostCandidates))
  const chosen = isSmall ? inOrder : inOrder.slice(0, least)
  await lookAt(chosen)
  while (chosen.length < Math.min(analysed, mostCandidates) && isOpen(ranked)) {
    const more = inOrder.slice(chosen.length, chosen.length + further)
    await lookAt(more)
    chosen.push(...more)
  }
  const inside = new Set(chosen)
  const named = strongestWords(words)
    .map(id => index.rowOf(id))
    .filter(row => row !== undefined && first.scoreOf(row) > -Infinity && !inside.has(row)) as number[]
  await lookAt(named)
  chosen.push(...named)

  const widest = sounding[0] ? nullOf(library, sounding[0].wanted) : null
  const limits: Line = widest
    ? line(
        ranked.map(one => one.score),
        widest
      )
    : { good: 0, strong: 1 }
  const known = new Set(ranked.map(one => one.id))
  words.forEach((match, id) => {
    if (match.kind === 'some' && match.bonus < tellingBonus && sounding.length > 0) return
    const row = index.rowOf(id)
    if (known.has(id) || examples.has(id) || (row !== undefined && first.scoreOf(row) > -Infinity)) return
    ranked.push({
      id,
      row: -1,
      score: 0,
      band: 'weak',
      above: false,
      alternative: 0,
      look: null,
      words: match
    })
  })
  settle(ranked, limits)
  const beyond = chosen.length < analysed ? first.countBeside(chosen, limits.good) : 0
  const unanalysed = ranked.reduce((sum, one) => sum + (one.row < 0 ? 1 : 0), 0)
  const above = ranked.filter(one => one.above)
  const byName = above.reduce((sum, one) => sum + (one.words ? 1 : 0), 0)
  const bySound = above.reduce((sum, one) => sum + (one.band === 'weak' ? 0 : 1), 0)
  return {
    ranked,
    cut: above.length + beyond,
    found: { byName, bySound: bySound + beyond },
    total: analysed + unanalysed
  }
}

/** Whether one of those that were looked at last has a first place. */
function isOpen(ranked: readonly Ranked[]): boolean {
  const places = best(
    Float32Array.from(ranked, one => one.score),
    firstPlaces
  )
  return places.some(at => at >= ranked.length - further)
}

/** Word matches of all alternatives, each only where its filters let the track pass. */
function wordMatches({ alternatives }: Question): Map<number, NameMatch> {
  const [{ words: found, passing: first }, ...others] = alternatives as [Prepared, ...Prepared[]]
  found.forEach((_, id) => {
    if (!first.has(id)) found.delete(id)
  })
  for (const { words, passing } of others) {
    for (const [id, match] of words) {
      if (passing.has(id) && (found.get(id)?.bonus ?? -1) < match.bonus) found.set(id, match)
    }
  }
  return found
}

function strongestWords(words: Map<number, NameMatch>): number[] {
  const ids = new Uint32Array(words.size)
  const strength = new Float32Array(words.size)
  let at = 0
  words.forEach(({ kind, bonus }, id) => {
    ids[at] = id
    strength[at++] = 100 * order[kind] + bonus
  })
  return best(strength, mostByWords).map(place => ids[place]!)
}

/** What a person who types names expects first. */
const order = { exact: 3, named: 2, all: 1, some: 0 } as const satisfies Record<MatchKind, number>

/**
 * Adds the words to the scores and sorts. Who searches a title must never do worse than in a plain player: what is
 * called exactly so comes first, then what several of the words name; what has all the words is above the line. A band
 * is of the sound alone.
 */
function settle(ranked: Ranked[], limits: Line): void {
  for (const one of ranked) {
    const { words } = one
    one.band = one.row < 0 ? 'weak' : bandOf(one.score, limits)
    if (words) {
      const floor = words.kind === 'exact' ? limits.strong : limits.good + wordsFloor
      if (words.kind !== 'some') one.score = Math.max(one.score, floor)
      one.score += words.bonus
    }
    one.above = one.score >= limits.good
  }
  const place = (one: Ranked): number => (one.words ? Math.max(1, order[one.words.kind]) : 1)
  ranked.sort((a, b) => place(b) - place(a) || b.score - a.score || a.id - b.id)
}
