import type { Condition, Rule, RuleGroup } from '#contract/playlists.ts'
import type { Database } from '../../database/open.ts'
import { compileRule } from './compile.ts'
import type { Compiled } from './compile.ts'
import type { RuleSet, SmartList, SmartResult } from './evaluator.ts'
import type { Match } from './order.ts'

interface Ports {
  db: Database
  within(compiled: Compiled, sets: RuleSet[], id: number): boolean
  sets: RuleSet[]
  compiled: Compiled
  now: number
  /** The stored members where they are known already. */
  before: ReadonlySet<number> | null
}

/** Reasons are looked for one by one for so many; a playlist that turns over as a whole needs no thousand. */
const mostLooked = 200

/** Compares with what is stored and says why each came or went. */
export function changeReasons(
  ports: Ports,
  { id, rules }: SmartList,
  members: number[],
  matches: readonly Match[]
): SmartResult {
  const { db } = ports
  const before = ports.before ?? storedMembers(db, id)
  const now = new Set(members)
  const refreshedAt =
    db.prepare<[number], number | null>('SELECT refreshed_at FROM playlists WHERE id = ?').pluck().get(id) ??
    0
  const came = members.filter(one => !before.has(one))
  const went = [...before].filter(one => !now.has(one))
  const leaving = new Set(went)
  const matching = new Set(leaving.size > 0 ? matches.map(one => one.id).filter(one => leaving.has(one)) : [])
  const random = rules.sort.by === 'random'
  const addedAt = db.prepare<[number], number>('SELECT added_at FROM tracks WHERE id = ?').pluck()
  const joined = came.map((trackId, i) => {
    if (i >= mostLooked) return { trackId, reason: 'It fits the rules now.' }
    const sound = soundReason(ports, trackId)
    if ((addedAt.get(trackId) ?? 0) >= refreshedAt)
      return { trackId, reason: sound ? `New in the library; ${lower(sound)}` : 'New in the library.' }
    if (sound) return { trackId, reason: sound }
    if (rules.limit && random) return { trackId, reason: 'In today’s random order.' }
    if (rules.limit) return { trackId, reason: 'It fits the rules, and is now within the limit.' }
    return { trackId, reason: 'It fits the rules now.' }
  })
  const left = went.map((trackId, i) => {
    if (matching.has(trackId))
      return {
        trackId,
        reason: random ? 'Not in today’s random order.' : 'Others took its place within the limit.'
      }
    if (i >= mostLooked) return { trackId, reason: 'It does not fit the rules any more.' }
    return { trackId, reason: leftReason(ports, rules.match, trackId) }
  })
  return { id, members, joined, left }
}

const storedMembers = (db: Database, id: number): Set<number> =>
  new Set(
    db.prepare<[number], number>('SELECT track_id FROM smart_members WHERE playlist_id = ?').pluck().all(id)
  )

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "Now heard as "rainy night" (2.4, line 2.1)." */
function soundReason({ sets, compiled }: Ports, id: number): string | null {
  for (const [i, set] of sets.entries()) {
    const condition = compiled.sets[i]!
    const score = set.sound?.scores.get(id)
    if (condition.field === 'sound' && condition.op === 'is' && score !== undefined && !set.sound!.heard)
      return `Now found by "${condition.value}".`
    if (condition.field === 'sound' && condition.op === 'is' && score !== undefined)
      return `Now heard as "${condition.value}" (${score.toFixed(1)}, line ${set.sound!.cut.toFixed(1)}).`
    if (condition.field === 'taught' && condition.op === 'is' && set.has(id))
      return 'Above the line of a taught tag now.'
  }
  return null
}

function leftReason(ports: Ports, match: RuleGroup, id: number): string {
  const state = ports.db
    .prepare<[number], { available: number; removed: number }>(
      `SELECT available, folder_id IN (SELECT id FROM folders WHERE state = 'removed') AS removed FROM tracks WHERE id = ?`
    )
    .get(id)
  if (!state || state.removed === 1) return 'It is not in the library any more.'
  if (state.available === 0) return 'Its file is away.'
  const rules: readonly Rule[] = 'all' in match ? match.all : 'none' in match ? match.none : []
  const wanted = 'all' in match
  let offset = 0
  for (const rule of rules) {
    const compiled = compileRule(rule, ports.now)
    const sets = ports.sets.slice(offset, offset + compiled.sets.length)
    offset += compiled.sets.length
    if (ports.within(compiled, sets, id) === wanted) continue
    if (!('field' in rule)) continue
    const sound = rule.field === 'sound' ? sets[0]?.sound : null
    if (rule.field === 'sound' && sound && !sound.heard)
      return `${rule.op === 'is' && wanted ? 'No longer' : 'Now'} found by "${rule.value}".`
    if (rule.field === 'sound' && sound)
      return rule.op === 'is' && wanted
        ? `No longer heard as "${rule.value}" (line ${sound.cut.toFixed(1)}).`
        : `Now heard as "${rule.value}" (line ${sound.cut.toFixed(1)}).`
    return wanted
      ? `It does not have "${conditionWords(rule)}" any more.`
      : `It has "${conditionWords(rule)}" now.`
  }
  return 'It does not fit the rules any more.'
}

const operators: Record<string, string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  containsNot: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  above: 'above',
  below: 'below',
  between: 'between',
  inLast: 'in the last days:',
  notInLast: 'not in the last days:',
  before: 'before',
  after: 'after',
  empty: 'is empty',
  notEmpty: 'is not empty'
}

/** "year above 1990" */
function conditionWords(one: Condition): string {
  const value = 'value' in one ? (Array.isArray(one.value) ? one.value.join(' and ') : String(one.value)) : ''
  return `${one.field} ${operators[one.op] ?? one.op} ${value}`.trim()
}
