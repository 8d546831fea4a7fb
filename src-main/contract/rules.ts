import type { RuleDateField, RuleFlagField, RuleNumberField, RuleTextField, SmartSort } from './field-uses.ts'

/** Rules of smart playlists. */

export type TextOperator = 'is' | 'isNot' | 'contains' | 'containsNot' | 'startsWith' | 'endsWith'
export type NumberOperator = 'is' | 'isNot' | 'above' | 'below'

/**
 * One condition, on the fields that the table (fields.ts) gives to rules. Text is compared without regard to case and
 * accents; a list field (genre) by any of its values. Numbers are in the units of units.ts, as they are stored.
 */
export type Condition =
  | { field: RuleTextField; op: TextOperator; value: string }
  | { field: RuleNumberField; op: NumberOperator; value: number }
  /** Both ends included. */
  | { field: RuleNumberField; op: 'between'; value: [number, number] }
  /** Days before now. */
  | { field: RuleDateField; op: 'inLast' | 'notInLast'; value: number }
  /** Unix milliseconds. */
  | { field: RuleDateField; op: 'before' | 'after'; value: number }
  | { field: RuleTextField | RuleNumberField | RuleDateField; op: 'empty' | 'notEmpty' }
  | { field: RuleFlagField; op: 'is'; value: boolean }
  | { field: 'folder'; op: 'is' | 'isNot'; value: number }
  /** Above a taught tag's line. */
  | { field: 'taught'; op: 'is' | 'isNot'; value: number }
  /** In the list or smart playlist with this id. */
  | { field: 'playlist'; op: 'is' | 'isNot'; value: number }
  /**
   * Above the phrase's line, which is drawn from the scores of this library. `cut` in standard deviations over
   * unrelated phrases instead, where one is given.
   */
  | { field: 'sound'; op: 'is' | 'isNot'; value: string; cut?: number | null | undefined }

export type RuleGroup = { all: Rule[] } | { any: Rule[] } | { none: Rule[] }
export type Rule = RuleGroup | Condition

export interface SmartRules {
  match: RuleGroup
  sort: { by: SmartSort; descending: boolean }
  limit: { by: 'tracks' | 'minutes' | 'bytes'; value: number } | null
  /** Makes the random order; with the day of the year it is another one each day. */
  seed: number
}
