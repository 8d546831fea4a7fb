import { readQuantity, writeQuantity } from '#contract/units.ts'
import { amount, readAmount } from './amounts.ts'
import { filter, noun, rule, type Asked, type Reading, type Rule, wordEnd } from './rule.ts'

const unit = '(?:minutes?|mins?|m|seconds?|secs?|s|hours?|hrs?|h)'
const time = `half an hour|${amount}(?: and a half)?[ -]?${unit}(?: and a half)?|\\d{1,2}:[0-5]\\d`
const timed = new RegExp(`^(${amount})( and a half)?[ -]?(${unit})( and a half)?$`, 'i')
const inSeconds = { s: 1, m: 60, h: 3600 }

/** Seconds of "two and a half minutes"; null for what is no time. */
function secondsOf(text: string): number | null {
  if (/^half an hour$/i.test(text)) return 1800
  const read = timed.exec(text)
  if (!read) return readQuantity('seconds', text)?.value ?? null
  const [, count, half, name, late] = read
  const size = inSeconds[name![0]!.toLowerCase() as keyof typeof inSeconds]
  return (readAmount(count!) + ((half ?? late) === undefined ? 0 : 0.5)) * size
}

const written = (seconds: number): string => writeQuantity('seconds', Math.round(seconds))
/** As it was said where the language of the search says it so, too. */
const asSaid = (text: string, seconds: number): string =>
  text.includes(':') ? text : /^\d+ ?s/i.test(text) ? `${seconds}s` : written(seconds)

/** "An hour or more" may be said of a playlist; then only "songs of more than an hour" speaks of each. */
const isWhole = (text: string, { before, whole }: Asked): boolean =>
  whole &&
  /h(?:ou)?rs?|\dh/i.test(text) &&
  !new RegExp(`${noun} (?:(?:that|which) (?:are|is) |each )?$`, 'i').test(before)

function compared(sign: '<' | '<=' | '>' | '>=', text: string, asked: Asked): Reading | null {
  const seconds = secondsOf(text)
  if (seconds === null || seconds <= 0 || isWhole(text, asked)) return null
  const is = sign.startsWith('<') ? 'shorter' : 'longer'
  const plain = seconds % 60 === 0 && sign.length === 1
  const value = `length:${sign}${asSaid(text, seconds)}`
  return plain ? filter(value, { code: 'each', is, minutes: seconds / 60 }) : filter(value)
}

/** A length that is said roughly: half a minute either way, less for what is short. */
function about(text: string): Reading | null {
  const seconds = secondsOf(text)
  if (seconds === null || seconds <= 0) return null
  const margin = seconds >= 120 && seconds < 600 ? 30 : seconds * 0.1
  return filter(`length:${written(seconds - margin)}..${written(seconds + margin)}`)
}

function between(low: string, high: string, name: string): Reading | null {
  const size = inSeconds[name[0]!.toLowerCase() as keyof typeof inSeconds]
  const [from, to] = [readAmount(low) * size, readAmount(high) * size]
  return from > 0 && to > 0 ? filter(`length:${written(from)}..${written(to)}`) : null
}

const signs: [RegExp, '<' | '<=' | '>' | '>='][] = [
  [
    /^(?:no|not) (?:longer|more)|^at most|^up to|^≤|^<=|or (?:less|shorter|under)|and (?:less|shorter|under)/i,
    '<='
  ],
  [/^(?:no|not) (?:shorter|less)|^at least|^≥|^>=|or |and /i, '>='],
  [/^(?:under|below|shorter|less|<)/i, '<'],
  [/^/, '>']
]
const signOf = (words: string): '<' | '<=' | '>' | '>=' => signs.find(([pattern]) => pattern.test(words))![1]

const comparing =
  '(?:no|not) (?:longer|shorter|more|less) than|under|below|shorter than|less than|at most|up to|over|above|longer than|more than|at least|[<>]=?|[≤≥]'

/** How long each track is. A length alone is none: "3 minutes of noise" may be a title. */
export const lengths: Rule[] = [
  rule(
    `between (${amount}) and (${amount})[ -]?(${unit})(?: long| each)?`,
    ([text, low, high, name], asked) => (isWhole(text, asked) ? null : between(low!, high!, name!))
  ),
  rule(
    `(${amount}) ?(?:to|-|–) ?(${amount})[ -]?(${unit})(?: long| each|(?= (?:long )?${noun}${wordEnd}))`,
    ([, low, high, name]) => between(low!, high!, name!)
  ),
  rule(`(?<=${noun} )from (${amount}) to (${amount})[ -]?(${unit})`, ([, low, high, name]) =>
    between(low!, high!, name!)
  ),
  rule(`(${comparing}) ?(${time})(?: long| each)*`, ([, how, text], asked) =>
    compared(signOf(how!), text!, asked)
  ),
  rule(`(${time}) ((?:or|and) (?:less|shorter|under|longer|more|over))(?: each)?`, ([, text, how], asked) =>
    compared(signOf(how!), text!, asked)
  ),
  rule(`(?:about|around|roughly|exactly) (${time}) (?:long|each)(?: each)?`, ([, text], asked) =>
    isWhole(text!, asked) ? null : about(text!)
  ),
  rule(`(?<=${noun} )(?:of |that (?:are|last) )?(?:about|around|roughly|exactly) (${time})`, ([, text]) =>
    about(text!)
  ),
  rule(
    `(${amount}[ -](?:minute|min|second|hour))(?= (?:(?!of|mix|set|playlist)[a-z-]+ ){0,2}(?:songs?|tracks?|tunes?|pieces?)${wordEnd})`,
    ([, text]) => about(text!)
  )
]
