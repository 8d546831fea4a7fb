import type { SmartPreview } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { RuleNote } from '#contract/remarks.ts'
import { fittingTracks, matchingTracks } from '../../database/compile/matching.ts'
import { compileRules, setMoves, type Compiled, type SetCondition } from '../../database/compile/rules.ts'
import type { Database } from '../../database/open.ts'
import { playlistMemberStatements } from '../../database/statements/playlist-members.ts'
import { playlistStatements } from '../../database/statements/playlists.ts'
import { smartMemberStatements } from '../../database/statements/smart-members.ts'
import { trackIdStatements } from '../../database/statements/track-ids.ts'
import { smartKey } from '../../library/field-sql.ts'
import type { Pause } from '../../threads/pause.ts'
import { TrackSet } from '../../search/filters/track-set.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import { changesBetween, editsOf } from './difference.ts'
import type { Difference, MemberEdits } from './difference.ts'
import { dayOf, exchanged, limited, randomKey, sorted } from './order.ts'
import type { Match } from './order.ts'
import { driftAfter } from './passing-time.ts'
import { changeReasons } from './reasons.ts'
import type { ChangeReasons } from './reasons.ts'
import { SoundSets } from './sound-set.ts'
import type { RuleSet, SoundSet } from './sound-set.ts'

export interface SmartList {
  id: number
  rules: SmartRules
}

/** Who is in now, and who came and went against what is stored. */
export interface SmartResult extends ChangeReasons {
  id: number
  members: number[]
  /** What to write where all but these stand as they are stored; null: only comparing all can tell. */
  edits: MemberEdits | null
}

/** The tracks that carry a taught tag, or null where there is no such tag (any more). */
export type Carriers = (tagId: number, pause: Pause) => Promise<ReadonlySet<number> | null>

interface Kept {
  key: string
  day: number
  at: number
  /** As they were when the matches were worked out: one that is drawn anew lets other tracks in. */
  sounds: readonly (SoundSet | null)[]
  matches: Match[]
  /** When they were told last: what is stored then is what was told. */
  toldAt: number | null
}

/** Tracks that changed, as many ways as they are asked for. */
interface Changed {
  ids: readonly number[]
  json: string
  set: TrackSet
}

/** What a list comes to, and how it differs from what is stored where that is known without looking. */
interface Brought {
  matches: Match[]
  chosen: number[]
  difference: (Difference & { edits: MemberEdits | null }) | null
}

const nothing: RuleSet = { has: () => false, sound: null }

/** Works out smart playlists, and keeps what matched, so that a few changed tracks cost little. */
export class SmartEvaluator {
  readonly #db: Database
  readonly #playlists
  readonly #members
  readonly #stored
  readonly #sounds: SoundSets
  readonly #carriers: Carriers
  readonly #kept = new Map<number, Kept>()
  #sets: RuleSet[] = []

  constructor(library: SearchLibrary, phrases: PhraseVectors, carriers: Carriers) {
    this.#db = library.db
    this.#playlists = playlistStatements(library.db)
    this.#members = playlistMemberStatements(library.db)
    this.#stored = smartMemberStatements(library.db)
    this.#sounds = new SoundSets(library, phrases)
    this.#carriers = carriers
    this.#db.function('rule_set', (set, id) => (this.#sets[Number(set)]?.has(Number(id)) ? 1 : 0))
  }

