/** How surely a sound of a query is known as one. What is not understood is looked for in names only. */
export type Trust = 'heard' | 'unsure' | 'not-understood'

/** What a trust rests on: codes with values, for the words are not ours. */
export type TrustSign =
  /** From 0 to 1, of the text side of the model: how near the phrase is to what people write about music. */
  | { code: 'number'; number: number }
  /** The model in use gives no such number: the words alone had to say it. */
  | { code: 'no-number' }
  /** How many of the words that say something people use of music. */
  | { code: 'words'; known: number; of: number }
  /** The word that says what the phrase is about names what sounds. */
  | { code: 'sound'; word: string }
