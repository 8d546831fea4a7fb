/** A stretch of a text that a glossary knows or does not. `start` and `end`: offsets into the text as it was typed. */
export interface Item {
  start: number
  end: number
  /** What it means; empty: nothing of the sound; null: not known, so it stays as it was typed. */
  english: string | null
  /** How many words it has, where words stand apart. */
  words?: number
  /** What joins it to the next: a particle at its end. */
  joins?: 'and' | 'or' | undefined
}

/** Words that hold others together and say nothing of a sound by themselves. */
const holding = new Set(
  (
    'a an the of and or nor but with without no not for in on at to from by like very more less slightly only about ' +
    'between while after over under against is are lots little rather something'
  ).split(' ')
)

/** Whether a phrase says something of a sound. */
export const tells = (english: string | null): english is string =>
  english !== null && english.split(' ').some(word => word !== '' && !holding.has(word))
