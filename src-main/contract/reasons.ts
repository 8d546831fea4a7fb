import { z } from 'zod'
import type { Condition } from './rules.ts'

/** Why a track is where it is: codes with values in plain units, stored as they are. The words are not ours. */

/** Something that was written elsewhere: a title, a phrase, the name of a tag. */
const said = z.string().max(20_000)

/** How a track follows the one before. Null: not known, or nothing to be said of it. */
const follows = z.strictObject({
  /** Of random pairs of real music one in a hundred is `very-close`, one in ten `close`, one in two `some-way`. */
  sound: z.enum(['very-close', 'close', 'some-way', 'change']),
  /** Whole beats a minute faster, less than 0 slower, once double or half are counted as the same beat. */
  tempo: z.strictObject({ change: z.int(), time: z.enum(['same', 'double', 'half']) }).nullable(),
  key: z.enum(['same', 'neighbouring']).nullable(),
  energy: z.enum(['more', 'less']).nullable()
})

/** Why a track is in a playlist that was made. */
const chosen = z.discriminatedUnion('code', [
  /** It was locked in this place, or asked for wherever it may stand. */
  z.strictObject({ code: z.literal('locked') }),
  z.strictObject({ code: z.literal('kept') }),
  /** It answers the wish. `heard`: tags in its sound; `named`: words of the wish in its names or tags. */
  z.strictObject({
    code: z.literal('fits'),
    how: z.enum(['well', 'enough', 'nearly']),
    heard: z.array(said).max(100),
    named: z.array(said).max(100)
  })
])

/** Where a track stands on the way from one point to the next: titles of the points. */
const place = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('start') }),
  z.strictObject({ code: z.literal('point') }),
  z.strictObject({ code: z.literal('end') }),
  z.strictObject({ code: z.literal('near-last'), from: said }),
  z.strictObject({ code: z.literal('half-way'), from: said, to: said }),
  z.strictObject({ code: z.literal('near-next'), to: said })
])

/** Why an entry of a list is there. */
export const entryReason = z.discriminatedUnion('code', [
  /** A playlist was made. Neither: it opens the playlist, and nothing in particular was asked. */
  z.strictObject({ code: z.literal('made'), follows: follows.nullable(), chosen: chosen.nullable() }),
  z.strictObject({ code: z.literal('on-the-way'), follows: follows.nullable(), place }),
  /** It lies between two tracks. `smoother`: by which share, 0..1, the rougher of the two new steps is. */
  z.strictObject({
    code: z.literal('bridges'),
    title: said,
    from: said,
    to: said,
    smoother: z.number().min(0).max(1)
  }),
  /** A search found it by these, strongest first. */
  z.strictObject({ code: z.literal('found-by'), texts: z.array(said).max(100) }),
  /** Words that are no code of ours: what was kept before there were codes. */
  z.strictObject({ code: z.literal('written'), text: said })
])

export type Follows = z.infer<typeof follows>
export type Chosen = z.infer<typeof chosen>
export type WayPlace = z.infer<typeof place>
export type EntryReason = z.infer<typeof entryReason>

/** How a sound rule came to hold; `score` and `line` in standard deviations over unrelated phrases. */
export type SoundReason =
  /** Filters alone: nothing was listened for. */
  | { code: 'found-by'; phrase: string }
  /** `score` null: the line is all that is known. */
  | { code: 'heard-as'; phrase: string; score: number | null; line: number }
  | { code: 'above-taught-line' }

/** Why a track came into a smart playlist, or went. */
export type SmartReason =
  | SoundReason
  | { code: 'new-in-library'; sound: SoundReason | null }
  | { code: 'fits' }
  | { code: 'within-limit' }
  | { code: 'in-random-order' }
  | { code: 'rule-holds'; rule: Condition }
  | { code: 'fits-no-more' }
  | { code: 'beyond-limit' }
  | { code: 'out-of-random-order' }
  | { code: 'no-longer-found-by'; phrase: string }
  | { code: 'no-longer-heard-as'; phrase: string; line: number }
  | { code: 'rule-holds-no-more'; rule: Condition }
  | { code: 'file-away' }
  | { code: 'not-in-library' }
  /** What was kept before there were codes. */
  | { code: 'written'; text: string }
