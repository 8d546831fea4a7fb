import type { Caller } from '../../src-main/contract/bridge.ts'
import type { QueryPart, Reason, SearchAnswer, SearchHit } from '../../src-main/contract/entities.ts'
import { asksForMoments } from '../../src-main/contract/moments.ts'
import type { Trust } from '../../src-main/contract/trust.ts'
import type { Fits, Judge } from './page-judge.ts'
import type { Known } from './page-library.ts'

interface Count {
  least?: number
  most?: number
}

/** A query, and what should come: all that is given must hold. */
export interface PageQuery {
  kind: string
  text: string
  first?: Fits
  among?: { of: Fits; within: number }
  /** The share of right tracks among the first; `judged`: of those that people listened to. */
  precision?: { of: Fits; in: number; least: number; judged?: boolean }
  /** Of all results. */
  every?: Fits
  /** Results above the line. */
  number?: Count
  /** What each sound that is wanted may be. */
  trust?: Trust[]
  /** Results by sound. */
  sound?: number
  /** What is not wanted: words of such parts. */
  negative?: string[]
  /** Filters that words were read as. */
  reads?: string[]
  /** Parts that could not be read: the field that is offered, or null. */
  wrong?: (string | null)[]
  /** An example in plain words. */
  like?: { title?: string; artist?: string }
  /** How the results differ from the example. */
  shift?: string
  moments?: Count & { every?: Fits }
}

/** What came. */
export interface PageAnswer {
  query: PageQuery
  /** The first three, as a person reads them. */
  top: string[]
  byName: number
  bySound: number
  cut: number
  parts: string[]
  milliseconds: number
  /** What is not as it should be; none: right. */
  faults: string[]
  /** Of the first track that `first` or `among` names; 0: not among the first 1,000. */
  rank: number | null
  /** Of `precision`: with names and sound together, and by the sound alone. */
  precision: { fused: number; sound: number } | null
}

/** What a part is, in a few signs: `calm piano` heard · `length:<3m` · … */
function partText({
  kind,
  text,
  negative,
  trust,
  readAs,
  understoodAs,
  expected,
  examples
}: QueryPart): string {
  const said = `\`${text.trim()}\``
  if (kind === 'wrong') {
    const meant =
      expected?.code === 'known-field' && expected.meant !== null ? `, offers \`${expected.meant}\`` : ''
    return `${said} wrong (${expected?.code ?? ''}${meant})`
  }
  if (kind === 'like')
    return examples ? `${said} as ${examples.names.join(' and ')}` : `${said} as an example`
  if (kind === 'filter') return readAs === undefined ? said : `${said} as \`${readAs}\``
  const english = understoodAs ? ` as "${understoodAs.english}"` : ''
  const read = readAs === undefined ? '' : ` as \`${readAs}\``
  return `${negative ? 'not ' : ''}${said}${english}${read} ${trust ?? 'not judged'}`
}

/** By the sound alone: what each part of it gave, whatever the names did. */
function soundAlone(hits: readonly SearchHit[]): SearchHit[] {
  const effects = ({ reasons }: SearchHit, ...kinds: Reason['kind'][]): number[] =>
    reasons.filter(({ kind }) => kinds.includes(kind)).map(({ effect }) => effect)
  const score = (hit: SearchHit): number => {
    const wanted = effects(hit, 'sound', 'like')
    const unwanted = effects(hit, 'negative')
    return wanted.length + unwanted.length === 0
      ? -Infinity
      : wanted.reduce((sum, effect) => sum + effect, 0) + (unwanted.length === 0 ? 0 : Math.min(...unwanted))
  }
  return [...hits].sort((a, b) => score(b) - score(a))
}

const counted = (count: number, { least = 0, most = Infinity }: Count): boolean =>
  least <= count && count <= most

/** Asks one query as the window does, and judges what came. */
export async function askPage(
  engine: Caller,
  known: ReadonlyMap<number, Known>,
  judge: Judge,
  query: PageQuery
): Promise<PageAnswer> {
  return asksForMoments(query.text)
    ? askMoments(engine, known, judge, query)
    : askTracks(engine, known, judge, query)
}

const nameOf = (known: ReadonlyMap<number, Known>, id: number): string => {
  const one = known.get(id)
  return one ? [one.track.title, one.track.artist].filter(Boolean).join(' · ') : String(id)
}

