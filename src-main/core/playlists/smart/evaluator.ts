import type { SmartPreview, SmartRules } from '#contract/playlists.ts'
import type { Database } from '../../database/open.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import { compileRules, setMoves, sortKeys } from './compile.ts'
import type { Compiled, SetCondition } from './compile.ts'
import { dayOf, limited, merged, randomKey, sorted } from './order.ts'
import type { Match } from './order.ts'
import { driftAfter } from './passing-time.ts'
import { changeReasons } from './reasons.ts'
import { SoundSets } from './sound-set.ts'
import type { SoundSet } from './sound-set.ts'

type Pause = () => Promise<void>

export interface SmartList {
  id: number
  rules: SmartRules
}

/** Who is in now, and who came and went against what is stored. */
export interface SmartResult {
  id: number
  members: number[]
  joined: { trackId: number; reason: string }[]
  left: { trackId: number; reason: string }[]
}

/** The tracks that carry a taught tag, or null where there is no such tag (any more). */
export type Carriers = (tagId: number, pause: Pause) => Promise<ReadonlySet<number> | null>

/** A set that a condition asks for, and how well its members fit where that is known. */
export interface RuleSet {
  has(id: number): boolean
  sound: SoundSet | null
}

interface Kept {
  key: string
  day: number
  at: number
  matches: Match[]
  /** As they were told last: what is stored, as long as nothing went wrong. */
  members: ReadonlySet<number> | null
}

const nothing: RuleSet = { has: () => false, sound: null }

/** Works out smart playlists, and keeps what matched, so that a few changed tracks cost little. */
export class SmartEvaluator {
  readonly #db: Database
  readonly #sounds: SoundSets
  readonly #carriers: Carriers
  readonly #kept = new Map<number, Kept>()
  #sets: RuleSet[] = []

  constructor(library: SearchLibrary, phrases: PhraseVectors, carriers: Carriers) {
    this.#db = library.db
    this.#sounds = new SoundSets(library, phrases)
    this.#carriers = carriers
    this.#db.function('rule_set', (set, id) => (this.#sets[Number(set)]?.has(Number(id)) ? 1 : 0))
  }

