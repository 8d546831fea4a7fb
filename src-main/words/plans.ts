import type { TagField } from '#contract/field-uses.ts'

/** What a plan is called where nobody gives it a name: "genre, mood of 12 tracks". */
export const planNameText = (fields: readonly TagField[], tracks: number): string =>
  `${fields.join(', ')} of ${tracks === 1 ? 'a track' : `${tracks} tracks`}`