async function askMoments(
  engine: Caller,
  known: ReadonlyMap<number, Known>,
  judge: Judge,
  query: PageQuery
): Promise<PageAnswer> {
  const started = performance.now()
  const { moments, cut, parts } = await engine.call('search.moments', { text: query.text })
  const milliseconds = performance.now() - started
  const faults: string[] = []
  const { every, ...count } = query.moments ?? {}
  if (!counted(cut, count)) faults.push(`${cut} moments`)
  if (every && !moments.every(({ id }) => judge.fits(id, every))) faults.push('a moment of a wrong track')
  const outside = moments.filter(
    ({ id, start, end }) => start >= end || end > (known.get(id)?.track.duration ?? 0) + 1
  )
  if (outside.length > 0) faults.push('a moment outside its track')
  return {
    query,
    top: moments.slice(0, 3).map(one => `${nameOf(known, one.id)} at ${Math.round(one.start)} s`),
    byName: 0,
    bySound: cut,
    cut,
    parts: parts.map(partText),
    milliseconds,
    faults,
    rank: null,
    precision: null
  }
}

async function askTracks(
  engine: Caller,
  known: ReadonlyMap<number, Known>,
  judge: Judge,
  query: PageQuery
): Promise<PageAnswer> {
  const started = performance.now()
  const answer = await engine.call('search.query', { text: query.text, limit: 200 })
  const milliseconds = performance.now() - started
  const faults = faultsOf(answer, query, judge)
  const named = query.first ?? query.among?.of
  let rank: number | null = null
  let precision: PageAnswer['precision'] = null
  if (named || query.precision) {
    const { hits } = await engine.call('search.query', { text: query.text, limit: 1000 })
    if (named) rank = hits.findIndex(({ id }) => judge.fits(id, named)) + 1
    if (query.first && rank !== 1) faults.push(rank === 0 ? 'not found' : `is number ${rank}`)
    if (query.among && (rank === 0 || rank! > query.among.within))
      faults.push(rank === 0 ? 'not found' : `is number ${rank}`)
    if (query.precision) {
      const { of, in: first, judged, least } = query.precision
      const share = (list: readonly SearchHit[]): number => {
        const counting = list.filter(({ id }) => judged !== true || judge.isJudged(id)).slice(0, first)
        return counting.filter(({ id }) => judge.fits(id, of)).length / first
      }
      precision = { fused: share(hits), sound: share(soundAlone(hits)) }
      if (precision.fused < least)
        faults.push(`${Math.round(precision.fused * first)} of the first ${first} fit`)
    }
  }
  return {
    query,
    top: answer.hits.slice(0, Math.min(3, answer.cut || 3)).map(({ id }) => nameOf(known, id)),
    byName: answer.found.byName,
    bySound: answer.found.bySound,
    cut: answer.cut,
    parts: answer.parts.map(partText),
    milliseconds,
    faults,
    rank,
    precision
  }
}

function faultsOf({ hits, cut, found, parts }: SearchAnswer, query: PageQuery, judge: Judge): string[] {
  const faults: string[] = []
  const sounds = parts.filter(({ kind }) => kind === 'sound')
  if (query.trust) {
    const wanted = sounds.filter(({ negative }) => !negative)
    const trusts = [...new Set(wanted.map(({ trust }) => trust))]
    if (wanted.length === 0) faults.push('no sound was read')
    for (const trust of trusts)
      if (trust === undefined || !query.trust.includes(trust))
        faults.push(`a sound is ${trust ?? 'not judged'}`)
  }
  if (query.sound !== undefined && found.bySound !== query.sound) faults.push(`${found.bySound} by sound`)
  if (query.number && !counted(cut, query.number)) faults.push(`${cut} above the line`)
  if (query.every) {
    const wrong = hits.filter(({ id }) => !judge.fits(id, query.every!)).length
    if (wrong > 0) faults.push(`${wrong} of ${hits.length} do not pass the filter`)
  }
  for (const word of query.negative ?? []) {
    const said = sounds.some(
      ({ negative, text, readAs }) => negative && `${text} ${readAs ?? ''}`.includes(word)
    )
    if (!said) faults.push(`"${word}" is not taken away`)
  }
  for (const filter of query.reads ?? [])
    if (!parts.some(({ readAs }) => readAs === filter)) faults.push(`\`${filter}\` was not read`)
  if (query.wrong) {
    const meant = parts.flatMap(({ kind, expected }) =>
      kind === 'wrong' ? [expected?.code === 'known-field' ? expected.meant : null] : []
    )
    if (JSON.stringify(meant) !== JSON.stringify(query.wrong))
      faults.push(`wrong parts: ${JSON.stringify(meant)}`)
  }
  if (query.like) {
    const named = Object.values(query.like)
    const likes = parts.filter(({ kind }) => kind === 'like').flatMap(({ examples }) => examples?.names ?? [])
    if (!named.every(one => likes.some(like => like.includes(one)))) faults.push('no example was read')
  }
  if (query.shift !== undefined) {
    const said = parts.some(({ text, readAs }) => readAs !== undefined && text.includes(query.shift!))
    if (!said) faults.push(`"${query.shift}" was not read`)
  }
  return faults
}
