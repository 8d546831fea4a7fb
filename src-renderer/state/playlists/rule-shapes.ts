import {
  ruleDateFields,
  ruleFlagFields,
  ruleNumberFields,
  ruleSetFields,
  ruleTextFields,
  type RuleSetField
} from '#contract/field-uses.ts'
import type { Condition, Rule, RuleGroup, SmartRules } from '#contract/rules.ts'

export type Quantifier = 'all' | 'any' | 'none'
export type ConditionField = Condition['field']
/** What conditions choose from by name, by field. */
export type NamedChoices = Record<Exclude<RuleSetField, 'sound'>, readonly { id: number; name: string }[]>

/** What this program is for. */
const foremost: readonly ConditionField[] = ['sound', 'taught']

/** In the order of the menu. */
export const conditionFields: readonly ConditionField[] = [
  ...foremost,
  ...ruleTextFields,
  ...ruleNumberFields,
  ...ruleDateFields,
  ...ruleFlagFields,
  ...ruleSetFields.filter(field => !foremost.includes(field))
]

/** Whatever sounds so. */
export const soundOnly = (phrase: string): RuleGroup => ({
  all: [{ field: 'sound', op: 'is', value: phrase }]
})

export const freshRules = (): SmartRules => ({
  match: soundOnly(''),
  sort: { by: 'sound', descending: true },
  limit: { by: 'tracks', value: 100 },
  seed: Math.floor(Math.random() * 0xffffffff)
})

export const isGroup = (rule: Rule): rule is RuleGroup => 'all' in rule || 'any' in rule || 'none' in rule

export const quantifierOf = (group: RuleGroup): Quantifier =>
  'all' in group ? 'all' : 'any' in group ? 'any' : 'none'

export const rulesOf = (group: RuleGroup): Rule[] =>
  'all' in group ? group.all : 'any' in group ? group.any : group.none

export function groupOf(quantifier: Quantifier, rules: Rule[]): RuleGroup {
  if (quantifier === 'all') return { all: rules }
  return quantifier === 'any' ? { any: rules } : { none: rules }
}

const among = <Field extends string>(fields: readonly Field[], field: string): field is Field =>
  (fields as readonly string[]).includes(field)

const isTextField = (field: string): field is (typeof ruleTextFields)[number] => among(ruleTextFields, field)
export const isNumberField = (field: string): field is (typeof ruleNumberFields)[number] =>
  among(ruleNumberFields, field)
export const isDateField = (field: string): field is (typeof ruleDateFields)[number] =>
  among(ruleDateFields, field)
export const isFlagField = (field: string): field is (typeof ruleFlagFields)[number] =>
  among(ruleFlagFields, field)

export const isNamedField = (field: string): field is keyof NamedChoices =>
  field !== 'sound' && among(ruleSetFields, field)

/** Whether a value is still to be typed or chosen; such a rule fits nothing that anybody meant. */
export function isUnfinished(rule: Rule): boolean {
  if (isGroup(rule)) return rulesOf(rule).some(isUnfinished)
  if (!('value' in rule)) return false
  if (typeof rule.value === 'string') return rule.value.trim() === ''
  return isNamedField(rule.field) && rule.value === 0
}

/** The ways a field can be compared. */
export function operatorsOf(field: ConditionField): string[] {
  if (isTextField(field))
    return ['is', 'isNot', 'contains', 'containsNot', 'startsWith', 'endsWith', 'empty', 'notEmpty']
  if (isNumberField(field)) return ['is', 'isNot', 'above', 'below', 'between', 'empty', 'notEmpty']
  if (isDateField(field)) return ['inLast', 'notInLast', 'before', 'after', 'empty', 'notEmpty']
  if (isFlagField(field)) return ['is']
  return ['is', 'isNot']
}

/** A condition on a field to start from. */
export function freshCondition(field: ConditionField): Condition {
  if (isTextField(field)) return { field, op: 'contains', value: '' }
  if (isNumberField(field)) return { field, op: 'above', value: 0 }
  if (isDateField(field)) return { field, op: 'inLast', value: 30 }
  if (isFlagField(field)) return { field, op: 'is', value: true }
  if (field === 'sound') return { field, op: 'is', value: '' }
  return { field, op: 'is', value: 0 }
}

/** The same condition compared in another way; its value stays where it fits. */
export function withOperator(condition: Condition, op: string): Condition {
  const value = 'value' in condition ? condition.value : undefined
  const number = typeof value === 'number' ? value : Array.isArray(value) ? value[0] : 0
  const { field } = condition
  if (op === 'empty' || op === 'notEmpty') return { field, op } as Condition
  if (op === 'between') return { field, op, value: [number, number] } as Condition
  if (op === 'before' || op === 'after') return { field, op, value: Date.now() } as Condition
  if (isDateField(field))
    return { field, op, value: number > 36_500 || number < 1 ? 30 : number } as Condition
  if (isNumberField(field)) return { field, op, value: number } as Condition
  if (isTextField(field)) return { field, op, value: typeof value === 'string' ? value : '' } as Condition
  return { ...condition, op } as Condition
}
