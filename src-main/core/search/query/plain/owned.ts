import { amount, readAmount } from './amounts.ts'
import { filter, noun, rule, type Reading, type Rule, wordEnd } from './rule.ts'

const stars = '(\\d(?:\\.\\d)?|one|two|three|four|five)'
const upwards = '(?:or|and) (?:more|better|higher|up|above)'
const downwards = '(?:or|and) (?:less|lower|worse|below)'

function rated(sign: '' | '<' | '<=' | '>' | '>=', text: string): Reading | null {
  const value = readAmount(text)
  return value >= 0 && value <= 5 ? filter(`rating:${sign}${value}`) : null
}
const signOf = (words: string): '<' | '<=' | '>' | '>=' =>
  /^(?:at least)/i.test(words)
    ? '>='
    : /^(?:at most|up to)/i.test(words)
      ? '<='
      : /^(?:above|over|more|better|higher)/i.test(words)
        ? '>'
        : '<'
const comparing =
  '(at least|at most|up to|above|over|more than|better than|higher than|below|under|less than|lower than)'

/** Stars. "Five star" alone is a band, a hotel, or a song. */
export const ratings: Rule[] = [
  rule(`(?:with )?(?:a )?rat(?:ed|ing)(?: of)? ${comparing} ${stars}(?: stars?)?`, ([, how, n]) =>
    rated(signOf(how!), n!)
  ),
  rule(
    `(?:with )?(?:a )?rat(?:ed|ing)(?: of)? ${stars}(?: stars?)?(?: (?:(${upwards})|(${downwards})))?`,
    found => {
      const [, n, more, less] = found
      return rated(more === undefined ? (less === undefined ? '' : '<=') : '>=', n!)
    }
  ),
  rule(`${stars}[ -]stars? (?:(${upwards})|(${downwards}))`, ([, n, more]) =>
    rated(more === undefined ? '<=' : '>=', n!)
  ),
  rule(`(?:with )?${comparing} ${stars} stars?`, ([, how, n]) => rated(signOf(how!), n!)),
  rule(`my ${stars}[ -]?stars?(?:[ -]rated)?`, ([, n]) => rated('', n!)),
  rule(`${stars}[ -]stars?(?= ${noun}${wordEnd})`, ([, n]) => rated('', n!)),
  // With a hyphen it says how good something is.
  rule(
    `${stars}-stars?(?! (?:hotels?|restaurants?|generals?|reviews?|service|motels?|resorts?)${wordEnd})(?= [a-z])`,
    ([, n]) => rated('', n!)
  ),
  rule(`unrated|not rated(?: yet)?|without (?:a )?rating`, () => filter('rating:none')),
  rule(
    `my (?:favou?rites|favou?rite ${noun}|favou?rite music|(?:top|best|highest)[ -]rated(?: ${noun})?)`,
    () => filter('rating:>=4')
  )
]

const spans: Record<string, { letter: string; age: string }> = {
  day: { letter: 'd', age: '1d' },
  week: { letter: 'w', age: '7d' },
  month: { letter: 'm', age: '31d' },
  year: { letter: 'y', age: '366d' }
}
const span = '(days?|weeks?|months?|years?)'
const spanOf = (text: string): { letter: string; age: string } => spans[text.toLowerCase().replace(/s$/, '')]!
/** "The last two weeks", "last month": how long ago, as the language of the search has it. */
const ageOf = (count: string | undefined, text: string): string =>
  count === undefined ? spanOf(text).age : `${Math.round(readAmount(count))}${spanOf(text).letter}`
const within = `(?:(?:in|within|during|over) )?(?:the )?(?:this|last|past) (?:(${amount}) )?${span}`
const year = '((?:19|20)\\d\\d)'

export const additions: Rule[] = [
  rule(`(?:added|imported) ${within}`, ([, count, text]) => added(ageOf(count, text!), count, text!)),
  rule(`new (?:(?:in|within) )?(?:the )?(?:this|last|past) ${span}`, ([, text]) =>
    added(ageOf(undefined, text!), undefined, text!)
  ),
  rule(`(?:added|imported) (today|yesterday)`, ([, day]) => filter(`added:${day!.toLowerCase()}`)),
  rule(`(?:added|imported) in ${year}`, ([, a]) => filter(`added:${a}`)),
  rule(`(?:added|imported) since ${year}`, ([, a]) => filter(`added:${a}..`)),
  rule(`(?:added|imported) after ${year}`, ([, a]) => filter(`added:${Number(a) + 1}..`)),
  rule(`(?:added|imported) before ${year}`, ([, a]) => filter(`added:..${Number(a) - 1}`)),
  rule(`(?:added|imported) (?:more than|over) (${amount}) ${span} ago`, ([, count, text]) =>
    filter(`added:>${ageOf(count, text!)}`)
  ),
  rule(`(?:recently|newly|just) (?:added|imported)`, () => filter('added:31d'))
]

function added(age: string, count: string | undefined, text: string): Reading {
  const plain = text.toLowerCase()
  return count === undefined && (plain === 'week' || plain === 'month' || plain === 'year')
    ? filter(`added:${age}`, { code: 'added', within: plain })
    : filter(`added:${age}`)
}

const heard = '(?:played|heard|listened to)'
const notHeard = `(?:(?:that |which )?i (?:have not|haven['’]?t|did not|didn['’]?t)|have not|haven['’]?t|not)(?: yet)?(?: been)? (?:played|play|heard|hear|listened to|listen to)`
/** "Never played on the radio" goes on to say something else. */
const over = `(?=\\s*$|\\s*[,;.]| (?:with|and|but|from|under|over|added|rated|${noun})${wordEnd})`

export const plays: Rule[] = [
  rule(`${notHeard} (?:in|for|within)(?: the (?:last|past))? (${amount}) ${span}`, ([, count, text]) =>
    filter(`-played:${ageOf(count, text!)}`)
  ),
  rule(`${notHeard} ${within}`, ([, count, text]) => filter(`-played:${ageOf(count, text!)}`)),
  rule(`${notHeard} since ${year}`, ([, a]) => filter(`-played:${a}..`)),
  rule(`(?:(?:that |which )?i(?: have|['’]ve)? )?never (?:been )?${heard}(?: yet| before)?${over}`, () =>
    filter('played:never')
  ),
  rule(`unplayed|${notHeard}(?: yet)${over}|not yet ${heard}${over}`, () => filter('played:never')),
  rule(`(?:last )?played (today|yesterday)`, ([, day]) => filter(`played:${day!.toLowerCase()}`)),
  rule(`(?:last )?played in ${year}`, ([, a]) => filter(`played:${a}`)),
  rule(`(?:i )?(?:last )?played ${within}`, ([, count, text]) => filter(`played:${ageOf(count, text!)}`)),
  rule(`recently played|played recently`, () => filter('played:31d')),
  rule(
    `played (more than|over|at least|less than|fewer than|under|at most) (${amount}) times`,
    ([, how, n]) => {
      const sign = /^(?:more|over)/i.test(how!)
        ? '>'
        : /^at least/i.test(how!)
          ? '>='
          : /^at most/i.test(how!)
            ? '<='
            : '<'
      return filter(`plays:${sign}${Math.round(readAmount(n!))}`)
    }
  )
]
