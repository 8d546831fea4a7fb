import { filterNamed } from '#contract/field-uses.ts'
import type { QueryPart, TrackRow } from '#contract/entities.ts'
import type { Completion } from '#contract/searches.ts'

/** The one filter in plain words that the page is shown with. */
const plainWords = 'under 3 minutes'
/** What is not wanted, in the plain words that the page is shown with. */
const unwanted = 'without vocals'
const token = /under 3 minutes|without vocals|-?(?:[a-z]+:"[^"]*"|[a-z]+:\S+|"[^"]*")|-\S+/g

/** Enough of the query language for the page: filters, likes, negatives, one kind of wrong part, the rest is sound. */
export function partsOf(text: string, kept: readonly string[] = []): QueryPart[] {
  const parts: QueryPart[] = []
  let at = 0
  for (const match of text.matchAll(token)) {
    if (kept.includes(match[0])) continue
    sound(parts, text, at, match.index)
    at = match.index + match[0].length
    parts.push(partOf(match[0], match.index))
  }
  sound(parts, text, at, text.length)
  return parts
}

function sound(parts: QueryPart[], text: string, from: number, to: number): void {
  const piece = text.slice(from, to)
  const words = piece.trim()
  if (!words || words === '|') return
  const start = from + piece.indexOf(words)
  const part = { kind: 'sound' as const, text: words, start, end: start + words.length, negative: false }
  // The one phrase in another language that the page is shown with.
  const english = words === '잔잔한 피아노' ? 'calm piano' : null
  // And the one that is no sound.
  const trust = words === 'quarterly tax report' ? 'not-understood' : words === 'old clock' ? 'unsure' : null
  const nearest = trust === 'not-understood' ? ['march', 'r&b'] : null
  parts.push({
    ...part,
    ...(english && { understoodAs: { language: 'ko', english } }),
    ...(trust && { trust }),
    ...(nearest && { nearest })
  })
}

function partOf(written: string, start: number): QueryPart {
  if (written === plainWords) {
    const end = start + written.length
    const read = { field: 'duration', readAs: 'length:<3m' } as const
    return { kind: 'filter', text: written, start, end, negative: false, ...read }
  }
  if (written === unwanted) {
    return { kind: 'sound', text: 'vocals', start, end: start + written.length, negative: true }
  }
  const negative = written.startsWith('-')
  const bare = negative ? written.slice(1) : written
  const end = start + written.length
  const [name = '', value = ''] = bare.includes(':') ? bare.split(/:(.*)/s) : ['', bare]
  const base = { text: value.replaceAll('"', ''), start, end, negative }
  if (name === '') return { ...base, kind: 'sound' }
  if (name === 'like' && base.text === 'Not heard yet')
    return { ...base, kind: 'wrong', expected: { code: 'analysed-example' } }
  if (name === 'like') return { ...base, kind: 'like' }
  const field = filterNamed(name)
  if (field === null)
    return {
      ...base,
      kind: 'wrong',
      expected: { code: 'known-field', name, meant: name === 'lenght' ? 'length' : null }
    }
  if (name === 'year' && !/^\d{4}(\.\.\d{4})?$/.test(value)) {
    return { ...base, kind: 'wrong', expected: { code: 'value', of: 'year' } }
  }
  return { ...base, kind: 'filter', field }
}

/** Ways to go on that the page is shown with. */
export function completionsOf(text: string, at: number): Completion[] {
  if (text === '') {
    const whole = { start: 0, end: 0 }
    return [
      { kind: 'used', insert: 'rainy night synths', ...whole },
      { kind: 'example', insert: 'ambient from the 1990s', ...whole }
    ]
  }
  const [, typed] = /(?:^|\s)(\S+)$/.exec(text.slice(0, at)) ?? []
  if (typed === undefined) return []
  const [start, end] = [at - typed.length, at]
  if (typed === 'genre:') return [{ kind: 'genre', insert: 'ambient', start: at, end: at }]
  return 'genre:'.startsWith(typed) ? [{ kind: 'field', insert: 'genre:', start, end }] : []
}

/** Whether a row passes filters joined by ` | ` (any) and spaces (all): names hold the value, anything else passes. */
export const passes = (row: TrackRow, text: string): boolean =>
  text.split(' | ').some(side =>
    partsOf(side).every(part => {
      // An example that cannot be used asks for something, and not for everything.
      if (part.expected?.code === 'analysed-example') return false
      const years = /^(\d{4})(?:\.\.(\d{4}))?$/.exec(part.field === 'year' ? part.text : '')
      if (years) {
        const last = Number(years[2] ?? years[1])
        return (row.year !== null && row.year >= Number(years[1]) && row.year <= last) !== part.negative
      }
      if (part.field !== 'title' && part.field !== 'artist' && part.field !== 'album') return true
      return row[part.field].toLowerCase().includes(part.text.toLowerCase()) !== part.negative
    })
  )
