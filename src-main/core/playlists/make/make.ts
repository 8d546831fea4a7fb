import type { Draft, DraftWish } from '#contract/playlists.ts'
import type { Chosen } from '#contract/reasons.ts'
import type { DraftNote } from '#contract/remarks.ts'
import type { Pause } from '../../threads/pause.ts'
import { isUnderstood } from '../../search/trust/understand.ts'
import type { Limits } from '../../search/variety/ledger.ts'
import type { Session } from '../flow/studio.ts'
import type { FlowTrack } from '../flow/tracks.ts'
import { arrange, entriesOf } from './arrange.ts'
import { findCandidates } from './candidates.ts'
import type { Candidate, Pool } from './candidates.ts'
import { curveOf, quantileOf } from './curve.ts'
import type { Curve } from './curve.ts'
import { readPrompt } from './prompt/prompt.ts'
import type { End, Prompt } from './prompt/rule.ts'
import { choose, tuneLength } from './select.ts'
import type { Choice, Places } from './select.ts'
import { understoodParts, withKnownEnds } from './understood.ts'

const usualTracks = 20
const usualSeconds = 230
/** What a phrase for the start or the end counts at the place itself, per standard deviation. */
const phraseWeight = 0.25

/** A wish with its prompt read: what is asked for, wherever it was said. */
export interface Read {
  prompt: Prompt
  /** Null: as many tracks as `tracks` says. */
  seconds: number | null
  tracks: number | null
  curve: Curve | null
  limits: Limits
}

export function readWish(wish: DraftWish): Read {
  const prompt = readPrompt(wish.prompt)
  const asked = wish.minutes !== undefined || wish.tracks !== undefined
  const minutes = asked ? (wish.minutes ?? null) : prompt.minutes
  const tracks = asked ? (wish.tracks ?? null) : prompt.tracks
  const caps = [wish.artistCap, prompt.artistCap].filter(cap => cap !== null)
  return {
    prompt,
    seconds: minutes === null ? null : minutes * 60,
    tracks: minutes === null && tracks === null ? usualTracks : tracks,
    curve: curveOf(wish.arc, prompt),
    limits: {
      artistCap: caps.length > 0 ? Math.min(...caps) : null,
      foldDuplicates: wish.foldDuplicates,
      diversity: wish.diversity
    }
  }
}

/** What each place wants, from the arc and from the words for start and end. */
export async function placesFor(
  session: Session,
  { prompt, curve }: Read,
  pool: readonly Candidate[],
  count: number
): Promise<Places> {
  const energies = Float32Array.from(pool, one => one.track.energy).sort()
  const share = (position: number): number => (count > 1 ? Math.min(1, position / (count - 1)) : 0)
  const [start, end] = [await scoresOf(session, prompt.start), await scoresOf(session, prompt.end)]
  return {
    count,
    aim: position => {
      if (!curve) return null
      const { level, weight } = curve(share(position))
      return { level: quantileOf(energies, level), weight }
    },
    bonus: ({ row }, position) => {
      if (row < 0) return 0
      const at = share(position)
      const early = start ? Math.max(0, 1 - at * 4) * start[row]! : 0
      const late = end ? Math.max(0, 1 - (1 - at) * 4) * end[row]! : 0
      return phraseWeight * (early + late)
    }
  }
}

/** How every track scores for the words of one end, where they are no measure of energy. */
async function scoresOf({ library, phrases }: Session, end: End | null): Promise<Float32Array | null> {
  if (!end || end.energy !== null) return null
  if (!(await isUnderstood(phrases, end.phrase))) return null
  const [vector] = await phrases.ofTyped([end.phrase])
  return library.phraseStandard.apply(library.index.scan([vector!])[0]!)
}

/** Proposes a playlist for a wish. */
export async function makeDraft(session: Session, wish: DraftWish, pause: Pause): Promise<Draft> {
  const read = readWish(wish)
  const { prompt, seconds, tracks, limits } = read
  const about = tracks ?? Math.ceil(seconds! / usualSeconds)
  const pool = await findCandidates(session, prompt.query, wish.seeds, about, wish.seed, pause)
  const locked = wish.locked.filter(one => !wish.keep.includes(one.trackId))
  const kept = session.tracks.all([...new Set([...wish.keep, ...locked.map(one => one.trackId)])])
  const usable = seconds === null ? pool.candidates : pool.candidates.filter(one => one.track.duration > 0)
  const median = middle(usable.slice(0, 100).map(one => one.track.duration))
  const count = tracks ?? Math.ceil((seconds! / median) * 1.15) + 1
  const places = await placesFor(session, read, usable, count)
  await pause()
  const keptSeconds = sumOf(kept)
  const choice = choose(usable, kept, places, limits, chosen =>
    tracks !== null || seconds === null
      ? false
      : keptSeconds + sumOf(chosen.map(one => one.track)) > seconds - median / 2
  )
  await pause()
  const chosen = seconds === null ? choice.chosen : tuneLength(choice.chosen, usable, kept, seconds, limits)
  const all = [...kept, ...chosen.map(one => one.track)]
  const fixed = new Map(wish.locked.map(one => [one.trackId, one.position]))
  const ordered = arrange(
    session.tracks,
    all,
    { ...(await placesFor(session, read, usable, all.length)) },
    fixed
  )
  const known = new Map(pool.candidates.map(one => [one.track.id, one]))
  const special = new Map<number, Chosen>(
    kept.map(track => [track.id, { code: fixed.has(track.id) ? 'locked' : 'kept' }])
  )
  const duration = sumOf(ordered)
  return {
    entries: entriesOf(ordered, known, special),
    duration,
    understood: await withKnownEnds(session, understoodParts(prompt, wish.prompt, pool.question.parts)),
    notes: notesOf(read, pool, { ...choice, chosen }, ordered, duration)
  }
}

const sumOf = (tracks: readonly FlowTrack[]): number => tracks.reduce((sum, track) => sum + track.duration, 0)

function middle(durations: readonly number[]): number {
  const sorted = durations.filter(one => one > 0).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? usualSeconds
}

function notesOf(
  { seconds, tracks, limits }: Read,
  { candidates, above }: Pool,
  { chosen, capped, folded }: Choice,
  ordered: readonly FlowTrack[],
  duration: number
): DraftNote[] {
  const notes: DraftNote[] = []
  const beyond = chosen.filter(one => !one.above).length
  if (candidates.length === 0) notes.push({ code: 'nothing-answers' })
  else if (beyond > 0)
    notes.push(above === 0 ? { code: 'nothing-stands-out' } : { code: 'few-fit', fitting: above, beyond })
  const short = tracks !== null ? ordered.length < tracks : duration < seconds! * 0.97
  if (short && candidates.length > 0)
    notes.push(
      tracks !== null
        ? { code: 'no-more-tracks', tracks: ordered.length }
        : { code: 'no-more-time', seconds: duration }
    )
  if (short && capped > 0) notes.push({ code: 'artist-cap', left: capped, cap: limits.artistCap! })
  if (folded > 0) notes.push({ code: 'same-recording', left: folded })
  const unheard = ordered.filter(track => track.row < 0).length
  if (unheard > 0) notes.push({ code: 'unheard', tracks: unheard })
  return notes
}
