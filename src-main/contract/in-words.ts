/** What core hands out for people: a code, and the values that its words need. */
export interface Coded {
  code: string
}

/** A message for every code of a family; a code without one does not compile. */
export type WordsOf<Family extends Coded> = {
  readonly [Code in Family['code']]: (of: Extract<Family, { code: Code }>) => string
}

/** The words of one value. The messages are those of the page or of the command line. */
export function inWords<Family extends Coded>(words: WordsOf<Family>, of: Family): string {
  // Which message goes with which code is known to WordsOf; within a union TypeScript cannot follow it.
  const message = words[of.code as Family['code']] as (of: Family) => string
  return message(of)
}
