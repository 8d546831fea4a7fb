import type { TermGroup } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'

const { genre, mood, instrument, voice, energy } = say.tags.groups

/** The kinds a word of the vocabulary may be of, for choosing one. */
export const termGroups: Record<TermGroup, string> = { genre, mood, instrument, voice, energy }
