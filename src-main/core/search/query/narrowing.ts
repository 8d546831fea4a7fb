import type { QueryPart } from '#contract/entities.ts'
import type { Expectation } from '#contract/expected.ts'
import { filterNamed, isNamedFilter } from '#contract/field-uses.ts'
import type { GlossaryLanguage } from '#contract/glossary.ts'
import type { Glossaries } from '../glossary/glossaries.ts'
import { readFilter } from './fields.ts'
import { nearField } from './near-field.ts'
import { limits } from './plan.ts'
import type { Alternative } from './plan.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Everything known while one alternative is put together. */
export interface Making {
  text: string
  now: number
  parts: QueryPart[]
  into: Alternative
  counts: { phrases: number; filters: number }
  glossaries: Glossaries | null
  /** The language of the query as a whole. */
  language: GlossaryLanguage | null
}

/** Adds a part that could not be read. What is too much in a row is one part, however many there are. */
export function wrong(
  make: Making,
  start: number,
  end: number,
  negative: boolean,
  expected: Expectation
): void {
  const last = make.parts.at(-1)
  if (last?.kind === 'wrong' && isTooMuch(expected) && last.expected?.code === expected.code) {
    const from = last.start
    make.parts[make.parts.length - 1] = { ...last, end, text: make.text.slice(from, end) }
    return
  }
  make.parts.push({ kind: 'wrong', text: make.text.slice(start, end), start, end, negative, expected })
}

const isTooMuch = ({ code }: Expectation): boolean => code.startsWith('fewer-')

const tooManyFilters: Expectation = {
  code: 'fewer-filters',
  filters: limits.filters,
  values: limits.values
}

/** `readAs`: what words in plain language were read as. */
export function addField(make: Making, token: Extract<Token, { kind: 'field' }>, readAs?: string): void {
  const { start, end, negative, values } = token
  const text = make.text.slice(start, end)
  const name = token.name === 'like' ? 'like' : filterNamed(token.name)!
  if (values.length > limits.values || make.counts.filters >= limits.filters)
    return wrong(make, start, end, negative, tooManyFilters)
  if (name === 'like') {
    const seeds = values.map(value => value.trim()).filter(value => value !== '')
    if (seeds.length < values.length) return wrong(make, start, end, negative, { code: 'value', of: 'like' })
    make.counts.filters++
    const part = make.parts.push({ kind: 'like', text, start, end, negative }) - 1
    for (const seed of seeds) make.into.seeds.push({ text: seed, negative, part })
    return
  }
  if (isNamedFilter(name)) {
    const names = values.map(value => value.trim()).filter(value => value !== '')
    if (names.length < values.length) return wrong(make, start, end, negative, { code: 'value', of: name })
    make.counts.filters++
    const part = make.parts.push({ kind: 'filter', text, start, end, negative, field: name }) - 1
    make.into.named.push({ field: name, names, negative, part })
    return
  }
  const filter = readFilter(name, values, negative, make.now)
  if (!filter) return wrong(make, start, end, negative, { code: 'value', of: name })
  make.counts.filters++
  const read = readAs === undefined ? {} : { readAs }
  make.parts.push({ kind: 'filter', text, start, end, negative, field: name, ...read })
  make.into.filters.push(filter)
}

/** What looks like a field is never heard as a sound. */
export function addUnknown(
  make: Making,
  { name, start, end, negative }: Extract<Token, { kind: 'unknown' }>
): void {
  if (make.counts.filters >= limits.filters) return wrong(make, start, end, negative, tooManyFilters)
  make.counts.filters++
  wrong(make, start, end, negative, { code: 'known-field', name, meant: nearField(name) })
}

/** Adds filters and examples that were said in plain language. */
export function addPlain(make: Making, { reading, start, end }: Extract<Token, { kind: 'plain' }>): void {
  const text = make.text.slice(start, end)
  if (reading.kind === 'filter') {
    const [field] = tokens(reading.filter)
    if (field?.kind === 'field') addField(make, { ...field, start, end }, reading.filter)
  } else if (reading.kind === 'like') {
    const { negative, examples } = reading
    const readAs = `${negative ? '-' : ''}like:"${reading.text}"`
    const found = { names: [...examples.names], tracks: examples.ids.length }
    const part = make.parts.push({ kind: 'like', text, start, end, negative, readAs, examples: found }) - 1
    make.into.seeds.push({ text: reading.text, negative, part, ids: examples.ids })
  }
}