  /** What rules come to now, without keeping anything. */
  async preview(rules: SmartRules, now: number, pause: Pause): Promise<SmartPreview> {
    const compiled = compileRules(rules.match, now)
    const notes: RuleNote[] = []
    const sets = await this.#setsOf(compiled.sets, null, pause, notes)
    const matches = sorted(this.#matching(compiled, sets, rules, now, null), rules.sort)
    const chosen = limited(matches, rules.limit)
    const phraseCuts = compiled.sets.flatMap((one, i) => {
      const sound = sets[i]!.sound
      return one.field === 'sound' && sound
        ? [{ phrase: one.value, cut: sound.cut, above: sound.scores.size }]
        : []
    })
    return {
      ids: chosen.map(one => one.id),
      count: chosen.length,
      duration: chosen.reduce((sum, one) => sum + one.duration, 0),
      phraseCuts,
      notes
    }
  }

  /** Brings lists up to date. `changed`: tracks that changed since the last time; null: anything may have. */
  async refresh(
    lists: readonly SmartList[],
    changed: readonly number[] | null,
    now: number,
    pause: Pause
  ): Promise<SmartResult[]> {
    const results: SmartResult[] = []
    const soundsDone = new Map<string, Promise<SoundSet>>()
    const touched = changed && changedOf(changed)
    if (changed || lists.length > 1) this.#forgetAllBut(lists)
    const tracks = trackIdStatements(this.#db)
    for (const list of lists) {
      const compiled = compileRules(list.rules.match, now)
      const sets = await this.#setsOf(compiled.sets, changed, pause, [], soundsDone)
      const storedAt = this.#playlists.byId(list.id)?.refreshedAt ?? null
      const { matches, chosen, difference } = this.#bringUp(list, compiled, sets, touched, now, storedAt)
      const known = difference ?? changesBetween(this.#stored.ids(list.id), chosen)
      const ports = { tracks, within: this.#within(), sets, compiled, now, storedAt: storedAt ?? 0 }
      const reasons = changeReasons(ports, list.rules, known, matches)
      results.push({ id: list.id, members: chosen, ...reasons, edits: difference?.edits ?? null })
      this.#kept.get(list.id)!.toldAt = now
      await pause()
    }
    return results
  }

  /** A list that is away misses what changes meanwhile. */
  #forgetAllBut(lists: readonly SmartList[]): void {
    const here = new Set(lists.map(one => one.id))
    for (const id of this.#kept.keys()) if (!here.has(id)) this.#kept.delete(id)
  }

  #bringUp(
    { id, rules }: SmartList,
    compiled: Compiled,
    sets: RuleSet[],
    changed: Changed | null,
    now: number,
    storedAt: number | null
  ): Brought {
    const key = JSON.stringify(rules)
    const day = dayOf(now)
    const known = this.#kept.get(id)
    const drifted = compiled.drifts && (!known || now - known.at > driftAfter || setsMove(compiled.sets))
    const turned = rules.sort.by === 'random' && known?.day !== day
    const redrawn = sets.some((set, i) => set.sound !== known?.sounds[i])
    if (!known || known.key !== key || !changed || drifted || turned || redrawn) {
      const matches = sorted(this.#matching(compiled, sets, rules, now, null), rules.sort)
      this.#kept.set(id, { key, day, at: now, sounds: sets.map(set => set.sound), matches, toldAt: null })
      return { matches, chosen: idsOf(limited(matches, rules.limit)), difference: null }
    }
    const before = known.matches
    const come = changed.ids.length > 0 ? this.#matching(compiled, sets, rules, now, changed.json) : []
    const { matches, taken, places } =
      changed.ids.length > 0
        ? exchanged(before, changed.set, sorted(come, rules.sort), rules.sort)
        : { matches: before, taken: [], places: [] }
    known.matches = matches
    const chosen = idsOf(limited(matches, rules.limit))
    if (known.toldAt === null || known.toldAt !== storedAt) return { matches, chosen, difference: null }
    if (!rules.limit) return { matches, chosen, difference: editsOf(matches, taken, places) }
    // Others take the place of those that go: only comparing tells.
    const difference = changesBetween(idsOf(limited(before, rules.limit)), chosen)
    return { matches, chosen, difference: { ...difference, edits: null } }
  }

  /** Tracks that fit, in no order. `only`: among these, as JSON. */
  #matching(
    compiled: Compiled,
    sets: RuleSet[],
    { sort, seed }: SmartRules,
    now: number,
    only: string | null
  ): Match[] {
    this.#sets = sets
    const rows: Match[] = matchingTracks(this.#db, compiled, smartKey(sort.by), only)
    if (sort.by === 'random') for (const row of rows) row.key = randomKey(seed, dayOf(now), row.id)
    if (sort.by === 'sound') for (const row of rows) row.key = soundKey(sets, compiled.sets, row.id)
    return rows
  }

  /** Which of some tracks fit a compiled rule, for the reasons. */
  #within(): (compiled: Compiled, sets: RuleSet[], ids: readonly number[]) => ReadonlySet<number> {
    return (compiled, sets, ids) => {
      this.#sets = sets
      return fittingTracks(this.#db, compiled, ids)
    }
  }

  async #setsOf(
    conditions: readonly SetCondition[],
    changed: readonly number[] | null,
    pause: Pause,
    notes: RuleNote[],
    done = new Map<string, Promise<SoundSet>>()
  ): Promise<RuleSet[]> {
    const sets: RuleSet[] = []
    for (const one of conditions) {
      if (one.field === 'sound') {
        const cut = one.cut ?? null
        const key = JSON.stringify([one.value, cut])
        // Several lists with one phrase bring it up to date once.
        const known = done.get(key) ?? this.#sounds.of(one.value, cut, changed)
        done.set(key, known)
        const sound = await known
        for (const { text, expected } of sound.leftOut)
          notes.push({ code: 'part-left-out', text, phrase: one.value, expected: expected ?? null })
        for (const { text } of sound.unknown) notes.push({ code: 'unknown-sound', text })
        sets.push({ has: id => sound.scores.has(id), sound })
      } else if (one.field === 'taught') {
        const carriers = await this.#carriers(one.value, pause)
        if (!carriers) notes.push({ code: 'taught-tag-gone' })
        sets.push(carriers ? { has: id => carriers.has(id), sound: null } : nothing)
      } else sets.push(this.#membersOf(one.value, notes))
      await pause()
    }
    return sets
  }

  /** Another playlist, as it is stored: two that name each other meet after a few rounds, and never loop. */
  #membersOf(id: number, notes: RuleNote[]): RuleSet {
    if (this.#playlists.byId(id)?.removed === false) {
      const ids = this.#members.of(id)
      return { has: one => ids.has(one), sound: null }
    }
    notes.push({ code: 'playlist-gone' })
    return nothing
  }
}

const changedOf = (ids: readonly number[]): Changed => ({
  ids,
  json: JSON.stringify(ids),
  set: TrackSet.of(ids)
})

const idsOf = (matches: readonly Match[]): number[] => matches.map(one => one.id)

/** Sets of other lists and taught tags move without any track having changed. */
const setsMove = (sets: readonly SetCondition[]): boolean => sets.some(setMoves)

const soundKey = (sets: readonly RuleSet[], conditions: readonly SetCondition[], id: number): number =>
  sets.reduce((sum, set, i) => sum + (conditions[i]!.op === 'is' ? (set.sound?.scores.get(id) ?? 0) : 0), 0)
