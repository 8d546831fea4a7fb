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

/** Years, tempo, and what else a track is or is not. */
export const filterRules: Rule[] = [
  filterRule(`\\b(?:between|from) ${year} (?:and|to|until|till|-) ${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: `from ${a} to ${b}`
  })),
  filterRule(`\\b(?:from (?:the )?years? )?${year} ?[-–] ?${year}\\b`, ([, a, b]) => ({
    filter: `year:${a}..${b}`,
    meaning: `from ${a} to ${b}`
  })),
  filterRule(`\\b(?:after|later than|newer than) ${year}\\b`, ([, a]) => ({
    filter: `year:>${a}`,
    meaning: `later than ${a}`
  })),
  filterRule(`\\b(?:since ${year}|from ${year} on(?:wards?)?)\\b`, ([, a, b]) => ({
    filter: `year:>=${a ?? b}`,
    meaning: `${a ?? b} or later`
  })),
  filterRule(`\\b(?:before|older than|earlier than) ${year}\\b`, ([, a]) => ({
    filter: `year:<${a}`,
    meaning: `before ${a}`
  })),
  filterRule(`\\b(?:until|up to|till) ${year}\\b`, ([, a]) => ({
    filter: `year:<=${a}`,
    meaning: `${a} or before`
  })),
  filterRule(`\\b(?:from|in|of) (?:the )?(?:year )?${year}\\b`, ([, a]) => ({
    filter: `year:${a}`,
    meaning: `from ${a}`
  })),
  filterRule(`\\b(?:from|in|of) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:${plainDecade(a!)}`,
    meaning: `from the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:after|since) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:>${plainDecade(a!)}`,
    meaning: `later than the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:before|older than) the ${decade}(?!\\w)`, ([, a]) => ({
    filter: `year:<${plainDecade(a!)}`,
    meaning: `before the ${plainDecade(a!)}`
  })),
  filterRule(`\\b(?:between )?(\\d{2,3}) ?(?:-|–|to|and) ?(\\d{2,3}) ?bpm\\b`, ([, a, b]) => ({
    filter: `bpm:${a}..${b}`,
    meaning: `${a} to ${b} BPM`
  })),
  filterRule(
    `\\b(above|over|faster than|at least|more than|below|under|slower than|at most|less than) (\\d{2,3}) ?bpm\\b`,
    ([, how, n]) => {
      const above = /above|over|faster|least|more/i.test(how!)
      return {
        filter: `bpm:${above ? '>=' : '<='}${n}`,
        meaning: `${above ? 'at least' : 'at most'} ${n} BPM`
      }
    }
  ),
  filterRule(`\\b(?:at |around |about )?(\\d{2,3}) ?bpm\\b`, ([, n]) => {
    const [low, high] = [Math.round(Number(n) * 0.96), Math.round(Number(n) * 1.04)]
    return { filter: `bpm:${low}..${high}`, meaning: `${low} to ${high} BPM` }
  }),
  filterRule(
    `\\b(?:added|new) (?:in the last|within the last|this|last) (week|month|year)\\b`,
    ([, unit]) => ({
      filter: `added:${{ week: '7d', month: '31d', year: '366d' }[unit!.toLowerCase()]}`,
      meaning: `added within a ${unit!.toLowerCase()}`
    })
  ),
  filterRule(`\\b(?:from|in|of|out of) (?:the |my )?playlist "([^"]{1,200})"`, ([, name]) => ({
    filter: `playlist:"${name}"`,
    meaning: `only tracks of "${name}"`
  })),
  filterRule(`\\b(?:only )?lossless(?: only| files?)?\\b`, () => ({
    filter: 'is:lossless',
    meaning: 'lossless files'
  }))
]
