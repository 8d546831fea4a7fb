import type { en } from './en/en.ts'

/** The same shape with any words in it. */
type Said<Word> = Word extends string
  ? string
  : Word extends (...values: infer Values) => infer Answer
    ? (...values: Values) => Said<Answer>
    : { readonly [Key in keyof Word]: Said<Word[Key]> }

/** What every language has to say: one folder a language, each word under the name it has in English. */
export type Messages = Said<typeof en>
