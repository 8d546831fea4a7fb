import { z } from 'zod'
import { id } from './request.ts'
import type { Condition, Rule, RuleGroup, SmartRules } from './rules.ts'
import { ruleDateFields, ruleFlagFields, ruleNumberFields, ruleTextFields, smartSorts } from './field-uses.ts'

/** Groups within groups: deeper than anybody reads. */
const deepest = 6
const mostRules = 200

const text = z.string().max(1000)
const amount = z.number().min(-1e15).max(1e15)
const textField = z.enum(ruleTextFields)
const numberField = z.enum(ruleNumberFields)
const dateField = z.enum(ruleDateFields)
const either = z.enum(['is', 'isNot'])

const condition: z.ZodType<Condition, Condition> = z.union([
  z.strictObject({
    field: textField,
    op: z.enum(['is', 'isNot', 'contains', 'containsNot', 'startsWith', 'endsWith']),
    value: text
  }),
  z.strictObject({
    field: numberField,
    op: z.enum(['is', 'isNot', 'above', 'below']),
    value: amount
  }),
  z.strictObject({ field: numberField, op: z.literal('between'), value: z.tuple([amount, amount]) }),
  z.strictObject({
    field: dateField,
    op: z.enum(['inLast', 'notInLast']),
    value: z.number().min(0).max(100_000)
  }),
  z.strictObject({
    field: dateField,
    op: z.enum(['before', 'after']),
    value: z.number().min(0).max(1e15)
  }),
  z.strictObject({
    field: z.enum([...ruleTextFields, ...ruleNumberFields, ...ruleDateFields]),
    op: z.enum(['empty', 'notEmpty'])
  }),
  z.strictObject({ field: z.enum(ruleFlagFields), op: z.literal('is'), value: z.boolean() }),
  z.strictObject({ field: z.enum(['folder', 'taught', 'playlist']), op: either, value: id }),
  z.strictObject({
    field: z.literal('sound'),
    op: either,
    value: z.string().trim().min(1).max(500),
    cut: z.number().min(-100).max(100).nullable().optional()
  })
])

const groupOf = (rule: z.ZodType<Rule, Rule>): z.ZodType<RuleGroup, RuleGroup> => {
  const rules = z.array(rule).max(mostRules)
  return z.union([
    z.strictObject({ all: rules }),
    z.strictObject({ any: rules }),
    z.strictObject({ none: rules })
  ])
}

/** Built level by level rather than recursively, so that no input, however deep, exhausts the stack. */
function groupAt(depth: number): z.ZodType<RuleGroup, RuleGroup> {
  return depth === 0 ? groupOf(condition) : groupOf(z.union([condition, groupAt(depth - 1)]))
}

const match = groupAt(deepest - 1).refine(group => count(group) <= mostRules, {
  message: `at most ${mostRules} rules`
})

function count(rule: Rule): number {
  const inner = 'all' in rule ? rule.all : 'any' in rule ? rule.any : 'none' in rule ? rule.none : []
  return inner.reduce((total, one) => total + count(one), 1)
}

type SmartRulesInput = Pick<SmartRules, 'match'> & {
  [Key in Exclude<keyof SmartRules, 'match'>]?: SmartRules[Key] | undefined
}

export const smartRules: z.ZodType<SmartRules, SmartRulesInput> = z.strictObject({
  match,
  sort: z
    .strictObject({ by: z.enum(smartSorts), descending: z.boolean() })
    .default({ by: 'artist', descending: false }),
  limit: z
    .strictObject({
      by: z.enum(['tracks', 'minutes', 'bytes']),
      value: z.number().positive().max(1e15)
    })
    .nullable()
    .default(null),
  seed: z.int().min(0).max(0xffffffff).default(0)
})
