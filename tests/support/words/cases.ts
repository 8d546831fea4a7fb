import type { Coded } from '#contract/in-words.ts'

type Row<Of> = readonly [of: Of, words: string]

/** For every code of a family at least one value with the words that people see: the same on the page and elsewhere. */
export type Cases<Family extends Coded> = {
  readonly [Code in Family['code']]: readonly Row<Extract<Family, { code: Code }>>[]
}

/** As rows for `it.each`. */
export const rowsOf = <Of>(cases: Record<string, readonly Row<Of>[]>): [words: string, of: Of][] =>
  Object.values(cases).flatMap(some => some.map(([of, words]): [string, Of] => [words, of]))
