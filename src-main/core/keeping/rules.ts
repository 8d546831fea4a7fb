import type { Condition, Rule, RuleGroup, SmartRules } from '#contract/rules.ts'

/** What rules name by a number of the library. */
export type Named = 'folder' | 'taught' | 'playlist'

/**
 * Rules with other numbers for the folders, taught tags and playlists they name; null where one of them has none.
 */
export function renumbered(
  rules: SmartRules,
  numberOf: (kind: Named, number: number) => number | null
): SmartRules | null {
  const of = (rule: Rule): Rule | null => {
    if ('all' in rule || 'any' in rule || 'none' in rule) return group(rule)
    return condition(rule)
  }
  const condition = (rule: Condition): Condition | null => {
    if (rule.field !== 'folder' && rule.field !== 'taught' && rule.field !== 'playlist') return rule
    const value = typeof rule.value === 'number' ? numberOf(rule.field, rule.value) : null
    return value === null ? null : { ...rule, value }
  }
  const all = (some: Rule[]): Rule[] | null => {
    const made = some.map(of)
    return made.includes(null) ? null : made.filter(rule => rule !== null)
  }
  const group = (rule: RuleGroup): RuleGroup | null => {
    const inner = all('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.none)
    if (inner === null) return null
    return 'all' in rule ? { all: inner } : 'any' in rule ? { any: inner } : { none: inner }
  }
  const match = group(rules.match)
  return match === null ? null : { ...rules, match }
}
