import { filterRule, type Rule } from './rule.ts'

const year = `((?:1[89]|20)\\d\\d)`
const decadeNames: Record<string, string> = {
  twenties: '1920s',
  thirties: '1930s',
  forties: '1940s',
  fifties: '1950s',
  sixties: '1960s',
  seventies: '1970s',
  eighties: '1980s',
  nineties: '1990s',
  noughties: '2000s'
}
const decade = `((?:(?:1[89]|20)\\d|\\d)0'?s|${Object.keys(decadeNames).join('|')})`

const plainDecade = (text: string): string => decadeNames[text.toLowerCase()] ?? text.replace("'", '')

const days = { week: 7, month: 31, year: 366 }

/** Years, tempo, and what else a track is or is not. */
export const filterRules: Rule[] = [
  filterRule(`\\b(?:between|from) ${year} (?:and|to|until|till|-) ${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: { code: 'years', from: Number(a), to: Number(b) }
  })),
  filterRule(`\\b(?:from (?:the )?years? )?${year} ?[-–] ?${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: { code: 'years', from: Number(a), to: Number(b) }
  })),
  filterRule(`\\b(?:after|later than|newer than) ${year}\\b`, ([, a]) => ({
    filter: `year:>${a}`,
    meaning: { code: 'year', is: 'after', year: Number(a) }
  })),
  filterRule(`\\b(?:since ${year}|from ${year} on(?:wards?)?)\\b`, ([, a, b]) => ({
    filter: `year:>=${a ?? b}`,
    meaning: { code: 'year', is: 'since', year: Number(a ?? b) }
  })),
  filterRule(`\\b(?:before|older than|earlier than) ${year}\\b`, ([, a]) => ({
    filter: `year:<${a}`,
    meaning: { code: 'year', is: 'before', year: Number(a) }
  })),
  filterRule(`\\b(?:until|up to|till) ${year}\\b`, ([, a]) => ({
    filter: `year:<=${a}`,
    meaning: { code: 'year', is: 'until', year: Number(a) }
  })),
  filterRule(`\\b(?:from|in|of) (?:the )?(?:year )?${year}\\b`, ([, a]) => ({
    filter: `year:${a}`,
    meaning: { code: 'year', is: 'in', year: Number(a) }
  })),
  filterRule(`\\b(?:from|in|of) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:${plainDecade(a!)}`,
    meaning: { code: 'decade', is: 'in', decade: plainDecade(a!) }
  })),
  filterRule(`\\b(?:after|since) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:>${plainDecade(a!)}`,
    meaning: { code: 'decade', is: 'after', decade: plainDecade(a!) }
  })),
  filterRule(`\\b(?:before|older than) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:<${plainDecade(a!)}`,
    meaning: { code: 'decade', is: 'before', decade: plainDecade(a!) }
  })),
  filterRule(`\\b(?:between )?(\\d{2,3}) ?(?:-|–|to|and) ?(\\d{2,3}) ?bpm\\b`, ([, a, b]) => ({
    filter: `bpm:${a}..${b}`,
    meaning: { code: 'tempo', from: Number(a), to: Number(b) }
  })),
  filterRule(
    `\\b(above|over|faster than|at least|more than|below|under|slower than|at most|less than) (\\d{2,3}) ?bpm\\b`,
    ([, how, n]) => {
      const above = /above|over|faster|least|more/i.test(how!)
      return {
        filter: `bpm:${above ? '>=' : '<='}${n}`,
        meaning: { code: 'tempo-limit', is: above ? 'least' : 'most', bpm: Number(n) }
      }
    }
  ),
  filterRule(`\\b(?:at |around |about )?(\\d{2,3}) ?bpm\\b`, ([, n]) => {
    const [low, high] = [Math.round(Number(n) * 0.96), Math.round(Number(n) * 1.04)]
    return { filter: `bpm:${low}..${high}`, meaning: { code: 'tempo', from: low, to: high } }
  }),
  filterRule(
    `\\b(?:added|new) (?:in the last|within the last|this|last) (week|month|year)\\b`,
    ([, unit]) => {
      const within = unit!.toLowerCase() as keyof typeof days
      return { filter: `added:${days[within]}d`, meaning: { code: 'added', within } }
    }
  ),
  filterRule(`\\b(?:from|in|of|out of) (?:the |my )?playlist "([^"]{1,200})"`, ([, name]) => ({
    filter: `playlist:"${name}"`,
    meaning: { code: 'in-playlist', name: name! }
  })),
  filterRule(`\\b(?:only )?lossless(?: only| files?)?\\b`, () => ({
    filter: 'is:lossless',
    meaning: { code: 'lossless' }
  }))
]
