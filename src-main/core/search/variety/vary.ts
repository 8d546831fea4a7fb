import type { RecordingFacts } from '../../database/statements/flow-facts.ts'
import type { Ranked } from '../answer/rank.ts'
import type { SearchLibrary } from '../library.ts'
import { dot } from '../scoring/vectors.ts'
import { Directions } from './directions.ts'
import type { Outline } from './envelopes.ts'
import { Ledger, worthBeside, type Limits } from './ledger.ts'
import type { Recorded } from './recordings.ts'

/** A place in the answer, with the other versions of its recording. */
export interface Shown extends Ranked {
  versions: number[]
}

export interface VariedRanking {
  shown: Shown[]
  /** Those above the line that are not among them: as versions, and for their artist. */
  folded: Ranked[]
  capped: Ranked[]
}

/** Beyond so many places an answer is left as it is ranked. */
const mostVaried = 1000
/** Places that are exchanged for variety. */
const mostExchanged = 300

/** What a place is made of. */
interface Placed {
  ranked: Ranked
  facts: RecordingFacts | undefined
}

class Place implements Recorded {
  readonly one: Shown
  readonly title: string
  readonly artist: string
  readonly duration: number
  readonly row: number
  /** Among all places. */
  readonly number: number
  readonly #library: SearchLibrary
  readonly #directions: Directions
  #whole: Float32Array | null = null

  constructor(library: SearchLibrary, directions: Directions, number: number, of: Placed) {
    this.#library = library
    this.#directions = directions
    this.number = number
    this.one = { ...of.ranked, versions: [] }
    this.title = of.facts?.title ?? ''
    this.artist = of.facts?.artist ?? ''
    this.duration = of.facts?.duration ?? 0
    this.row = of.ranked.row
  }

  get whole(): Float32Array {
    return (this.#whole ??= this.#directions.of(this.number))
  }

  outline(): Outline | null {
    return this.#library.windows?.get(this.one.id) ?? null
  }
}

/**
 * Folds versions of a recording into the first, leaves out what an artist has too many of, and puts what is above the line
 * into an order that is the more varied the more is asked. What was found by its whole name keeps its place and is always
 * there.
 */
export function vary(library: SearchLibrary, ranked: readonly Ranked[], limits: Limits): VariedRanking {
  const some = ranked.slice(0, mostVaried)
  const directions = new Directions(
    library,
    some.map(({ row }) => row)
  )
  const places = placesOf(library, directions, some)
  const ledger = new Ledger<Place>(limits, (a, b) => directions.apart(a.number, b.number))
  const kept: Place[] = []
  const folded: Ranked[] = []
  const capped: Ranked[] = []
  for (const place of places) {
    const above = place.one.above ? [place.one] : []
    const double = ledger.doubleOf(place)
    if (double) {
      double.one.versions.push(place.one.id)
      folded.push(...above)
    } else if (!isNamed(place) && ledger.isFull(place)) capped.push(...above)
    else {
      ledger.add(place)
      kept.push(place)
    }
  }
  const rest = ranked.slice(mostVaried).map(one => ({ ...one, versions: [] }))
  const ordered = limits.diversity > 0 ? spread(kept, limits.diversity) : kept
  return { shown: [...ordered.map(({ one }) => one), ...rest], folded, capped }
}

const isNamed = ({ one }: Place): boolean => one.words !== undefined && one.words.kind !== 'some'

/** What is above the line, the best first and then always what adds most; the rest as it was. */
function spread(places: readonly Place[], diversity: number): Place[] {
  const named = places.filter(isNamed)
  const others = places.filter(place => !isNamed(place))
  const weak = others.findIndex(({ one }) => !one.above)
  const above = Math.min(mostExchanged, weak < 0 ? others.length : weak)
  const open = others.slice(0, above)
  const [high, low] = [open[0]?.one.score ?? 0, open.at(-1)?.one.score ?? 0]
  const likeness = new Float32Array(open.length)
  const chosen: Place[] = []
  const gone = new Uint8Array(open.length)
  const remember = (place: Place): void =>
    open.forEach((other, i) => {
      if (gone[i] === 0) likeness[i] = Math.max(likeness[i]!, dot(other.whole, place.whole))
    })
  for (const place of named) remember(place)
  while (chosen.length < open.length) {
    let best = -1
    let highest = -Infinity
    open.forEach(({ one }, i) => {
      if (gone[i] === 1) return
      const worth = high > low ? (one.score - low) / (high - low) : 1
      const value = worthBeside(worth, likeness[i]!, diversity)
      if (value > highest) [best, highest] = [i, value]
    })
    gone[best] = 1
    chosen.push(open[best]!)
    remember(open[best]!)
  }
  return [...named, ...chosen, ...others.slice(above)]
}

function placesOf(library: SearchLibrary, directions: Directions, ranked: readonly Ranked[]): Place[] {
  const facts = library.recordings.of(ranked.map(({ id }) => id))
  return ranked.map((one, i) => new Place(library, directions, i, { ranked: one, facts: facts[i] }))
}
