import { termGroups as groups, type TermGroup } from '#contract/field-uses.ts'
import { say } from '../../text/say.ts'

/** The kinds a word of the vocabulary may be of, for choosing one. */
export const termGroups = (): Record<TermGroup, string> =>
  Object.fromEntries(groups.map(group => [group, say.tags.groups[group]])) as Record<TermGroup, string>
