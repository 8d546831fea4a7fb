import type { Condition, Rule, RuleGroup, SmartRules } from '#contract/playlists.ts'
import type { Database } from '../../database/open.ts'
import { compileRule } from './compile.ts'
import type { Compiled } from './compile.ts'
import type { Difference } from './difference.ts'
import type { Match } from './order.ts'
import type { RuleSet, SoundSet } from './sound-set.ts'

interface Ports {
  db: Database
  within(compiled: Compiled, sets: RuleSet[], ids: readonly number[]): ReadonlySet<number>
  sets: RuleSet[]
  compiled: Compiled
  now: number
  /** When members were stored last, 0: never. */
  storedAt: number
}

/** Who came and who went, with why. */
export interface ChangeReasons {
  joined: { trackId: number; reason: string }[]
  left: { trackId: number; reason: string }[]
}

/** Reasons are looked for one by one for so many; a playlist that turns over as a whole needs no thousand. */
const mostLooked = 200

/** Says of each that came or went why. `matches`: all that fit, whether within the limit or not. */
export function changeReasons(
  ports: Ports,
  rules: SmartRules,
  { came, went }: Difference,
  matches: readonly Match[]
): ChangeReasons {
  const random = rules.sort.by === 'random'
  const fresh = addedSince(ports.db, came.slice(0, mostLooked), ports.storedAt)
  const joined = came.map((trackId, i) => {
    if (i >= mostLooked) return { trackId, reason: 'It fits the rules now.' }
    const sound = soundReason(ports, trackId)
    if (fresh.has(trackId))
      return { trackId, reason: sound ? `New in the library; ${lower(sound)}` : 'New in the library.' }
    if (sound) return { trackId, reason: sound }
    if (rules.limit && random) return { trackId, reason: 'In today’s random order.' }
    if (rules.limit) return { trackId, reason: 'It fits the rules, and is now within the limit.' }
    return { trackId, reason: 'It fits the rules now.' }
  })
  const leaving = new Set(went)
  // Without a limit, what fits is in.
  const outside = rules.limit && went.length > 0 ? matches.filter(one => leaving.has(one.id)) : []
  const matching = new Set(outside.map(one => one.id))
  const looked = went.slice(0, mostLooked).filter(id => !matching.has(id))
  const reasons = leftReasons(ports, rules.match, looked)
  const left = went.map(trackId => {
    if (matching.has(trackId))
      return {
        trackId,
        reason: random ? 'Not in today’s random order.' : 'Others took its place within the limit.'
      }
    return { trackId, reason: reasons.get(trackId) ?? 'It does not fit the rules any more.' }
  })
  return { joined, left }
}

function addedSince(db: Database, ids: readonly number[], moment: number): Set<number> {
  if (ids.length === 0) return new Set()
  return new Set(
    db
      .prepare<[string, number], number>(
        `SELECT tracks.id FROM json_each(?) AS asked CROSS JOIN tracks ON tracks.id = asked.value
         WHERE tracks.added_at >= ?`
      )
      .pluck()
      .all(JSON.stringify(ids), moment)
  )
}

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

/** Why each does not fit any more: the first rule that it fails, looked at for all of them together. */
function leftReasons(ports: Ports, match: RuleGroup, ids: readonly number[]): Map<number, string> {
  const reasons = new Map<number, string>()
  if (ids.length === 0) return reasons
  const states = ports.db
    .prepare<[string], { id: number; available: number }>(
      `SELECT tracks.id, available
       FROM json_each(?) AS asked CROSS JOIN visible_tracks AS tracks ON tracks.id = asked.value`
    )
    .all(JSON.stringify(ids))
  const here = new Set<number>()
  for (const { id, available } of states) {
    here.add(id)
    if (available === 0) reasons.set(id, 'Its file is away.')
  }
  for (const id of ids) if (!here.has(id)) reasons.set(id, 'It is not in the library any more.')
  const rules: readonly Rule[] = 'all' in match ? match.all : 'none' in match ? match.none : []
  const wanted = 'all' in match
  let offset = 0
  for (const rule of rules) {
    const compiled = compileRule(rule, ports.now)
    const sets = ports.sets.slice(offset, offset + compiled.sets.length)
    offset += compiled.sets.length
    const open = ids.filter(id => !reasons.has(id))
    if (!('field' in rule) || open.length === 0) continue
    const fitting = ports.within(compiled, sets, open)
    const reason = ruleReason(rule, sets[0]?.sound ?? null, wanted)
    for (const id of open) if (fitting.has(id) !== wanted) reasons.set(id, reason)
  }
  return reasons
}

function ruleReason(rule: Condition, sound: SoundSet | null, wanted: boolean): string {
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
