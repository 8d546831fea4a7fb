import words from './music-words.json' with { type: 'json' }

/** scripts/evaluate/music-words.ts says where they are from. */
const known: ReadonlySet<string> = new Set(words.flatMap(word => [word, stem(word)]))

/** What says nothing of a sound. */
const empty = new Set(
  (
    'a an the of in on at to for and or with without no not is are my i me you it this that from by as be was were so some ' +
    'something someone like how what give play need want sounds please songs song music track tracks'
  ).split(' ')
)
const word = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d+-?bit|\d0s/gu

/** The words of a phrase, in English, that say something: how many, and how many of them people use of music. */
export function musicWords(phrase: string): { known: number; of: number } {
  const said = (phrase.normalize('NFKC').toLowerCase().match(word) ?? []).filter(one => !empty.has(one))
  return { known: said.filter(isMusicWord).length, of: said.length }
}

/** Whether at least half of the words that say something are used of music. */
export function isOfMusic(phrase: string): boolean {
  const { known, of } = musicWords(phrase)
  return of === 0 ? /^[\p{ASCII}]*$/u.test(phrase) : known >= of / 2
}

/** Whether each word that says something is used of music. */
export function isAllOfMusic(phrase: string): boolean {
  const { known, of } = musicWords(phrase)
  return of > 0 && known === of
}

const isMusicWord = (one: string): boolean =>
  known.has(one) ||
  known.has(stem(one)) ||
  (one.includes('-') && one.split('-').every(part => known.has(part)))

/** Of one and of many alike. */
function stem(one: string): string {
  if (one.endsWith('ies') && one.length > 4) return `${one.slice(0, -3)}y`
  return one.endsWith('s') && !one.endsWith('ss') ? one.slice(0, -1) : one
}
