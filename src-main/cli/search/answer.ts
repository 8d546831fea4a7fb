import type { Caller } from '#contract/bridge.ts'
import type { UnderstoodAs } from '#contract/glossary.ts'
import type {
  Band,
  LibraryOverview,
  Moment,
  Passage,
  QueryPart,
  Reason,
  SearchAnswer,
  SearchHit,
  TrackRow
} from '#contract/entities.ts'
import type { Named } from '#contract/named.ts'
import type { Trust } from '#contract/trust.ts'
import {
  expectationText,
  namedText,
  resultText,
  trustText,
  understoodText,
  whyText
} from '../../words/index.ts'
import { nameOf, nameOfPassage, tracksOf } from '../library/tracks.ts'
import { countPending, noteNewEars } from '../terminal/job-summary.ts'
import type { Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { countOf, formatTime, plain } from '../terminal/text.ts'

/** One result as `--json` tells it. */
export interface AnswerResult {
  path: string
  rank: number
  score: number
  band: Band
  named: Named | null
  moment: Moment | null
  passage: Passage | null
  reasons: Reason[]
  /** Paths of other files of the same recording; left out where there are none. */
  versions?: string[]
}

/** Best first; a track that went away since is left out. */
export async function jsonResults(engine: Caller, hits: SearchHit[]): Promise<AnswerResult[]> {
  const ids = hits.flatMap(({ id, versions }) => [id, ...versions])
  const paths = new Map<number, string | null>()
  const found = await engine.call('library.paths', { ids })
  ids.forEach((id, i) => paths.set(id, found[i] ?? null))
  return hits.flatMap(({ id, rank, score, band, named, moment, passage, reasons, versions }) => {
    const path = paths.get(id)
    const others = versions.map(one => paths.get(one)).filter(one => one != null)
    if (path == null) return []
    return [
      {
        ...{ path, rank, score, band, named, moment, passage, reasons },
        ...(others.length > 0 && { versions: others })
      }
    ]
  })
}

type Parts = Pick<SearchAnswer, 'parts'>

/** A part of the words that was left out, as `--json` tells it. */
interface LeftOut {
  text: string
  expected: string
}

/** Whether what was asked for may be no sound: what scores well is then no match for that. */
export const isDoubtful = ({ parts }: Parts): boolean =>
  parts.some(({ trust, negative }) => trust === 'unsure' && !negative)

/** What was not understood, or names what is not there. */
export const leftOut = ({ parts }: Parts): LeftOut[] =>
  parts.flatMap(({ kind, text, expected }) =>
    kind === 'wrong' ? [{ text, expected: expected ? expectationText(expected) : 'words' }] : []
  )

/** A part of the words that was in another language, as `--json` tells it. */
interface UnderstoodPart extends UnderstoodAs {
  text: string
}

const understoodParts = ({ parts }: Parts): UnderstoodPart[] =>
  parts.flatMap(({ text, understoodAs }) => (understoodAs ? [{ text, ...understoodAs }] : []))

/** Words in plain language and what they were read as, as `--json` tells them. */
interface ReadPart {
  text: string
  as: string
  /** A few of the names that were meant, and how many tracks they are. */
  examples?: { names: string[]; tracks: number }
}

const readParts = ({ parts }: Parts): ReadPart[] =>
  parts.flatMap(({ text, readAs, examples }) =>
    readAs === undefined ? [] : [{ text, as: readAs, ...(examples && { examples }) }]
  )

const ofTrust = ({ parts }: Parts, trust: Trust): QueryPart[] => parts.filter(part => part.trust === trust)

/** A part of the words as `--json` tells it. `trust` and `why`: null where it is no sound, or nobody was asked. */
interface AnswerPart {
  text: string
  kind: QueryPart['kind']
  trust: Trust | null
  why: string | null
}

const answerParts = ({ parts }: Parts): AnswerPart[] =>
  parts.map(({ text, kind, trust = null, signs }) => ({
    text,
    kind,
    trust,
    why: signs ? trustText(signs) : null
  }))

/**
 * What a document has beside its results: how they were found, its parts, what was left out and, if anything was, what another
 * language meant.
 */
export function jsonParts(answer: Parts & Partial<Pick<SearchAnswer, 'found'>>): {
  found?: SearchAnswer['found']
  parts: AnswerPart[]
  leftOut: LeftOut[]
  understood?: UnderstoodPart[]
  notUnderstood?: string[]
  read?: ReadPart[]
} {
  const understood = understoodParts(answer)
  const unknown = ofTrust(answer, 'not-understood')
  const read = readParts(answer)
  return {
    found: answer.found,
    parts: answerParts(answer),
    leftOut: leftOut(answer),
    ...(understood.length > 0 && { understood }),
    ...(unknown.length > 0 && { notUnderstood: unknown.map(({ text }) => text) }),
    ...(read.length > 0 && { read })
  }
}

const columns: Column[] = [
  { title: '#', align: 'right' },
  { title: 'match' },
  { title: 'at', align: 'right' },
  { title: 'track', elastic: 4 },
  { title: 'because', elastic: 3 },
  { title: 'file', elastic: 4, cut: 'start' }
]

/** Prints the answer as a table, with a line where the good results end. */
export async function printAnswer({ engine, terminal }: Session, answer: SearchAnswer): Promise<void> {
  const { hits, cut } = answer
  const doubtful = isDoubtful(answer)
  const tracks = await tracksOf(
    engine,
    hits.map(({ id }) => id)
  )
  const cells = hits.map(hit => [
    String(hit.rank),
    matchText(hit, doubtful),
    hit.moment ? formatTime(hit.moment.start) : '',
    nameOfHit(hit, tracks.get(hit.id)?.row),
    plain(whyText(hit.reasons)),
    plain(tracks.get(hit.id)?.path ?? '')
  ])
  printTable(terminal, columns, cells, cut, resultText.below(doubtful))
}

/** How well it sounds like it; for what only a name was found for, which. */
const matchText = ({ band, named }: SearchHit, doubtful: boolean): string => {
  const sound = resultText.band(band, doubtful)
  if (!named) return sound
  return band === 'weak' ? namedText(named) : `${sound}; ${namedText(named)}`
}

const nameOfHit = ({ passage, versions }: SearchHit, row: TrackRow | undefined): string => {
  const name = passage === null ? nameOf(row) : nameOfPassage(passage, row)
  return versions.length === 0 ? name : `${name} (and ${countOf(versions.length, 'more version')})`
}

/** What the person should know of the parts of the question. */
export function noteParts({ terminal }: Pick<Session, 'terminal'>, parts: Parts['parts']): void {
  for (const { text, expected } of leftOut({ parts }))
    terminal.note(`${plain(text)} was left out: expected ${plain(expected)}.`)
  for (const { text, ...meaning } of understoodParts({ parts }))
    terminal.note(`${plain(text)}: heard as ${plain(understoodText(meaning))}.`)
  for (const { text, as, examples } of readParts({ parts }))
    terminal.note(`${plain(text)}: read as ${plain(examples ? `like ${examples.names.join(', ')}` : as)}.`)
  for (const { text, nearest = [] } of ofTrust({ parts }, 'not-understood')) {
    terminal.note(`Earshot does not know what "${plain(text)}" sounds like: it was looked for in names only.`)
    if (nearest.length > 0) terminal.note(`The nearest that it knows: ${plain(nearest.join(', '))}.`)
  }
  for (const { text } of ofTrust({ parts }, 'unsure')) terminal.note(resultText.unsure(plain(text)))
}

/** An answer, and what is known of the library, which is asked for while the thread of the search is at work. */
export const withOverview = (
  engine: Caller,
  answer: Promise<SearchAnswer>
): Promise<[SearchAnswer, LibraryOverview]> => Promise.all([answer, engine.call('library.overview', {})])

/** What the person should know beside the results. */
export async function noteAnswer(
  { engine, terminal }: Session,
  answer: SearchAnswer,
  overview: LibraryOverview
): Promise<void> {
  noteParts({ terminal }, answer.parts)
  const { byName, bySound } = answer.found
  if (byName > 0) terminal.note(resultText.found(byName, bySound, isDoubtful(answer)))
  if (answer.hits.length === 0) terminal.note('Nothing found.')
  else if (answer.cut === 0) terminal.note('Nothing stands out; these come closest.')
  noteNewEars(overview, terminal.note)
  const { artists } = answer.left
  if (artists > 0) terminal.note(`${countOf(artists, 'more track')} by the same artists left out.`)
  if (answer.unanalysed === 0) return
  const pending = countPending(overview, await engine.call('library.failures', {}))
  if (pending > 0) terminal.note(`${countOf(pending, 'track')} not analysed yet: run "earshot analyse".`)
}
