import { camelotOf } from '../../../library/camelot.ts'
import { filter, rule, type Asked, type Reading, type Rule } from './rule.ts'

const beats = '(?:bpm|beats (?:per|a) minute)'
const number = '(\\d{2,3})'

/** A tempo that is said roughly: four in a hundred either way. */
const near = (text: string): [number, number] => [
  Math.round(Number(text) * 0.96),
  Math.round(Number(text) * 1.04)
]

const signs: [RegExp, '<' | '<=' | '>' | '>=', 'under' | 'most' | 'over' | 'least'][] = [
  [/^(?:not? (?:faster|more)|at most|up to)/i, '<=', 'most'],
  [/^(?:not? (?:slower|less)|at least)/i, '>=', 'least'],
  [/^(?:below|under|slower|less)/i, '<', 'under'],
  [/^/, '>', 'over']
]

const limit = (how: string, text: string) => {
  const [, sign, is] = signs.find(([pattern]) => pattern.test(how))!
  return filter(`bpm:${sign}${text}`, { code: 'tempo-limit', is, bpm: Number(text) })
}
const around = (text: string) => {
  const [from, to] = near(text)
  return filter(`bpm:${from}..${to}`, { code: 'tempo', from, to })
}

/** How fast it is. "Faster than 120" can be nothing else; "over 120" says of what. */
export const tempos: Rule[] = [
  rule(`(?:between )?${number} ?(?:-|–|to|and) ?${number} ?${beats}`, ([, a, b]) =>
    filter(`bpm:${a}..${b}`, { code: 'tempo', from: Number(a), to: Number(b) })
  ),
  rule(`((?:not |no )?(?:faster|slower) than) ${number}(?: ?${beats})?`, ([, how, n]) => limit(how!, n!)),
  rule(
    `((?:not |no )?(?:above|over|at least|more than|below|under|at most|up to|less than)) ${number} ?${beats}`,
    ([, how, n]) => limit(how!, n!)
  ),
  rule(
    `(?:(?:with )?an? )?tempo (above|over|at least|below|under|at most|up to) ${number}(?: ?${beats})?`,
    ([, how, n]) => limit(how!, n!)
  ),
  rule(`(?:(?:with )?an? )?tempo (?:of|around|about) (?:about |around )?${number}(?: ?${beats})?`, ([, n]) =>
    around(n!)
  ),
  rule(`(?:at |around |about )?${number} ?${beats}`, ([, n]) => around(n!))
]

const tonic = '([a-h](?:[#♯b♭]|[ -](?:sharp|flat))?)'
const mode = '(minor|major|min|maj|moll|dur)'
/** Works are called by their key: "Sonata in A minor" is a title. */
const works =
  /\b(?:sonat[ae]s?|mass|masses|fugues?|preludes?|concert[oi]s?|symphon(?:y|ies)|suites?|quartets?|quintets?|trios?|nocturnes?|waltz(?:es)?|partitas?|toccatas?|[eé]tudes?|requiem|ballades?|fantas(?:y|ia)|rhapsod(?:y|ies)|polonaises?|op|no)\b/
const every = (letter: 'A' | 'B'): string =>
  Array.from({ length: 12 }, (_, i) => `${i + 1}${letter}`).join('|')

/** `text`: the key among the words that matched. */
function keyed(text: string, { before, typed }: Asked): Reading | null {
  if (works.test(before) || camelotOf(text) === null) return null
  const at = typed.toLowerCase().lastIndexOf(text)
  return filter(`key:"${typed.slice(at, at + text.length)}"`)
}

/** In which key it is. A letter alone needs to be called a key. */
export const keys: Rule[] = [
  rule(`in an? (minor|major) key`, ([, which]) =>
    filter(`key:${every(which!.toLowerCase() === 'minor' ? 'A' : 'B')}`)
  ),
  rule(`(?:in )?(?:the )?key of (${tonic}(?:[ -]?${mode})?|(?:1[0-2]|[1-9])[ab])`, ([, text], asked) =>
    keyed(text!, asked)
  ),
  rule(
    `in (${tonic}[ -]?${mode})(?! (?:moods?|ways?|chords?|swing|scales?|roles?|keys?|league|problems?))`,
    ([, text], asked) => keyed(text!, asked)
  ),
  rule(`in ([a-g](?:[#♯♭]m?|bm?|m))`, ([, text], asked) =>
    /^in [A-G]/i.test(asked.typed) && /[A-G]/.test(asked.typed) ? keyed(text!, asked) : null
  ),
  rule(`(?:in|key) ((?:1[0-2]|[1-9])[ab])`, ([, text], asked) => keyed(text!, asked))
]

const level = '([-−–]?\\d{1,2}(?:\\.\\d)?)'
const loudness = 'lufs|dbfs|db'
const plainLevel = (text: string): string => text.replace(/[−–]/, '-')

export const loudnesses: Rule[] = [
  rule(`(louder|quieter|softer) than ${level} ?(?:${loudness})`, ([, how, n]) =>
    filter(`loudness:${/^louder/i.test(how!) ? '>' : '<'}${plainLevel(n!)}`)
  ),
  rule(`loudness (?:of )?between ${level} and ${level}(?: ?(?:${loudness}))?`, ([, a, b]) =>
    filter(`loudness:${plainLevel(a!)}..${plainLevel(b!)}`)
  ),
  rule(`loudness (over|above|under|below) ${level}(?: ?(?:${loudness}))?`, ([, how, n]) =>
    filter(`loudness:${/^(?:over|above)/i.test(how!) ? '>' : '<'}${plainLevel(n!)}`)
  )
]
