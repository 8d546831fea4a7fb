import { z } from 'zod'
import type { QueryPart } from './entities.ts'
import type { HeatPassage } from './heat.ts'
import { id } from './request.ts'

/** Passages of the library that sound like something, and how they go into files as cue points. */

/** A passage of a track. `strength`: 0..1 on the scale of what the library has for this question. */
export interface FoundMoment extends HeatPassage {
  id: number
  strength: number
}

export interface MomentsAnswer {
  text: string
  parts: QueryPart[]
  /** Hottest first. */
  moments: FoundMoment[]
  /** How many of all that were found stand out; where none does, the closest few are there all the same. */
  cut: number
  /** Tracks that passed the filters but are not analysed yet. */
  unanalysed: number
  elapsed: number
}

export const cueFormats = ['json', 'csv', 'm3u'] as const
export type CueFormat = (typeof cueFormats)[number]

const seconds = z.number().min(0).max(10_000_000)

/** What goes into a file of cue points: the question, and passages in their order. */
export const cueWish = z.strictObject({
  text: z.string().max(20_000),
  format: z.enum(cueFormats),
  moments: z.array(z.strictObject({ id, start: seconds, end: seconds, heat: z.number() })).max(10_000)
})

const mark = /^\s*moments?:/i

/** Whether a search asks for passages: `moment: saxophone solo`. */
export const asksForMoments = (text: string): boolean => mark.test(text)

/** The question without its `moment:`, with every other sign where it was. */
export const withoutMomentMark = (text: string): string =>
  text.replace(mark, found => ' '.repeat(found.length))
