import words from './music-words.json' with { type: 'json' }

/**
 * Whether a phrase speaks of something that can be heard. The text tower gives a place to anything, and what is no music
 * lands somewhere, too: close to some tracks by chance. So half of the words that say something have to be among those
 * that people use of music: scripts/evaluate/music-words.ts says where they are from.
 */
const known: ReadonlySet<string> = new Set(words.flatMap(word => [word, stem(word)]))

/** What says nothing of a sound. */
const empty = new Set(
  (
    'a an the of in on at to for and or with without no not is are my i me you it this that from by as be was were so some ' +
    'something someone like how what give play need want sounds please songs song music track tracks'
  ).split(' ')
)
const word = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d+-?bit|\d0s/gu

/** `phrase` in English. One that holds nothing but empty words is known: there is nothing to doubt. */
export function isKnownSound(phrase: string): boolean {
  const said = (phrase.normalize('NFKC').toLowerCase().match(word) ?? []).filter(one => !empty.has(one))
  return said.length === 0
    ? !/[\p{L}\p{N}]/u.test(phrase) || /^[\p{ASCII}]*$/u.test(phrase)
    : share(said) >= 0.5
}

const share = (said: readonly string[]): number => said.filter(isKnown).length / said.length

const isKnown = (one: string): boolean =>
  known.has(one) ||
  known.has(stem(one)) ||
  (one.includes('-') && one.split('-').every(part => known.has(part)))

/** Of one and of many alike. */
function stem(one: string): string {
  if (one.endsWith('ies') && one.length > 4) return `${one.slice(0, -3)}y`
  return one.endsWith('s') && !one.endsWith('ss') ? one.slice(0, -1) : one
}
