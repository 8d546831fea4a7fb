import type { PlainReading, Token } from '../tokens.ts'
import { likenesses } from './like.ts'
import type { Names } from './names.ts'
import { readPlain } from './read-plain.ts'
import { filter } from './rule.ts'
import { shifts } from './shifts.ts'

/** What words in plain language are read with. */
export interface PlainReader {
  now: number
  /** Null: nothing is known of the library. */
  names: Names | null
  /** Words that are to stay plain, as `keptWords` makes them. */
  kept: ReadonlySet<string>
}

/** Words as they are compared with those that are to stay plain. */
export const keptWords = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

/** Longer than anything that is typed: a pasted book is searched for as it is. */
const mostLetters = 2400

const trailing = /^[.!?;:)]*$/
const soundless = /^(\p{L}{3,})-free[.!?]?$/iu
const otherFree = new Set('royalty care hands duty gluten guilt stress worry ad sugar'.split(' '))

/** What says nothing of the sound once its neighbour is a filter. */
const filler = new Set(
  (
    'all any my the a an some songs song tracks track music tunes tune pieces recordings anything everything something ' +
    'stuff ones hits what last lasts lasting made came out that which is are was were been with and but of only give me give play show find get please i want need to it'
  ).split(' ')
)

/**
 * The tokens of a stretch without commas, with what its words say of anything but the sound as tokens of their own.
 * `alone`: whether it is all of the query. `example`: whether an example is given elsewhere.
 */
export function takePlain(
  all: readonly Token[],
  text: string,
  reader: PlainReader,
  { alone, example }: { alone: boolean; example: boolean }
): Token[] {
  if (all.length === 0 || text.length > mostLetters) return [...all]
  const filters = readTokens(all, text, reader)
  // "Faster than 120" is a tempo, whatever track is called "120".
  const likes = likeTokens(all, reader).filter(
    ({ first }) => !filters.some(one => one.first < first && first <= one.last)
  )
  const read = [
    ...liveTokens(all, reader, alone),
    ...likes,
    ...(example || likes.some(one => isExample(one.token)) ? shiftTokens(all, likes) : []),
    ...filters,
    ...withoutTokens(all)
  ]
    .filter(({ token }) => !reader.kept.has(keptWords(text.slice(token.start, token.end))))
    .sort((a, b) => a.first - b.first)
  const found: Token[] = []
  let at = 0
  for (const one of read) {
    if (one.first < at) continue
    found.push(...all.slice(at, one.first), one.token)
    at = one.last + 1
  }
  found.push(...all.slice(at))
  return read.length === 0 ? found : tidy(found)
}

/** A token that stands for those from `first` to `last`. */
interface Taken {
  first: number
  last: number
  token: Extract<Token, { kind: 'plain' }>
}

const taken = (all: readonly Token[], first: number, last: number, reading: PlainReading): Taken => ({
  first,
  last,
  token: { kind: 'plain', start: all[first]!.start, end: all[last]!.end, reading }
})

function readTokens(all: readonly Token[], text: string, { now }: PlainReader): Taken[] {
  const start = all[0]!.start
  // What is quoted or a filter already is not read, and keeps its place.
  let said = text.slice(start, all.at(-1)!.end)
  for (const token of all) {
    if (token.kind === 'word') continue
    const [from, to] = [token.start - start, token.end - start]
    said = said.slice(0, from) + '\u0001'.repeat(to - from) + said.slice(to)
  }
  const starts = new Map(all.map((token, i) => [token.start, i]))
  return readPlain(said, now).flatMap(({ start: from, end: to, reading }) => {
    const first = starts.get(start + from)
    const last = all.findLastIndex(token => token.start < start + to)
    if (first === undefined || last < first) return []
    // A word is taken whole or not at all.
    if (!trailing.test(text.slice(start + to, Math.max(start + to, all[last]!.end)))) return []
    return [taken(all, first, last, reading)]
  })
}

/** "Vocal-free ambient". */
const withoutTokens = (all: readonly Token[]): Taken[] =>
  all.flatMap((token, at) => {
    const from = token.kind === 'word' && !token.negative ? soundless.exec(token.text)?.[1] : undefined
    if (from === undefined || otherFree.has(from.toLowerCase())) return []
    return [taken(all, at, at, { kind: 'minus', from })]
  })

function likeTokens(all: readonly Token[], { names }: PlainReader): Taken[] {
  if (names === null) return []
  return likenesses(all, names).map(({ first, last, ...like }) =>
    taken(all, first, last, { kind: 'like', ...like })
  )
}

/** "But calmer", of an example. "Faster than 120" compares with something else. */
const shiftTokens = (all: readonly Token[], likes: readonly Taken[]): Taken[] =>
  shifts(all)
    .filter(({ last }) => {
      const next = all[last + 1]
      const compares = next?.kind === 'word' && next.text.toLowerCase() === 'than'
      return !compares || likes.some(like => like.first === last + 1)
    })
    .map(({ first, last, ...shift }) => taken(all, first, last, { kind: 'shift', shift }))

/** Whether something is given to resemble. */
export const isExample = (token: Token): boolean =>
  token.kind === 'field'
    ? token.name === 'like' && !token.negative
    : token.kind === 'plain' && token.reading.kind === 'like' && !token.reading.negative

/** "Jazz, live" and "Nirvana live": one more word anywhere else. */
function liveTokens(all: readonly Token[], { names }: PlainReader, alone: boolean): Taken[] {
  const at = all.length - 1
  const token = all[at]!
  if (token.kind !== 'word' || token.negative || token.text.toLowerCase() !== 'live') return []
  const before = all.slice(0, at)
  if (before.some(one => one.kind !== 'word' || one.negative)) return []
  const artist = before.map(one => (one.kind === 'word' ? one.text : '')).join(' ')
  if (before.length === 0 ? alone : names?.isArtist(artist) !== true) return []
  return [taken(all, at, at, filter('is:live'))]
}

const isFiller = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !token.negative && filler.has(token.text.toLowerCase().replace(/[.!?;:]+$/, ''))
/** What stays a sound, or is one, keeps its neighbours. */
const isTaken = (token: Token | undefined): boolean =>
  token?.kind === 'plain' && token.reading.kind !== 'away'

/** Without what is left over at the edges and beside what was read: "songs … with drums". */
function tidy(all: readonly Token[]): Token[] {
  const left = new Set<number>()
  for (let at = 0; at < all.length; at++) {
    if (isFiller(all[at]) && (at === 0 || left.has(at - 1) || isTaken(all[at - 1]))) left.add(at)
  }
  for (let at = all.length - 1; at >= 0; at--) {
    if (isFiller(all[at]) && (at === all.length - 1 || left.has(at + 1) || isTaken(all[at + 1]))) left.add(at)
  }
  return all.filter((_, at) => !left.has(at))
}