  /** What rules come to now, without keeping anything. */
  async preview(rules: SmartRules, now: number, pause: Pause): Promise<SmartPreview> {
    const compiled = compileRules(rules.match, now)
    const notes: string[] = []
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
    for (const list of lists) {
      const compiled = compileRules(list.rules.match, now)
      const sets = await this.#setsOf(compiled.sets, changed, pause, [], soundsDone)
      const matches = this.#bringUp(list, compiled, sets, changed, now)
      const chosen = limited(matches, list.rules.limit).map(one => one.id)
      const before = changed ? (this.#kept.get(list.id)?.members ?? null) : null
      const ports = { db: this.#db, within: this.#within(), sets, compiled, now, before }
      results.push(changeReasons(ports, list, chosen, matches))
      this.#kept.get(list.id)!.members = new Set(chosen)
      await pause()
    }
    return results
  }

  forget(id: number): void {
    this.#kept.delete(id)
  }

  #bringUp(
    { id, rules }: SmartList,
    compiled: Compiled,
    sets: RuleSet[],
    changed: readonly number[] | null,
    now: number
  ): Match[] {
    const key = JSON.stringify(rules)
    const day = dayOf(now)
    const known = this.#kept.get(id)
    const drifted = compiled.drifts && (!known || now - known.at > driftAfter || setsMove(compiled.sets))
    const turned = rules.sort.by === 'random' && known?.day !== day
    if (!known || known.key !== key || !changed || drifted || turned) {
      const matches = sorted(this.#matching(compiled, sets, rules, now, null), rules.sort)
      this.#kept.set(id, { key, day, at: now, matches, members: null })
      return matches
    }
    if (changed.length === 0) return known.matches
    const gone = new Set(changed)
    const stay = known.matches.filter(one => !gone.has(one.id))
    const come = this.#matching(compiled, sets, rules, now, changed)
    known.matches = merged(stay, sorted(come, rules.sort), rules.sort)
    return known.matches
  }

  /** Tracks that fit, in no order. `only`: among these. */
  #matching(
    compiled: Compiled,
    sets: RuleSet[],
    { sort, seed }: SmartRules,
    now: number,
    only: readonly number[] | null
  ): Match[] {
    this.#sets = sets
    const key = sortKeys[sort.by] ?? 'NULL'
    const from =
      only === null
        ? 'tracks'
        : '(SELECT value FROM json_each(?)) AS asked CROSS JOIN tracks ON tracks.id = asked.value'
    const rows = this.#db
      .prepare<unknown[], Match>(
        `SELECT tracks.id, coalesce(tracks.duration, 0) AS duration, tracks.size AS bytes, ${key} AS key
         FROM ${from} LEFT JOIN measurements AS m ON m.track_id = tracks.id
         LEFT JOIN listening AS l ON l.track_id = tracks.id WHERE ${compiled.sql}`
      )
      .all(...(only === null ? [] : [JSON.stringify(only)]), ...compiled.params)
    if (sort.by === 'random') for (const row of rows) row.key = randomKey(seed, dayOf(now), row.id)
    if (sort.by === 'sound') for (const row of rows) row.key = soundKey(sets, compiled.sets, row.id)
    return rows
  }

  /** Whether one track fits a compiled rule, for the reasons. */
  #within(): (compiled: Compiled, sets: RuleSet[], id: number) => boolean {
    return (compiled, sets, id) => {
      this.#sets = sets
      const found = this.#db
        .prepare<unknown[], number>(
          `SELECT 1 FROM tracks LEFT JOIN measurements AS m ON m.track_id = tracks.id
           LEFT JOIN listening AS l ON l.track_id = tracks.id WHERE tracks.id = ? AND ${compiled.sql}`
        )
        .pluck()
        .get(id, ...compiled.params)
      return found === 1
    }
  }

  async #setsOf(
    conditions: readonly SetCondition[],
    changed: readonly number[] | null,
    pause: Pause,
    notes: string[],
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
        sets.push({ has: id => sound.scores.has(id), sound })
      } else if (one.field === 'taught') {
        const carriers = await this.#carriers(one.value, pause)
        if (!carriers) notes.push('A taught tag in the rules is not there any more; nothing carries it.')
        sets.push(carriers ? { has: id => carriers.has(id), sound: null } : nothing)
      } else sets.push(this.#membersOf(one.value, notes))
      await pause()
    }
    return sets
  }

  /** Another playlist, as it is stored: two that name each other meet after a few rounds, and never loop. */
  #membersOf(id: number, notes: string[]): RuleSet {
    const kind = this.#db
      .prepare<[number], string>('SELECT kind FROM playlists WHERE id = ? AND removed_at IS NULL')
      .pluck()
      .get(id)
    if (kind === undefined) notes.push('A playlist in the rules is not there any more; nothing is in it.')
    const ids = new Set(
      this.#db
        .prepare<[number], number>(
          kind === 'smart'
            ? 'SELECT track_id FROM smart_members WHERE playlist_id = ?'
            : 'SELECT track_id FROM playlist_entries WHERE playlist_id = ? AND position IS NOT NULL AND track_id IS NOT NULL'
        )
        .pluck()
        .all(kind === undefined ? -1 : id)
    )
    return { has: one => ids.has(one), sound: null }
  }
}

/** Sets of other lists and taught tags move without any track having changed. */
const setsMove = (sets: readonly SetCondition[]): boolean => sets.some(setMoves)

const soundKey = (sets: readonly RuleSet[], conditions: readonly SetCondition[], id: number): number =>
  sets.reduce((sum, set, i) => sum + (conditions[i]!.op === 'is' ? (set.sound?.scores.get(id) ?? 0) : 0), 0)
