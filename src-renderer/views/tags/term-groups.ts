import type { TermGroup } from '#contract/tagging.ts'
import { en } from '../../text/en.ts'

const { genre, mood, instrument, voice, energy } = en.tags.groups

/** The kinds a word of the vocabulary may be of, for choosing one. */
export const termGroups: Record<TermGroup, string> = { genre, mood, instrument, voice, energy }
