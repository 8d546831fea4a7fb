/** What nobody means, and somebody types or pastes; with what should come. */
export interface BadQuery {
  what: string
  text: string
  /**
   * `nothing`: no result. `answer`: results by what is left of it. `refused`: an error that names the text. `either`:
   * whatever the library holds.
   */
  comes: 'nothing' | 'answer' | 'refused' | 'either'
}

/** As much as a question may have. */
const most = 20_000
const long = (unit: string): string => unit.repeat(Math.ceil(most / unit.length)).slice(0, most)
const numbered = (count: number, one: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ')

/** A page of prose, each word another. */
const pasted = numbered(4000, n => `w${n.toString(36)}`).slice(0, most)

export const badQueries: readonly BadQuery[] = [
  { what: '20,000 characters, one word', text: long('ka'), comes: 'either' },
  { what: '20,000 characters, one word many times', text: long('piano '), comes: 'answer' },
  { what: '20,000 characters, every word another', text: pasted, comes: 'either' },
  { what: '20,000 characters of Korean', text: long('잔잔한 피아노 음악 '), comes: 'either' },
  { what: '20,000 characters, all commas', text: long('a, '), comes: 'either' },
  { what: '20,000 characters, all quotes', text: long('"'), comes: 'nothing' },
  { what: '20,000 characters, all minus', text: long('-'), comes: 'nothing' },
  { what: '20,000 characters, all "no"', text: long('no '), comes: 'either' },
  { what: '20,000 characters, all misspelt', text: long('pianno giutar '), comes: 'either' },
  { what: 'one character more', text: 'a'.repeat(most + 1), comes: 'refused' },
  {
    what: 'a thousand filters that all pass',
    text: `piano ${numbered(1000, () => 'year:>1900')}`,
    comes: 'answer'
  },
  {
    what: 'a thousand filters, each another',
    text: `piano ${numbered(1000, n => `-genre:g${n}`)}`,
    comes: 'answer'
  },
  { what: 'a filter of a thousand values', text: `piano year:${'1990|'.repeat(1000)}1990`, comes: 'answer' },
  { what: 'a thousand unknown filters', text: numbered(1000, n => `lenght:<${n}m`), comes: 'either' },
  { what: 'a thousand alternatives', text: `piano${' | drums'.repeat(1000)}`, comes: 'answer' },
  {
    what: 'a thousand examples',
    text: numbered(1000, n => `like:"no track ${n}"`).slice(0, most),
    comes: 'nothing'
  },
  { what: 'nested quotes', text: `${'"“„'.repeat(200)}piano${'”“"'.repeat(200)}`, comes: 'answer' },
  { what: 'quotes that never close', text: 'piano "slow “sad \'rain „', comes: 'answer' },
  {
    what: 'control and bidi characters',
    text: '\u202Epiano\u202C \u0000\u0007slow\u200B \u2066song\u2069\uFFFE',
    comes: 'either'
  },
  {
    what: 'only control and bidi characters',
    text: '\u0000\u0007\u202E\u2066\u200B\uFFFE',
    comes: 'nothing'
  },
  { what: 'half characters', text: '\uD83D \uDC00', comes: 'nothing' },
  { what: 'only punctuation', text: '?!... --- /// ()[]{} *^~ ;:', comes: 'nothing' },
  {
    what: 'signs of a full text search',
    text: 'NEAR(piano drums) AND OR NOT ^title: * + -"',
    comes: 'either'
  },
  { what: 'only what is not wanted', text: '-piano -drums, no vocals, without metal', comes: 'either' },
  { what: 'a thousand things not wanted', text: numbered(1000, n => `-thing${n}`), comes: 'either' },
  { what: 'only a filter that fits nothing', text: 'year:1066', comes: 'nothing' },
  { what: 'a filter that fits nothing beside a sound', text: 'piano year:1066', comes: 'nothing' },
  { what: 'an artist that is not there', text: 'artist:"nobody at all"', comes: 'nothing' }
]
