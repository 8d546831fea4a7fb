import type { Band } from '#contract/entities.ts'

/**
 * What is said of the results of a search. `doubtful`: what was asked for may be no sound, and what comes closest is then
 * no match for that.
 */
export const resultText = {
  unsure: (phrase: string): string =>
    `Earshot is not sure that "${phrase}" is a sound: what it found may not be what you mean.`,
  found: (byName: number, bySound: number, doubtful: boolean): string =>
    `Found by name: ${byName}; ${doubtful ? 'perhaps ' : ''}by sound: ${bySound}.`,
  band: (band: Band, doubtful: boolean): string => (doubtful ? (band === 'weak' ? '' : 'perhaps') : band),
  below: (doubtful: boolean): string => (doubtful ? 'less alike below' : 'weaker below'),
  more: (doubtful: boolean): string =>
    `${doubtful ? 'Less alike' : 'Weaker'} ones follow: add --all or --limit N to see them.`
}
