import type { RuleField, SmartSort } from '#contract/field-uses.ts'
import type { Condition, Rule, RuleGroup, SmartRules } from '#contract/rules.ts'
import type { ExportLoss } from '#contract/remarks.ts'
import { EarshotError } from '#contract/errors.ts'
import { distinct, type Written } from './playlist-file.ts'

/** Rules as Navidrome's smart playlists have them: what it cannot say is left out, and said. */

/** What Navidrome calls the fields it has too. */
const fields: Partial<Record<RuleField | SmartSort, string>> = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  albumArtist: 'albumartist',
  genre: 'genre',
  comment: 'comment',
  path: 'filepath',
  year: 'year',
  bpm: 'bpm',
  duration: 'duration',
  bytes: 'size',
  bitrate: 'bitrate',
  channels: 'channels',
  trackNumber: 'tracknumber',
  discNumber: 'discnumber',
  plays: 'playcount',
  rating: 'rating',
  added: 'dateadded',
  played: 'lastplayed'
}

const operators: Partial<Record<Condition['op'], string>> = {
  is: 'is',
  isNot: 'isNot',
  contains: 'contains',
  containsNot: 'notContains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  above: 'gt',
  below: 'lt',
  between: 'inTheRange',
  before: 'before',
  after: 'after',
  inLast: 'inTheLast',
  notInLast: 'notInTheLast'
}

const opposites: Partial<Record<Condition['op'], Condition['op']>> = {
  is: 'isNot',
  isNot: 'is',
  contains: 'containsNot',
  containsNot: 'contains',
  inLast: 'notInLast',
  notInLast: 'inLast'
}

type Criterion = Record<string, unknown>

/** Throws bad-request for a playlist without rules. */
export function writeNsp(name: string, rules: SmartRules | null): Written {
  if (rules === null) {
    throw new EarshotError('bad-request', 'Navidrome’s .nsp files hold rules: this playlist is a list.')
  }
  const losses: ExportLoss[] = []
  const top = groupOf(rules.match, losses)
  const match = isEmpty(top) ? { all: [] } : top
  const { by, descending } = rules.sort
  const sort = by === 'random' ? 'random' : fields[by]
  if (sort === undefined) losses.push({ code: 'sort', by })
  if (rules.limit !== null && rules.limit.by !== 'tracks') {
    losses.push({ code: 'limit', by: rules.limit.by })
  }
  const document = {
    name,
    // eslint-disable-next-line no-restricted-syntax -- a signature in the file, as the creator of XSPF
    comment: 'Made with Earshot',
    ...match,
    ...(sort !== undefined && { sort, order: descending ? 'desc' : 'asc' }),
    ...(rules.limit?.by === 'tracks' && { limit: Math.round(rules.limit.value) })
  }
  return { text: `${JSON.stringify(document, null, 2)}\n`, losses: distinct(losses) }
}

/** A group with nothing (left) in it asks for nothing here, but an empty "any" of Navidrome's lets nothing through. */
const isEmpty = (criterion: Criterion): boolean =>
  Object.values(criterion).every(inner => Array.isArray(inner) && inner.length === 0)

const criteriaOf = (rules: Rule[], opposite: boolean, losses: ExportLoss[]): Criterion[] =>
  rules
    .map(rule => criterionOf(rule, opposite, losses))
    .filter(criterion => criterion !== null)
    .filter(criterion => !isEmpty(criterion))

function groupOf(group: RuleGroup, losses: ExportLoss[]): Criterion {
  if ('any' in group) return { any: criteriaOf(group.any, false, losses) }
  return {
    all: 'all' in group ? criteriaOf(group.all, false, losses) : criteriaOf(group.none, true, losses)
  }
}

function criterionOf(rule: Rule, opposite: boolean, losses: ExportLoss[]): Criterion | null {
  if ('field' in rule) return conditionOf(rule, opposite, losses)
  if (!opposite) return groupOf(rule, losses)
  // Not (a and b) is (not a) or (not b).
  if ('all' in rule) return { any: criteriaOf(rule.all, true, losses) }
  if ('any' in rule) return { all: criteriaOf(rule.any, true, losses) }
  return { any: criteriaOf(rule.none, false, losses) }
}

function conditionOf(condition: Condition, opposite: boolean, losses: ExportLoss[]): Criterion | null {
  const field = fields[condition.field]
  const op = opposite ? opposites[condition.op] : condition.op
  const operator = op === undefined ? undefined : operators[op]
  if (field === undefined || operator === undefined || !('value' in condition)) {
    losses.push({ code: 'rule', rule: condition, negated: opposite })
    return null
  }
  const rating = (value: unknown): unknown =>
    condition.field === 'rating' && typeof value === 'number' ? Math.round(value / 20) : value
  const { value } = condition
  const told = Array.isArray(value)
    ? value.map(rating)
    : op === 'before' || op === 'after'
      ? new Date(value as number).toISOString().slice(0, 10)
      : rating(value)
  return { [operator]: { [field]: told } }
}
