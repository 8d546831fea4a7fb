import { amount, readAmount } from './amounts.ts'
import { filter, rule, type Rule, wordEnd } from './rule.ts'

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
const decade = `['’]?((?:(?:1[89]|20)\\d|\\d)0['’]?s|${Object.keys(decadeNames).join('|')})`
const plainDecade = (text: string): string =>
  decadeNames[text.toLowerCase()] ?? text.toLowerCase().replace(/['’]/, '')

/** "Of 1969" is a year only of what was made then: "Summer of 1969" is a title. */
const made =
  '(?:songs?|tracks?|music|hits?|albums?|records?|recordings?|tunes?|ballads?|pop|rock|jazz|punk|grunge|disco|metal|house|techno|soul|funk|blues|folk|country|reggae|ska|swing|wave|hop)'
const from = `(?:(?:recorded|released|made|written|out) )?(?:from|in|(?<=${made} )of)`
/** What sounds like a time need not be from it. */
const notAlike = '(?<!(?:like|style|sounds?|feel|feeling|vibe|as) )'
const notStyle = `(?! (?:style|fashion|manner|vibes?|sounds?|feel|feeling)${wordEnd})`

const third = { early: [0, 3], mid: [4, 6], late: [7, 9] } as const

function startOf(text: string): number {
  const plain = plainDecade(text)
  const digits = Number(plain.slice(0, -1))
  return plain.length > 3 ? digits : digits + (digits >= 30 ? 1900 : 2000)
}

/** Years and decades, as they are written in tags. */
export const years: Rule[] = [
  rule(`(?:between|from) ${year} (?:and|to|until|till|-|–) ${year}`, ([, a, b]) =>
    filter(`year:${a}..${b}`, { code: 'years', from: Number(a), to: Number(b) })
  ),
  rule(`(?:(?:from|in|of) (?:the )?(?:years? )?)?${year} ?[-–] ?${year}`, ([, a, b]) =>
    filter(`year:${a}..${b}`, { code: 'years', from: Number(a), to: Number(b) })
  ),
  rule(`(?:after |later than |newer than |post[ -])${year}`, ([, a]) =>
    filter(`year:>${a}`, { code: 'year', is: 'after', year: Number(a) })
  ),
  rule(`(?:since ${year}|from ${year} on(?:wards?)?)`, ([, a, b]) =>
    filter(`year:>=${a ?? b}`, { code: 'year', is: 'since', year: Number(a ?? b) })
  ),
  rule(`(?:before |older than |earlier than |pre[ -])${year}`, ([, a]) =>
    filter(`year:<${a}`, { code: 'year', is: 'before', year: Number(a) })
  ),
  rule(`(?:until|up to|till) ${year}`, ([, a]) =>
    filter(`year:<=${a}`, { code: 'year', is: 'until', year: Number(a) })
  ),
  rule(`${from} (?:the )?(?:year )?${year}`, ([, a]) =>
    filter(`year:${a}`, { code: 'year', is: 'in', year: Number(a) })
  ),
  rule(`${notAlike}${from} (?:the )?(early|mid|late)[ -]${decade}${notStyle}`, ([, part, text]) => {
    const [low, high] = third[part!.toLowerCase() as keyof typeof third].map(one => startOf(text!) + one)
    return filter(`year:${low}..${high}`, { code: 'years', from: low!, to: high! })
  }),
  rule(`${notAlike}${from} (?:the )?${decade} (?:and|or) (?:the )?${decade}${notStyle}`, ([, a, b]) =>
    filter(`year:${plainDecade(a!)}|${plainDecade(b!)}`)
  ),
  rule(`${notAlike}${from} (?:the )?${decade}${notStyle}`, ([, a]) =>
    filter(`year:${plainDecade(a!)}`, { code: 'decade', is: 'in', decade: plainDecade(a!) })
  ),
  rule(`after the ${decade}`, ([, a]) =>
    filter(`year:>${plainDecade(a!)}`, { code: 'decade', is: 'after', decade: plainDecade(a!) })
  ),
  rule(`since the ${decade}`, ([, a]) => filter(`year:>=${startOf(a!)}`)),
  rule(`(?:before|older than) the ${decade}`, ([, a]) =>
    filter(`year:<${plainDecade(a!)}`, { code: 'decade', is: 'before', decade: plainDecade(a!) })
  ),
  rule(`(?:from|in|of|out) (this|last) year`, ([, which], { now }) =>
    filter(`year:${new Date(now).getFullYear() - (which!.toLowerCase() === 'last' ? 1 : 0)}`)
  ),
  rule(`(?:from|in|of) the (?:last|past) (${amount}) years`, ([, n], { now }) =>
    filter(`year:>=${new Date(now).getFullYear() - Math.round(readAmount(n!))}`)
  )
]
