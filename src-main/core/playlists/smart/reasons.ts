import type { Condition, Rule, RuleGroup, SmartRules } from '#contract/rules.ts'
import type { SmartReason, SoundReason } from '#contract/reasons.ts'
import { compileRule, type Compiled } from '../../database/compile/rules.ts'
import type { TrackIdStatements } from '../../database/statements/track-ids.ts'
import type { Difference } from './difference.ts'
import type { Match } from './order.ts'
import type { RuleSet, SoundSet } from './sound-set.ts'

interface Ports {
  tracks: TrackIdStatements
  within(compiled: Compiled, sets: RuleSet[], ids: readonly number[]): ReadonlySet<number>
  sets: RuleSet[]
  compiled: Compiled
  now: number
  /** When members were stored last, 0: never. */
  storedAt: number
}

/** Who came and who went, with why. */
export interface ChangeReasons {
  joined: { trackId: number; reason: SmartReason }[]
  left: { trackId: number; reason: SmartReason }[]
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
  const fresh = ports.tracks.addedSince(came.slice(0, mostLooked), ports.storedAt)
  const joinedFor = (trackId: number): SmartReason => {
    const sound = soundReason(ports, trackId)
    if (fresh.has(trackId)) return { code: 'new-in-library', sound }
    if (sound) return sound
    if (rules.limit) return { code: random ? 'in-random-order' : 'within-limit' }
    return { code: 'fits' }
  }
  const joined = came.map((trackId, i) => ({
    trackId,
    reason: i < mostLooked ? joinedFor(trackId) : { code: 'fits' as const }
  }))
  const leaving = new Set(went)
  // Without a limit, what fits is in.
  const outside = rules.limit && went.length > 0 ? matches.filter(one => leaving.has(one.id)) : []
  const matching = new Set(outside.map(one => one.id))
  const looked = went.slice(0, mostLooked).filter(id => !matching.has(id))
  const reasons = leftReasons(ports, rules.match, looked)
  const leftFor = (trackId: number): SmartReason => {
    if (matching.has(trackId)) return { code: random ? 'out-of-random-order' : 'beyond-limit' }
    return reasons.get(trackId) ?? { code: 'fits-no-more' }
  }
  const left = went.map(trackId => ({ trackId, reason: leftFor(trackId) }))
  return { joined, left }
}

/** The first sound or taught tag of the rules that the track is above the line of. */
function soundReason({ sets, compiled }: Ports, id: number): SoundReason | null {
  for (const [i, set] of sets.entries()) {
    const condition = compiled.sets[i]!
    const score = set.sound?.scores.get(id)
    if (condition.field === 'sound' && condition.op === 'is' && score !== undefined && !set.sound!.heard)
      return { code: 'found-by', phrase: condition.value }
    if (condition.field === 'sound' && condition.op === 'is' && score !== undefined)
      return { code: 'heard-as', phrase: condition.value, score, line: set.sound!.cut }
    if (condition.field === 'taught' && condition.op === 'is' && set.has(id))
      return { code: 'above-taught-line' }
  }
  return null
}

/** Why each does not fit any more: the first rule that it fails, looked at for all of them together. */
function leftReasons(ports: Ports, match: RuleGroup, ids: readonly number[]): Map<number, SmartReason> {
  const reasons = new Map<number, SmartReason>()
  if (ids.length === 0) return reasons
  const here = new Set<number>()
  for (const { id, available } of ports.tracks.shown(ids)) {
    here.add(id)
    if (!available) reasons.set(id, { code: 'file-away' })
  }
  for (const id of ids) if (!here.has(id)) reasons.set(id, { code: 'not-in-library' })
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

/** `wanted`: the rule had to hold and does not; otherwise it must not hold and does. */
function ruleReason(rule: Condition, sound: SoundSet | null, wanted: boolean): SmartReason {
  if (rule.field !== 'sound' || !sound) return { code: wanted ? 'rule-holds-no-more' : 'rule-holds', rule }
  const gone = rule.op === 'is' && wanted
  const phrase = rule.value
  if (!sound.heard) return { code: gone ? 'no-longer-found-by' : 'found-by', phrase }
  const line = sound.cut
  return gone ? { code: 'no-longer-heard-as', phrase, line } : { code: 'heard-as', phrase, score: null, line }
}
