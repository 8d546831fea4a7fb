import type { Reason } from '#contract/entities.ts'
import type { Chosen } from '#contract/reasons.ts'
import type { Pause } from '../../threads/pause.ts'
import { explain, relatedTags } from '../../search/answer/explain.ts'
import { prepare } from '../../search/answer/question.ts'
import type { Question } from '../../search/answer/question.ts'
import { rank } from '../../search/answer/rank.ts'
import type { Ranked } from '../../search/answer/rank.ts'
import type { Session } from '../flow/studio.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import { generator } from '../../kernels/random.ts'

/** A track that may go into the playlist. */
export interface Candidate {
  track: FlowTrack
  /** Standard deviations over unrelated phrases; null where only filters were asked. */
  fit: number | null
  /** 0..1 among the candidates: what the choice is made by. */
  worth: number
  /** Whether the search counts it as an answer. */
  above: boolean
  /** Why it fits; null where nothing is to be said. */
  why: Chosen | null
}

export interface Pool {
  candidates: Candidate[]
  question: Question
  /** How many tracks answer the wish at all. */
  above: number
}

/** Candidates that are looked at for each place, and at least. */
const each = 8
const least = 400
const most = 6000
/** Jingles and effects are no tracks of a playlist unless a length was asked for. */
const shortest = 40
/** How much luck a seed brings in, as a share of the whole range. */
const luck = 0.25

/**
 * What could go in, best first: answers above the search's line, then what comes closest. `places`: about how many
 * tracks are wanted.
 */
export async function findCandidates(
  session: Session,
  query: string,
  seeds: readonly number[],
  places: number,
  seed: number,
  pause: Pause
): Promise<Pool> {
  const { library, phrases } = session
  const question = await prepare(library, phrases, query, seeds)
  await pause()
  const wanted = Math.min(most, Math.max(least, each * places))
  const random = generator(seed)
  const anyLength = /\blength:/.test(query)
  const longEnough = (track: FlowTrack): boolean =>
    anyLength || track.duration === 0 || track.duration >= shortest
  if (question.alternatives.every(one => !one.asks)) {
    const candidates = drawn(session, question, wanted, random, longEnough)
    return { candidates, question, above: candidates.length }
  }
  const { ranked, cut } = await rank(library, question, wanted, false, pause)
  await pause()
  const some = ranked.filter(one => one.row >= 0 || one.words !== undefined).slice(0, wanted)
  const tracks = new Map(session.tracks.all(some.map(one => one.id)).map(track => [track.id, track]))
  const inPlay = some.filter(one => {
    const track = tracks.get(one.id)
    return track !== undefined && longEnough(track)
  })
  const scores = inPlay.map(one => one.score)
  const low = Math.min(...scores.slice(0, Math.max(places * 4, 40)))
  const high = Math.max(...scores)
  const why = reasons(session, question)
  const candidates = inPlay.map(one => ({
    track: tracks.get(one.id)!,
    fit: one.score,
    worth: (high > low ? (one.score - low) / (high - low) : 1) + (seed === 0 ? 0 : luck * random()),
    above: one.above,
    why: why(one)
  }))
  // Of those that can go in; beyond the candidates nobody has looked.
  const above = candidates.filter(one => one.above).length
  return {
    candidates,
    question,
    above: ranked.length > some.length ? Math.max(above, cut - (some.length - inPlay.length)) : above
  }
}

/** Only filters were asked: any of the tracks will do, so they are drawn. */
function drawn(
  { library, tracks }: Session,
  { alternatives, examples }: Question,
  wanted: number,
  random: () => number,
  longEnough: (track: FlowTrack) => boolean
): Candidate[] {
  const ids = new Set<number>()
  for (const { passing } of alternatives) for (const id of passing.ids()) if (!examples.has(id)) ids.add(id)
  const all = [...ids]
  // As many as may be needed are drawn from the front of a shuffle.
  const draws = Math.min(all.length, wanted * 2)
  for (let i = 0; i < draws; i++) {
    const other = i + Math.floor(random() * (all.length - i))
    ;[all[i], all[other]] = [all[other]!, all[i]!]
  }
  const threshold = library.model.profile.musicThreshold
  const isMusic = (id: number): boolean => (library.windows?.get(id)?.music ?? 1) >= threshold
  return tracks
    .all(all.slice(0, draws))
    .filter(track => longEnough(track) && isMusic(track.id))
    .slice(0, wanted)
    .map(track => ({ track, fit: null, worth: random(), above: true, why: null }))
}

/** Says why a track fits: what its sound and its tags have of the wish. */
function reasons({ library, tags }: Session, { alternatives }: Question): (one: Ranked) => Chosen {
  const related = alternatives.map(({ wanted }) => relatedTags(tags, wanted))
  const alpha = library.model.profile.negativeAlpha
  return ({ alternative, look, words, band, above }) => {
    const { wanted } = alternatives[alternative]!
    const found = explain(
      { wanted, alpha, related: related[alternative]! },
      { parts: look?.parts ?? [], words, tags: look?.analysed?.tags ?? null }
    )
    const textsOf = (kind: Reason['kind']): string[] =>
      found.filter(one => one.kind === kind).map(one => one.text)
    // As the count of what only comes close has it: a name lifts above the line, too.
    const how = band === 'strong' ? 'well' : above ? 'enough' : 'nearly'
    return { code: 'fits', how, heard: textsOf('tag'), named: textsOf('words') }
  }
}
