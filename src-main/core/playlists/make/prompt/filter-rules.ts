import { filterRule, type Rule } from './rule.ts'

/** What only a wish says of where its tracks are from; years, tempos and the like are read as a search reads them. */
export const filterRules: Rule[] = [
  filterRule(`\\b(?:from|in|of|out of) (?:the |my )?playlist "([^"]{1,200})"`, ([, name]) => ({
    filter: `playlist:"${name}"`,
    meaning: { code: 'in-playlist', name: name! }
  }))
]
