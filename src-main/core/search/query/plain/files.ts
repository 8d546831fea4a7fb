import { filter, rule, type Rule } from './rule.ts'

const format = '(flac|mp3|ogg|wav|aiff?|m4a|aac|alac|wma|opus|vorbis|wavpack|ape|dsd|dsf)'
/** These mean something else unless they are called files. */
const unclear = /^(?:opus|ape|vorbis|wavpack|dsd|dsf)$/i

/** In what they are kept. */
export const formats: Rule[] = [
  rule(`(?:only )?(loss(?:less|y))(?: files?| formats?| audio| tracks?)?(?: only)?`, ([, which]) =>
    /less$/i.test(which!) ? filter('is:lossless', { code: 'lossless' }) : filter('is:lossy')
  ),
  rule(`(?:only |in |as )?${format}(['’]?s)?( files?| format)?(?: only)?`, ([, name, , called]) =>
    called === undefined && unclear.test(name!) ? null : filter(`format:${name!.toLowerCase()}`)
  )
]

const takes = '(?:recordings?|versions?|albums?|performances?|concerts?|takes?|cuts?|songs?|tracks?|music)'

/**
 * Before an audience or not: what titles, albums and genres say. "Live" alone is one more word, unless it stands by
 * itself between commas or behind an artist (`takePlain`).
 */
export const audiences: Rule[] = [
  rule(`(?:recorded live|live ${takes}|live only|only live|in concert)`, () => filter('is:live')),
  rule(`(?<=(?:not|no|without) )live(?=\\s*$)`, () => filter('is:live')),
  rule(`studio ${takes}`, () => filter('is:studio'))
]

/** Nothing tells for sure who does not sing: the word stays a sound, and voices are subtracted. */
export const instrumentals: Rule[] = [
  rule(`(instrumentals?)(?: only)?`, ([, sound], { before }) =>
    /\b(?:no|not|without|non)[ -]$/.test(before) ? null : { kind: 'away', sound: sound!, from: 'vocals' }
  )
]
